// Where leafnodes come from: LEAFZ of all servers, and the events of those that connect.

import { countWords } from '../../../model/count-words.ts';
import type { EventLogSnapshot } from '../../../model/event-log.ts';
import type { ServerRow } from '../../../model/fleet.ts';
import { LeafBook, type LeafConnects } from '../../../model/network/leaf-book.ts';
import { leafConnects } from '../../../model/network/leaf-connects.ts';
import type { LeafRow } from '../../../model/network/leaf-row.ts';
import type { LeafEntry } from '../../../model/network/told.ts';
import type { Varz } from '../../../model/server.ts';
import { askConfigurations } from '../../../nats/ask-everybody.ts';
import { askLeafz } from '../../../nats/leafz.ts';
import type { Wire } from '../../../nats/wire.ts';
import { memoizeLast } from '../../../table/memoize-last.ts';
import { untilNext } from '../../answering.ts';
import type { Heading, Honesty } from '../../list-facts.ts';
import { polledSource, type Round } from '../../polled-source.ts';
import type { Choices } from '../../screen.ts';
import type { Once, OnceOptions, Source, Watching } from '../../source.ts';
import {
	answerLimit,
	askAbout,
	askedHonesty,
	type LinksAsked,
	nothingAsked,
	onceResult,
} from '../links-asked.ts';
import { countRows, type NetworkCounts, networkCounts } from '../tab-counts.ts';
import type { LeafFacts } from './facts.ts';
import { lookForRemotes } from './remotes.ts';

export type LeafnodesSnapshot = {
	rows: readonly LeafRow[];
	asked: LinksAsked;
	accountNames: ReadonlyMap<string, string>;
	counts?: NetworkCounts;
};

/** The class of these requests in the budget. */
const leafnodesClass = 'leafnodes';

/** Milliseconds between two rounds, as a multiple of that of statsz. */
const seldom = 2.5;

/** A round is late where it takes so many times what was wished. */
const late = 1.5;

const nothing: LeafnodesSnapshot = { rows: [], asked: nothingAsked, accountNames: new Map() };

export const leafFacts = ({ accountNames }: LeafnodesSnapshot, { keys }: Choices): LeafFacts => ({
	nameOf: (account) => (keys ? account : (accountNames.get(account) ?? account)),
});

export const leafnodesHonesty = ({ asked }: LeafnodesSnapshot): Honesty => ({
	...askedHonesty(asked, 'Leafnodes that share the system account are servers of their own, on screen 1.'),
	...(asked.at !== undefined && { none: `No leafnodes on ${countWords(asked.answered, 'server')}.` }),
});

/** `3 up, 1 gone, 1 not connected`, where one is. */
export const leafnodesHeading = ({ rows, counts }: LeafnodesSnapshot): Heading => {
	const away = rows.filter(({ goneSince }) => goneSince !== undefined).length;
	const never = rows.filter(({ remote }) => remote !== undefined).length;
	if (away === 0) return { siblings: counts };
	const parts = [
		`${rows.length - away} up`,
		...(away > never ? [`${away - never} gone`] : []),
		...(never > 0 ? [`${never} not connected`] : []),
	];
	return { siblings: counts, summary: parts.join(', ') };
};

/** How often leafnodes connected is told by events only, and only while natstop may hear them. */
const connectsIn = memoizeLast((log: EventLogSnapshot, now: number): LeafConnects | undefined =>
	log.connects === undefined
		? undefined
		: leafConnects(log.events, (account) => log.accountNames.get(account), now),
);

type Needs = {
	wire: Wire;
	book: LeafBook;
	servers: () => readonly ServerRow[];
	log?: EventLogSnapshot;
	timeout: number;
	round?: Pick<Round<unknown>, 'signal' | 'spend'>;
};

const leafnodesRound = async (needs: Needs): Promise<LeafnodesSnapshot> => {
	const { wire, book, servers, log, timeout, round } = needs;
	const entries = new Map<string, readonly LeafEntry[]>();
	const asked = await askAbout({
		...{ wire, timeout, ask: askLeafz, servers: servers(), round },
		onTold(told) {
			book.told(told, wire.now());
			if (!told.isCut) entries.set(told.server.id, told.links);
		},
		onSilent: ({ id }) => book.silent(id),
	});
	await lookForRemotes({ ...{ wire, book, servers: servers(), told: entries, timeout }, ...round });
	const now = wire.now();
	const connects = log && connectsIn(log, now);
	const rows = servers();
	for (const { info, state } of rows) if (state === 'stale' || state === 'unknown') book.silent(info.id);
	if (asked.denied === undefined && !round?.signal.aborted) {
		const living = rows.filter(({ state }) => state !== 'down').map(({ info }) => info.id);
		book.endRound(new Set(living), now, connects);
	}
	return { rows: book.rows(now, connects), asked, accountNames: log?.accountNames ?? new Map() };
};

type LeafnodesMemory = { book: LeafBook; deniedOn?: Wire };

const memories = new WeakMap<Watching['events'], LeafnodesMemory>();

export const openLeafnodes = (watching: Watching): Source<LeafnodesSnapshot> => {
	const { servers, events, checks } = watching;
	const memory = memories.get(events) ?? { book: new LeafBook({ settings: checks }) };
	memories.set(events, memory);
	const base = (interval: number): number => seldom * interval;
	return polledSource<LeafnodesSnapshot>(
		watching,
		nothing,
		async (wire, before, round) => {
			if (before.asked.denied !== undefined && memory.deniedOn === wire && !round.isWished) return before;
			const found = await leafnodesRound({
				...{ wire, book: memory.book, servers: () => servers.get().fleet.rows, log: events.get() },
				...{ timeout: Math.min(watching.timeout, answerLimit), round },
			});
			const { fleet } = servers.get();
			if (found.asked.denied === undefined) countRows(watching, 'leafnodes', found.rows.length, fleet.at);
			const next = { ...found, counts: networkCounts(watching, fleet) };
			memory.deniedOn = next.asked.denied === undefined ? undefined : wire;
			for (const { end } of next.rows) if (end.account !== undefined) watching.wantName(end.account);
			const wished = base(watching.interval());
			const period = watching.governor.period(leafnodesClass, wished);
			return period > late * wished ? { ...next, asked: { ...next.asked, every: period } } : next;
		},
		{ name: leafnodesClass, base },
	);
};

/** Which leafnodes there should be stands in the configuration of each server, which nobody has asked for yet. */
const withConfigurations = async (wire: Wire, rows: readonly ServerRow[]): Promise<readonly ServerRow[]> => {
	if (rows.some(({ varz }) => varz !== undefined)) return rows;
	const told = new Map<string, Varz>();
	await askConfigurations(wire, new AbortController().signal, (id, varz) => told.set(id, varz));
	return rows.map((row) => ({ ...row, varz: told.get(row.info.id) }));
};

/** Asks once, or twice for rates. */
export const leafnodesOnce = async ({
	servers,
	wire,
	timeout,
	again,
	checks,
}: OnceOptions): Promise<Once<LeafnodesSnapshot>> => {
	const { fleet, why, silent } = await servers('one');
	if (fleet.rows.length === 0) return { snapshot: nothing, at: fleet.at, failed: why };
	const book = new LeafBook({ settings: checks, atOnce: true });
	const rows = await withConfigurations(wire, fleet.rows);
	const ask = () => leafnodesRound({ wire, book, servers: () => rows, timeout });
	const began = performance.now();
	let snapshot = await ask();
	if (again !== undefined && snapshot.asked.denied === undefined) {
		await untilNext(again, began);
		snapshot = await ask();
	}
	return onceResult(snapshot, snapshot.asked, { at: wire.now(), timeout, silent });
};
