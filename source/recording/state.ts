// Everything a session remembers as lines: a recording can be gone on from with these, without what was before.

import type { CheckSettings } from '../model/checks/check.ts';
import type { EventLog } from '../model/event-log.ts';
import type { Roster } from '../model/roster.ts';
import { memoryOfRoster } from '../model/roster-memory.ts';
import type { TrackMemory } from '../model/track-memory.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import type { Line } from './line.ts';
import { pack } from './packed-value.ts';

/** Of so many servers and more, histories are as long as a trend is wide, and rates of routes are left out. */
const manyServers = 50;
const allSlots = 300;
const fewSlots = 60;

/** One line of so many that a log keeps is in a state. */
const logShare = 5;

/** What a state is made of. */
export type Remembering = {
	roster: Roster;
	log: EventLog;
	link: LinkSnapshot;
	checks?: CheckSettings;
	/** Milliseconds between two rounds that are kept, where that is not the interval of the roster. */
	interval?: number;
	/** True where figures of single routes and gateways are left out. */
	isShort?: boolean;
};

/** Without what is in it twice, and with rates as figures. */
const slim = ({ slots, latest, ...track }: TrackMemory, isMany: boolean): unknown => {
	const { rates, slot, outdated } = slots;
	const same = (sample: unknown): unknown => (sample === latest && latest !== undefined ? 'latest' : sample);
	const figures = rates && {
		...{ in: rates.in, out: rates.out, clientsIn: rates.clientsIn, clientsOut: rates.clientsOut },
		...{ churn: rates.churn, stalls: rates.stalls },
		routes: isMany ? new Map() : rates.routes,
		gateways: isMany ? new Map() : rates.gateways,
	};
	return {
		...{ ...track, latest },
		// One that is not the latest any more is compared with nothing again.
		slots: {
			...slots,
			rates: figures,
			slot: same(slot),
			outdated: outdated === latest ? same(outdated) : undefined,
		},
	};
};

/** The lines of the state at `at`, all of that time, in the order in which they are to be taken. */
export const stateLines = (
	{ roster, log, link, checks, interval = roster.interval, isShort }: Remembering,
	at: number,
): readonly Line[] => {
	const isMany = roster.parts.identity.tracks.size >= manyServers;
	const { tracks, roster: rest } = memoryOfRoster(roster, isMany ? fewSlots : allSlots);
	const { connection, userInfo: _, ...pictured } = link;
	const latest = new Map(tracks.map((track) => [track.key, track.latest?.statsz]));
	const told = [...rest.judge.told].flatMap(([key, statsz]) =>
		statsz !== undefined && latest.get(key) === statsz ? [key] : [],
	);
	const facts = { ...rest.facts, interval };
	const judge = { ...rest.judge, told: new Map(told.map((key) => [key, true])) };
	const lines: (readonly unknown[])[] = [
		['begin', { since: log.since, ...(checks && { checks: [...checks] }) }],
		...tracks.map((track) => ['server', track.info.id, pack(slim(track, isMany), isShort)]),
		['roster', pack({ ...rest, facts, judge })],
		['log', pack(log.memory(at, logShare))],
		['link', pictured],
	];
	return lines.map((line): Line => [at, 'W', ...line]);
};
