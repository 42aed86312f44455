// Runs the request loop behind the server list: heartbeats, a round of PING every interval, and the servers that miss one.

import type { CheckSettings } from '../model/checks/check.ts';
import type { MonitorEvent } from '../model/event.ts';
import { Roster } from '../model/roster.ts';
import type { Sample, ServerInfo, Varz } from '../model/server.ts';
import { redactPayload } from '../system/redact.ts';
import { askConfigurations, askIdentities, askStatszOfAll, roundLimit } from './ask-everybody.ts';
import { CancellableDelay } from './cancellable-delay.ts';
import { Probes } from './probes.ts';
import { type OnRosterInput, type Outcome, type RosterInput, type Told, tellRoster } from './roster-input.ts';
import { askStatsz, readHeartbeat } from './statsz.ts';
import { subjects } from './subjects.ts';
import type { Clock, Wire, WireSubscription } from './wire.ts';

/** A tick comes every second; one this late means that natstop itself was stopped, milliseconds. */
const sleepSpan = 4000;

/** How often configurations are looked at. */
const varzSpan = 30_000;

export type ServersLoopOptions = {
	/** What everything heard or missed is judged by. */
	now: Clock;
	interval: number;
	/** How a person wants checks to judge. */
	checks?: CheckSettings;
	timeout: number;
	/** Events that natstop noticed itself, not received ones. */
	onEvents: (events: readonly MonitorEvent[]) => void;
	onHeartbeat: (sample: Sample) => void;
	/** Something in the roster changed. */
	onChange: () => void;
	/** Takes what the roster is told, before it is. */
	onInput?: OnRosterInput;
	/** The server we are connected to does not even answer our pings. */
	onHung: () => void;
	/**
	 * Our own server may be cut off: `lost` went at once and nobody is left to say whether they live. Resolves to true when we
	 * move to another server, where all of it is judged anew, and to false when no other known address lets us in.
	 */
	onIsolated?: (lost: readonly ServerInfo[]) => Promise<boolean>;
};

/** The last statsz of the server whose screen is open, as it came but without secrets. */
export type RawStatsz = { id: string; at: number; data: unknown };

/** Owns the heartbeat subscription and the rounds of one connection; the roster outlives it. */
export class ServersLoop {
	readonly roster: Roster;
	raw?: RawStatsz;
	#focus?: string;
	#stop = new AbortController();
	readonly #rest = new CancellableDelay();
	#wire?: Wire;
	#heartbeats?: WireSubscription;
	/** Our user may not ask everybody: heartbeats are all there is. */
	#mayNotAsk = false;
	#lastTick = 0;
	#probes?: Probes;
	#lastRound = 0;
	#lastVarz = 0;
	#asksVarz = false;
	#paused = false;
	/** Rises when the link is lost: answers to requests from before are then ignored. */
	#links = 0;
	#ticker?: NodeJS.Timeout;

	constructor(readonly options: ServersLoopOptions) {
		this.roster = new Roster(options.interval, { settings: options.checks });
	}

	/** Begins on a connection; `stop` ends it. */
	start(wire: Wire): void {
		this.#stop = new AbortController();
		this.#wire = wire;
		this.#probes = new Probes({
			...{ wire, roster: this.roster, timeout: this.options.timeout, signal: this.#stop.signal },
			link: () => this.#links,
			tell: (input) => this.#tell(this.#take(input).events),
			onIsolated: this.options.onIsolated,
		});
		this.told(['connected to', wire.server()?.id ?? null]);
		this.#listen();
		this.#lastTick = this.options.now();
		this.#ticker = setInterval(() => this.#tick(), 1000);
		void this.#run(wire, this.#stop.signal);
	}

	stop(): void {
		this.#stop.abort();
		this.#rest.end();
		clearInterval(this.#ticker);
		this.#heartbeats?.stop();
	}

	/** Begins the next round now, configurations with it, and asks even if that was denied before. */
	refresh(): void {
		this.#mayNotAsk = false;
		this.#lastVarz = 0;
		this.#rest.end();
	}

	/** A new time between rounds, milliseconds. */
	setInterval(interval: number): void {
		this.told(['interval', interval]);
		this.#rest.end();
	}

	/** The row whose server is asked directly each round, because its screen is open. */
	focus(key: string | undefined): void {
		if (key === this.#focus) return;
		this.#focus = key;
		if (key !== undefined) this.#rest.end();
	}

	/** Our own link is down: rounds wait. */
	disconnected(): void {
		this.#paused = true;
		this.#links++;
		this.told(['cut']);
		this.options.onChange();
	}

	/** Our own link is there again, and rounds may soon be: the servers are what they were until somebody is asked. */
	linkUp(): void {
		if (this.#paused) this.told(['back']);
	}

	reconnected(): void {
		this.#paused = false;
		// Permissions may be others now: what was denied is tried once more.
		this.#mayNotAsk = false;
		this.told(['connected to', this.#wire?.server()?.id ?? null]);
		this.#listen();
		this.told(['back']);
		this.#rest.end();
	}

	/** Our user may not publish to a subject. */
	denied(subject: string): void {
		if (subject === subjects.ping) this.#mayNotAsk = true;
	}

	/** VARZ as a verified reload read it. */
	described(id: string, varz: Varz): void {
		const told: Told = ['configuration', id, varz, true];
		this.#tell(this.#take({ code: 'U', at: this.options.now(), told }).events);
	}

	/** Tells the roster something that came some other way. */
	told(told: Told): void {
		this.#take({ code: 'U', at: this.options.now(), told });
	}

	#take(input: RosterInput): Outcome {
		this.options.onInput?.(input);
		return tellRoster(this.roster, input);
	}

	#listen(): void {
		const wire = this.#wire;
		if (wire === undefined || this.#heartbeats?.isOpen()) return;
		this.#heartbeats = wire.subscribe(subjects.heartbeat, ({ data, subject }) => {
			const sample = readHeartbeat(data, this.options.now(), subject);
			if (sample === undefined) return;
			// The tick shows it within the second: a thousand servers send a hundred of these in one.
			const { events } = this.#take({ code: 'S', at: sample.receivedAt, sample, data });
			if (events.length > 0) this.#tell(events);
			this.#askWhoIsWho();
			this.options.onHeartbeat(sample);
		});
	}

	#tick(): void {
		const now = this.options.now();
		// Messages of that time still wait to be read: no server was silent.
		if (now - this.#lastTick > sleepSpan) this.#woke(Math.round((now - this.#lastTick) / 1000), now);
		this.#lastTick = now;
		this.#tell(this.#take({ code: 'T', at: now }).events);
		this.#askWhoIsWho();
	}

	/** Asks about new processes that have a known name, and the old ones: both may live. */
	#askWhoIsWho(): void {
		const ids = this.#mayNotAsk || this.#paused ? [] : this.roster.inQuestion(this.options.now());
		if (ids.length > 0) void this.#probes?.ask(ids);
	}

	#woke(seconds: number, at: number): void {
		this.told(['excuse']);
		this.#tell([{ kind: 'LINK', severity: 'warn', at, text: `natstop itself was stopped for ${seconds}s` }]);
	}

	#heard(sample: Sample, data?: Uint8Array): void {
		this.#tell(this.#take({ code: 'S', at: sample.receivedAt, sample, data }).events);
		// The next snapshot looks at all of them; read one by one as they come, none keeps a key waiting.
		void sample.statsz.routePeers?.peers;
		this.#askWhoIsWho();
	}

	#tell(events: readonly MonitorEvent[]): void {
		// The configuration of a new process is unknown: it is asked for with the next round.
		if (events.some(({ kind }) => kind === 'NEW' || kind === 'RESTART')) this.#lastVarz = 0;
		if (events.length > 0) this.options.onEvents(events);
		this.options.onChange();
	}

	async #run(wire: Wire, signal: AbortSignal): Promise<void> {
		askIdentities(wire, signal, (server) => {
			if (server) this.#take({ code: 'I', at: this.options.now(), server });
			this.options.onChange();
		});
		while (!signal.aborted) {
			const started = performance.now();
			if (!this.#paused) await this.#round(wire, signal);
			await this.#rest.take(started + this.roster.interval - performance.now(), signal);
		}
	}

	async #round(wire: Wire, signal: AbortSignal): Promise<void> {
		const now = this.options.now();
		if (this.#lastRound > 0 && now - this.#lastRound > 3 * this.roster.interval + roundLimit)
			this.told(['gap']);
		this.#lastRound = now;
		this.#take({ code: 'B', at: now });
		const focused = this.#askFocused(wire);
		const link = this.#links;
		const asked = this.#mayNotAsk ? 'blind' : await this.#askAll(wire, signal);
		if (asked === 'nobody' || signal.aborted || link !== this.#links || this.#paused) return;
		const blind = this.#mayNotAsk || asked === 'blind';
		const ended = this.options.now();
		const { missing } = this.#take({ code: 'P', at: ended, isBlind: blind });
		this.options.onChange();
		void this.#probes?.ask(missing);
		if (now - this.#lastVarz > varzSpan || this.#lastVarz === 0) this.#askVarz(wire, signal, now);
		await focused;
	}

	/** Asks everybody; leaves a server that hangs. */
	async #askAll(wire: Wire, signal: AbortSignal): Promise<'asked' | 'nobody' | 'blind'> {
		const link = this.#links;
		const end = await askStatszOfAll(wire, {
			expected: this.roster.expected(),
			timeout: this.options.timeout,
			signal,
			now: this.options.now,
			onSample: (sample, data) => this.#heard(sample, data),
		});
		if (end !== 'silent') return end;
		if (link !== this.#links || this.#paused) return 'asked';
		this.options.onHung();
		return 'nobody';
	}

	/** Never twice at a time, however often somebody asks for it: what was wished meanwhile comes with the next round. */
	#askVarz(wire: Wire, signal: AbortSignal, now: number): void {
		if (this.#asksVarz) return;
		this.#asksVarz = true;
		this.#lastVarz = now;
		void askConfigurations(wire, signal, (id, varz, data) =>
			this.#tell(this.#take({ code: 'V', at: this.options.now(), id, varz, data }).events),
		).finally(() => {
			this.#asksVarz = false;
		});
	}

	async #askFocused(wire: Wire): Promise<void> {
		const id = this.#focus && this.roster.idOf(this.#focus);
		if (id === undefined) return;
		const result = await askStatsz(wire, id, Math.min(this.options.timeout, roundLimit));
		if (!result.ok) return;
		this.raw = { id, at: this.options.now(), data: redactPayload(result.value.fields, false) };
		this.#heard(result.value.sample, result.value.data);
	}
}
