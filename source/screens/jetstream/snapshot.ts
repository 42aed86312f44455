// What the list of servers with JetStream is drawn from.

import type { LoggedEvent } from '../../model/event.ts';
import type { FleetSnapshot, ServerRow } from '../../model/fleet.ts';
import { type MetaGroup, type MetaPeer, metaGroupsOf } from '../../model/jetstream/meta-group.ts';
import { placeKey, placeOf } from '../../model/jetstream-place.ts';
import { jetstreamOn } from '../../model/server-facts.ts';
import type { JszTotals } from '../../nats/jsz.ts';
import { noRound, type RoundFacts } from './round-facts.ts';
import { type Held, ServerBook, type Trends } from './server-book.ts';
import type { TabCounts } from './tab-counts.ts';

/** One server, and JetStream on it. */
export type JetStreamRow = {
	server: ServerRow;
	/** Unknown where the server has told nothing of it. */
	isOn?: boolean;
	/** Absent where it is in none. */
	group?: MetaGroup;
	/** What it is in its meta group. */
	peer?: MetaPeer;
	/** What it tells when asked; absent before. */
	totals?: JszTotals;
	/** What it told is older than three rounds. */
	isToldOld: boolean;
	/** Streams that it leads. */
	led?: number;
	/** Requests to the API a second. */
	apiRate?: number;
	held?: Held;
	trends: Trends;
};

/** What was asked for, beside what servers tell of themselves. */
export type AskedFigures = {
	round: RoundFacts;
	/** What servers answered; it goes on being written. */
	book: ServerBook;
	/** Changes with each answer. */
	version: number;
	/** How many rows the other tabs have. */
	counts?: TabCounts;
};

/** Before anything was asked. */
export const nothingAsked = (): AskedFigures => ({ round: noRound, book: new ServerBook(), version: 0 });

export type JetStreamSnapshot = {
	rows: readonly JetStreamRow[];
	fleet: FleetSnapshot;
	groups: readonly MetaGroup[];
	round: RoundFacts;
	events: readonly LoggedEvent[];
	accountNames: ReadonlyMap<string, string>;
	/** How many rows the tabs have. */
	counts?: TabCounts;
};

/** Milliseconds after which what a server told is old: three rounds. */
export const oldAfter = 15_000;

/** Whether every server that has told anything has it off; nothing is known while none has. */
export const isOffOn = (rows: readonly ServerRow[]): boolean =>
	rows.length > 0 && rows.every((row) => jetstreamOn(row) === false);

export type SnapshotInputs = {
	fleet: FleetSnapshot;
	asked: AskedFigures;
	events: readonly LoggedEvent[];
	accountNames: ReadonlyMap<string, string>;
};

/** The rows as they are now; none where JetStream is off on all servers. */
export const jetStreamSnapshot = ({ fleet, asked, ...rest }: SnapshotInputs): JetStreamSnapshot => {
	const { book } = asked;
	book.look(fleet.rows);
	const groups = metaGroupsOf(fleet.rows);
	const rowOf = (server: ServerRow): JetStreamRow => {
		const { info, statsz } = server;
		const { totals, totalsAt, led, apiRate, held } = book.of(info.id);
		const key = statsz?.jetstream?.meta && placeKey(placeOf({ info, statsz }));
		const group = key === undefined ? undefined : groups.find((each) => each.key === key);
		return {
			...{ server, isOn: jetstreamOn(server), totals, led, apiRate, held, group },
			peer: group?.peers.find(({ name }) => name === info.name),
			isToldOld: totalsAt !== undefined && fleet.at - totalsAt > oldAfter,
			trends: book.trendsOf(info.id),
		};
	};
	return {
		...{ fleet, groups, round: asked.round, ...rest },
		rows: isOffOn(fleet.rows) ? [] : fleet.rows.map(rowOf),
		counts: asked.counts,
	};
};
