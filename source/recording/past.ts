// What can be looked back on: the last minutes of the running session, a file, an archive.

import type { EventLogSnapshot } from '../model/event-log.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { HealthBook } from '../model/health/health-book.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import type { RawStatsz } from '../nats/servers-loop.ts';
import type { Wire } from '../nats/wire.ts';

export type Past = {
	/** What it is, in a few words: `incident.natstop.gz`. */
	readonly title: string;
	/** The word for it in the header where it has one moment only, which is neither played nor left. */
	readonly word?: string;
	/** Its beginning, milliseconds since the epoch. */
	readonly from: number;
	/** Its end, which moves on in the running session. */
	readonly to: () => number;
	/** Ends of rounds, ascending: where one steps to. */
	readonly rounds: () => readonly number[];
	/** What was known at a time; of one before the beginning what was known then. Never rejects: see `trouble`. */
	readonly moment: (at: number) => Promise<Moment>;
	/** A sentence about what is damaged or missing; absent where nothing is known to be. */
	readonly trouble: () => string | undefined;
	readonly close: () => void;
};

/** Everything that was known at one time. */
export type Moment = {
	readonly at: number;
	/** Milliseconds between two rounds then. */
	readonly interval: number;
	readonly servers: { readonly fleet: FleetSnapshot; readonly raw?: RawStatsz };
	readonly events: EventLogSnapshot;
	readonly link: LinkSnapshot;
	/** What failed then, of all kinds of objects that somebody watched. */
	readonly health: HealthBook;
	/** Gives the last answers by then. Asking what was not asked by then gives the failure `not asked at 12:04:51`. */
	readonly wire: Wire;
	/** Times at which something was asked on this subject, by then, ascending; the ids in it do not matter. */
	readonly askedAt: (subject: string) => readonly number[];
	/** What was received last from a server by its id, as it was recorded: for the view of raw JSON. */
	readonly rawOf: (id: string) => RawStatsz | undefined;
};
