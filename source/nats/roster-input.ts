// Everything that a roster is told, as values: they can be written down, and told to another roster later on.

import type { MonitorEvent } from '../model/event.ts';
import type { Roster } from '../model/roster.ts';
import type { Healthz, Sample, ServerInfo, Varz } from '../model/server.ts';

/** What is told seldom, by its name and with its facts. */
export type Told =
	/** The id of the server we are connected to. */
	| readonly ['connected to', string | null]
	/** Our link went, or is there again. */
	| readonly ['cut']
	| readonly ['back']
	/** natstop itself was stopped, or has not asked for a while. */
	| readonly ['excuse']
	| readonly ['gap']
	/** Another system answers now. */
	| readonly ['left behind']
	/** Milliseconds between two rounds. */
	| readonly ['interval', number]
	/** When our credentials end. */
	| readonly ['credentials', number | null]
	/** What became of asking one server directly; the last is when that of its neighbours began. */
	| readonly ['unanswered', string]
	| readonly ['unreachable', string, number]
	/** Somebody else is asked about servers in doubt, or nobody can be: why. */
	| readonly ['doubt']
	| readonly ['loss', string]
	/** What a server, by its id, says of its own health. */
	| readonly ['healthz', string, Healthz]
	/** The configuration of a server, by its id, as it was read elsewhere; the last is true where our reload explains a new one. */
	| readonly ['configuration', string, Varz, boolean];

/**
 * One input of a roster at our time `at`. `data` is what a server sent, where it came over the network just now: valid while
 * the call lasts.
 */
export type RosterInput =
	/** A statsz; its time is in the sample. */
	| { code: 'S'; at: number; sample: Sample; data?: Uint8Array }
	/** A configuration as a server sent it. */
	| { code: 'V'; at: number; id: string; varz: Varz; data?: Uint8Array }
	/** An answer to IDZ. */
	| { code: 'I'; at: number; server: ServerInfo }
	/** A round begins, a round ends, a second has passed. */
	| { code: 'B'; at: number }
	| { code: 'P'; at: number; isBlind: boolean }
	| { code: 'T'; at: number }
	| { code: 'U'; at: number; told: Told };

/** Takes what a roster is told, before the roster does. */
export type OnRosterInput = (input: RosterInput) => void;

/** What follows from an input: events to be told, and after a round the ids of servers to ask directly. */
export type Outcome = { readonly events: readonly MonitorEvent[]; readonly missing: readonly string[] };

const none: readonly never[] = [];
const nothing: Outcome = { events: none, missing: none };

const outcomeOf = (events: readonly MonitorEvent[]): Outcome =>
	events.length === 0 ? nothing : { events, missing: none };

const tell = (roster: Roster, told: Told, at: number): readonly MonitorEvent[] => {
	switch (told[0]) {
		case 'connected to':
			roster.connectedTo(told[1] ?? undefined);
			return none;
		case 'cut':
			roster.disconnected(at);
			return none;
		case 'back':
			roster.reconnected(at);
			return none;
		case 'excuse':
			roster.excuse(at);
			return none;
		case 'gap':
			roster.gap(at);
			return none;
		case 'left behind':
			roster.leftBehind(at);
			return none;
		case 'interval':
			roster.interval = told[1];
			return none;
		case 'credentials':
			roster.credentialsEnd = told[1] ?? undefined;
			return none;
		case 'unanswered':
			return roster.unanswered(told[1], at);
		case 'unreachable':
			return roster.unreachable(told[1], at, told[2]);
		case 'doubt':
			return roster.tellDoubt(at);
		case 'loss':
			return roster.confirmLoss(at, told[1]);
		case 'healthz':
			roster.says(told[1], told[2]);
			return none;
		case 'configuration':
			return roster.describe(told[1], told[2], at, told[3]);
	}
};

/** Tells a roster one input; the only way in which one that lives long learns anything, but for events of servers. */
export const tellRoster = (roster: Roster, input: RosterInput): Outcome => {
	const { at } = input;
	switch (input.code) {
		case 'S':
			return outcomeOf(roster.heard(input.sample));
		case 'V':
			return outcomeOf(roster.describe(input.id, input.varz, at));
		case 'I':
			roster.introduced(input.server, at);
			return nothing;
		case 'B':
			roster.beginRound(at);
			return nothing;
		case 'P':
			return {
				events: none,
				missing: input.isBlind ? roster.endBlindRound(at) : roster.endRound(at),
			};
		case 'T':
			return outcomeOf(roster.tick(at));
		case 'U':
			return outcomeOf(tell(roster, input.told, at));
	}
};

/** Who is told of events that say something of servers; a roster is one. */
export type Heeding = {
	announced: (server: ServerInfo, how: 'lameduck' | 'down', at: number) => void;
	refused: (event: MonitorEvent) => void;
};

/** Tells what an event that a server published says of servers. */
export const heed = (to: Heeding, event: MonitorEvent): void => {
	const { kind, server, at } = event;
	if (server === undefined) return;
	if (kind === 'AUTH ERR') to.refused(event);
	if (kind === 'SHUTDOWN') to.announced(server, 'down', at);
	if (kind === 'LAME DUCK') to.announced(server, 'lameduck', at);
};
