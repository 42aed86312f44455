// The checks of leafnodes: one that is gone, comes back again and again, or is further away than usual.

import { spanText } from '../span-text.ts';
import { type Check, findingOf } from './check.ts';

/** What a leafnode is judged by. */
export type LeafFigures = {
	/** Milliseconds since it went; absent while it is there. */
	gone?: number;
	/** Milliseconds since a remote of a server's configuration is seen without a connection. */
	unconnected?: number;
	/** How often it connected within five minutes; absent where that is not known. */
	back?: number;
	/** Milliseconds. */
	rtt?: number;
	usualRtt?: number;
	name?: string;
};

type LeafCheck = Check<LeafFigures, undefined>;

/** A leafnode that is away for no longer is on its way back, milliseconds. */
const goneAfter = 10_000;

/** A round trip is slow where it takes so many times its usual one, and over so many milliseconds. */
const slowTrip = { times: 4, ms: 20 };

const about = `how often a leafnode connected within five minutes; one that is gone for 10s is critical, and a remote without a connection warns before that; a round trip over ${slowTrip.ms} ms and ${slowTrip.times} times what is usual warns`;

export const leafnode: LeafCheck = {
	id: 'leafnode',
	about,
	column: 'back',
	thresholds: { warn: 2 },
	judge({ gone, unconnected, back }, _, thresholds) {
		if (unconnected !== undefined)
			return {
				severity: unconnected < goneAfter ? 'warn' : 'critical',
				...{ text: `remote not connected for ${spanText(unconnected)}`, column: 'rtt' },
			};
		if (gone !== undefined)
			return gone < goneAfter
				? undefined
				: { severity: 'critical', text: `gone for ${spanText(gone)}`, column: 'rtt' };
		return findingOf(back, thresholds, (times) => `connected ${times} times in 5m`);
	},
};

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

const tripText = ({ rtt = 0, usualRtt = 0 }: LeafFigures): string =>
	`round trip ${ms(rtt)}, where ${ms(usualRtt)} is usual`;

const trip: LeafCheck = {
	...{ id: 'leafnode', about, column: 'rtt', swings: true, says: tripText },
	judge: (figures) => {
		const { gone, rtt = 0, usualRtt } = figures;
		const isSlow =
			gone === undefined && usualRtt !== undefined && rtt > slowTrip.ms && rtt > slowTrip.times * usualRtt;
		return isSlow ? { severity: 'warn', text: tripText(figures) } : undefined;
	},
};

/** The same of the names of clusters and domains. */
const blanks: LeafCheck = {
	id: 'blanks',
	about: 'a blank in the name of a leafnode, which breaks subjects and tools',
	judge: ({ name }) =>
		/\s/.test(name ?? '') ? { severity: 'warn', text: 'a blank in its name' } : undefined,
};

export const leafChecks: readonly LeafCheck[] = [leafnode, trip, blanks];
