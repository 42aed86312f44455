// What the screen needs of the system that it shows: its snapshots, its clock, and the ways to act on it where there are any.

import type { MonitorEvent } from '../model/event.ts';
import type { EventLogSnapshot } from '../model/event-log.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { HealthBook } from '../model/health/health-book.ts';
import type { Varz } from '../model/server.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import type { Clock, Wire } from '../nats/wire.ts';
import type { Source, Watching } from '../screens/source.ts';
import type { ServersSnapshot } from './session.ts';
import type { SessionRecorder } from './session-recorder.ts';
import type { TapKeeper } from './tap-keeper.ts';

/** A value that is read and followed. */
export type Followed<T> = Pick<Source<T>, 'get' | 'subscribe'>;

/** The ways to act on a system and to note what came of it; all of it is about now. */
export type Acting = {
	now: Clock;
	/** The way to NATS, also while the link is lost; absent before there was one. */
	wire: () => Wire | undefined;
	isLost: () => boolean;
	/** The servers as they are known now, not as they were published last. */
	fleet: () => FleetSnapshot;
	/** The log of events as it is now. */
	log: () => EventLogSnapshot;
	/** Adds an event that natstop itself makes. */
	add: (event: MonitorEvent) => void;
	/** Records what a server, by its id, said of itself. */
	described: (id: string, varz: Varz) => void;
	/** Starts a round at once, and the next attempt to connect where the link is lost. */
	refresh: () => void;
	/** Runs taps; absent where none can be run. */
	readonly tap?: TapKeeper;
	/** What the session keeps of itself; absent where it keeps nothing. */
	readonly recorder?: SessionRecorder;
};

/** The ways to say how a running system is watched. */
export type Steering = {
	/** Asks one server, by its key, for everything; nobody without a key. */
	focus: (key: string | undefined) => void;
	/** Groups of events that nobody wants to see. */
	switchOff: (groups: readonly string[]) => void;
	/** Milliseconds between two rounds. */
	setInterval: (ms: number) => void;
	/** Makes the next attempt to connect, and starts a round, at once. */
	retry: () => void;
};

/** A system that is shown, as it is now or as it was. */
export type Monitor = {
	/** The clock that everything on screen is judged by. */
	readonly now: Clock;
	readonly link: Followed<LinkSnapshot>;
	readonly servers: Followed<ServersSnapshot>;
	readonly events: Followed<EventLogSnapshot>;
	readonly health: Pick<HealthBook, 'counts'>;
	/** The system as the sources of screens need it. */
	readonly watching: Watching;
	/** Milliseconds between two rounds. */
	interval: () => number;
	/** Connects and begins; only the first call has an effect. */
	start: () => void;
	/** Absent where nothing is running: what was recorded stays as it is. */
	readonly acting?: Acting;
	readonly steering?: Steering;
};
