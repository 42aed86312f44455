// Wires the parts that live as long as the program to each other: link, servers, events.

import type { CheckSettings } from '../model/checks/check.ts';
import type { MonitorEvent } from '../model/event.ts';
import type { EventLogSnapshot } from '../model/event-log.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import { HealthBook, type HealthNews } from '../model/health/health-book.ts';
import { healthEvents } from '../model/health/health-news.ts';
import { serverReport } from '../model/health/server-report.ts';
import { meet } from '../nats/connect/meet.ts';
import type { ConnectionSettings } from '../nats/connect/settings.ts';
import { EventsFeed } from '../nats/events-feed.ts';
import { Governor } from '../nats/governor.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import { ReadLag } from '../nats/read-lag.ts';
import { type RawStatsz, ServersLoop } from '../nats/servers-loop.ts';
import { type Clock, machineClock, type Wire } from '../nats/wire.ts';
import type { Line } from '../recording/line.ts';
import type { Past } from '../recording/past.ts';
import { stateLines } from '../recording/state.ts';
import { storedPast } from '../recording/stored-past.ts';
import { Tap } from '../recording/tap.ts';
import { tappedWire } from '../recording/tapped-wire.ts';
import type { Watching } from '../screens/source.ts';
import { Link } from './link.ts';
import type { Acting, Monitor, Steering } from './monitor.ts';
import { PublishTimer } from './publish-timer.ts';
import { type RecordWishes, SessionRecorder } from './session-recorder.ts';
import { endingsOf, watchingOf } from './session-watching.ts';
import { Store } from './store.ts';
import { TapKeeper } from './tap-keeper.ts';

export type SessionOptions = {
	settings: ConnectionSettings;
	origin: string;
	wait: boolean;
	interval: number;
	/** Thresholds of checks that the configuration sets. */
	checks?: CheckSettings;
	onFailed: (sentence: string) => void;
	/** Told of everything that begins to fail, or is good again. */
	onHealth?: (news: readonly HealthNews[]) => void;
	/** Takes every input as a line of a recording; what is in it is valid while the call lasts. Nothing is made without it. */
	onInput?: (line: Line) => void;
	/** What is kept of the session, and what a recording of it says; absent where nothing is. */
	record?: RecordWishes;
	/** The clock; the machine's by default. */
	now?: Clock;
};

export type ServersSnapshot = { fleet: FleetSnapshot; raw?: RawStatsz };

/** Owns every subscription and loop; hooks read its stores. */
export class Session implements Monitor {
	/** The clock that everything on screen is judged by. */
	readonly now: Clock;
	readonly link: Store<LinkSnapshot>;
	readonly servers: Store<ServersSnapshot>;
	readonly events: Store<EventLogSnapshot>;
	readonly keeper: Link;
	readonly loop: ServersLoop;
	readonly feed: EventsFeed;
	readonly health: HealthBook;
	readonly tap: TapKeeper;
	readonly acting: Acting = {
		now: () => this.now(),
		wire: () => this.keeper.connection?.wire,
		isLost: () => this.keeper.state.phase === 'disconnected',
		fleet: () => this.loop.roster.snapshot(this.now()),
		log: () => this.feed.log.snapshot(this.now()),
		add: (event) => this.add(event),
		described: (id, varz) => this.loop.described(id, varz),
		refresh: () => {
			if (this.keeper.state.mode === 'account') this.keeper.connection?.wire.forget();
			this.loop.refresh();
		},
	};
	readonly steering: Steering = {
		focus: (key) => this.loop.focus(key),
		switchOff: (groups) => this.feed.switchOff(groups),
		setInterval: (ms) => this.loop.setInterval(ms),
		retry: () => {
			this.keeper.retry();
			this.loop.refresh();
		},
	};
	readonly recorder?: SessionRecorder;
	#past?: Past;
	#begun?: Promise<void>;
	readonly #governor = new Governor();
	#watching?: Watching;
	readonly #tap?: Tap;
	#credentialsEnd?: number;

	constructor(readonly options: SessionOptions) {
		const { settings, now = machineClock } = options;
		this.now = now;
		this.tap = new TapKeeper({ settings, now, onEvent: (event) => this.add(event) });
		this.acting = { ...this.acting, tap: this.tap };
		const { record } = options;
		if (record) {
			this.recorder = new SessionRecorder({
				onEnded: (text) => this.add({ kind: 'LINK', severity: 'warn', at: now(), text }),
				...record,
				interval: () => this.interval(),
				state: (at) => this.remembered(at),
				servers: () => this.loop.roster.counts().expected,
				now,
			});
			this.acting = { ...this.acting, recorder: this.recorder };
		}
		const { onInput = this.recorder?.take } = options;
		const isWanted = (): boolean => options.onInput !== undefined || this.recorder?.isKeeping === true;
		const choosing = options.onInput === undefined ? this.recorder : undefined;
		if (onInput) this.#tap = new Tap(onInput, now, () => this.loop.roster.counts(), isWanted, choosing);
		this.feed = new EventsFeed({
			now,
			timeout: settings.timeout,
			onLeaving: (server, how, at) => {
				this.loop.roster.announced(server, how, at);
				this.servers.changed();
			},
			onRefused: (event) => this.loop.roster.refused(event),
			onChange: () => this.events.changed(),
			backlog: new ReadLag(),
			beside: endingsOf(this, this.#governor),
			tap: this.#tap,
		});
		this.loop = new ServersLoop({
			now,
			interval: options.interval,
			checks: options.checks,
			timeout: settings.timeout,
			onInput: this.#tap?.input,
			onEvents: (events) => {
				for (const event of events) this.feed.add(event);
			},
			onHeartbeat: (sample) => this.feed.heartbeat(sample),
			onHung: () => this.keeper.leave(),
			onIsolated: (lost) => this.keeper.lookElsewhere(lost),
			onChange: () => {
				this.#serversChanged();
				// The rate of events falls although no event comes.
				if (this.events.get().rate > 0) this.events.changed();
			},
		});
		this.keeper = new Link({
			now,
			settings,
			origin: options.origin,
			wait: options.wait,
			onEvent: (event) => this.feed.add(event),
			onDenied: (operation, subject) => {
				if (operation === 'publish') this.loop.denied(subject);
				this.feed.denied(operation, subject);
			},
			onLimited: (words) => this.feed.limited(words),
			onChange: () => this.#linkChanged(),
			onUp: ({ wire }) => {
				// Servers first: a user with few permitted subscriptions sees at least these.
				this.loop.start(wire);
				this.feed.start(wire);
			},
			onDown: () => {
				this.loop.disconnected();
				this.servers.hurry();
			},
			onBack: () => {
				this.loop.reconnected();
				const wire = this.keeper.connection?.wire;
				if (wire) this.feed.start(wire);
			},
			vet: (wire) => meet(this.keeper.connection?.wire ?? wire, this.loop.roster.known()),
			onStranger: () => {
				this.loop.told(['left behind']);
				this.servers.hurry();
			},
			onFailed: options.onFailed,
		});
		const timer = new PublishTimer();
		this.link = new Store(
			() => ({
				link: this.keeper.state,
				access: this.keeper.access,
				outcome: this.keeper.outcome,
				userInfo: this.keeper.userInfo,
				stepsDone: this.keeper.stepsDone,
				serverVersion: this.keeper.serverVersion,
				connection: this.keeper.connection,
			}),
			timer,
		);
		this.servers = new Store(
			() => ({ fleet: this.loop.roster.snapshot(this.now()), raw: this.loop.raw }),
			timer,
		);
		this.events = new Store(() => this.feed.log.snapshot(this.now()), timer);
		this.health = new HealthBook(
			() => this.loop.roster.interval,
			(news) => {
				for (const event of healthEvents(news)) this.feed.add(event);
				options.onHealth?.(news);
			},
		);
		this.recorder?.begin();
		this.#tap?.begins({ ...options, since: this.feed.log.since });
		this.servers.subscribe(() => this.#judgeServers());
	}

	/** The session as the sources of screens need it; the same object for as long as the mode is. */
	get watching(): Watching {
		const mode = this.keeper.state.mode === 'account' ? 'account' : undefined;
		if (this.#watching === undefined || this.#watching.mode !== mode)
			this.#watching = watchingOf(this, this.#governor);
		return this.#watching;
	}

	/** Milliseconds between two rounds. */
	interval(): number {
		return this.loop.roster.interval;
	}

	/** What screens ask is recorded, too. */
	wireForScreens(): Wire | undefined {
		const wire = this.keeper.state.phase === 'connected' ? this.keeper.connection?.wire : undefined;
		return wire && this.#tap ? tappedWire(wire, this.#tap) : wire;
	}

	/** Everything that is remembered now, as the lines of a recording that begins here. */
	remembered(at: number): readonly Line[] {
		const { loop, feed, link, recorder, options } = this;
		const told = { roster: loop.roster, log: feed.log, link: link.take(), checks: options.checks };
		const kept = recorder && { interval: recorder.interval(), isShort: recorder.isShort };
		return stateLines({ ...told, ...kept }, at);
	}

	/** The last minutes, where they are kept; always the same object. */
	get past(): Past | undefined {
		const { recorder } = this;
		if (recorder?.ring === undefined) return undefined;
		this.#past ??= storedPast(recorder, { title: 'this session' });
		return this.#past;
	}

	/** Adds an event that natstop itself makes. */
	add(event: MonitorEvent): void {
		this.feed.add(event);
		this.events.hurry();
	}

	/** Connects and begins; only the first call has an effect. */
	start(): void {
		this.#begun ??= this.keeper.open();
	}

	/** Publishes the link, and with a link that came back the last known servers: no frame is connected and empty. */
	#linkChanged(): void {
		const { state, access } = this.keeper;
		if (state.expiresAt !== this.#credentialsEnd) this.loop.told(['credentials', state.expiresAt ?? null]);
		this.#credentialsEnd = state.expiresAt;
		this.#tap?.link(this.link.take());
		this.feed.wantName(state.accountName ?? '');
		// Without the permission to ask nothing is known of the servers.
		if (
			state.phase === 'connected' &&
			this.loop.roster.isCut &&
			(access !== 'no' || state.mode !== undefined)
		) {
			this.loop.linkUp();
			this.servers.hurry();
		}
		this.link.hurry();
	}

	/** Publishes the first rows at once, as a person waits for them; later ones with the timer. */
	#serversChanged(): void {
		if (this.servers.get().fleet.rows.length === 0) this.servers.hurry();
		else this.servers.changed();
	}

	/** Without a link, or before a round has ended, nobody knows how servers are. */
	#judgeServers(): void {
		const { fleet } = this.servers.get();
		if (this.keeper.state.phase === 'connected' && fleet.rounds > 0 && !this.loop.roster.isCut)
			this.health.take(serverReport(fleet));
	}

	/** Ends everything; resolves when the connection is closed. */
	async stop(): Promise<void> {
		this.tap.stop();
		await this.recorder?.close();
		this.loop.stop();
		this.feed.stop();
		for (const store of [this.link, this.servers, this.events]) store.close();
		await this.keeper.close();
	}
}
