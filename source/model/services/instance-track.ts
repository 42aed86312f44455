// Follows one instance of a service through rounds: whether it answers, what it counts, and what waits for it.

import { RoundRing } from '../round-ring.ts';
import { UsualRtt } from '../usual-rtt.ts';
import { CounterWindow, type Figures, figuresOf } from './figures.ts';
import type { BareInstance, Doubt, InstanceState } from './service-row.ts';
import {
	type InstanceConnection,
	instanceKey,
	serviceKey,
	type ToldEndpoint,
	type ToldInstance,
} from './told.ts';

/** After so many rounds without an answer it is silent. */
export const silentRounds = 3;

/** A connection that is away for so many rounds is gone: a client that connects again takes a moment. */
const goneRounds = 2;

/** Who is sent messages and sends none for so long hangs, milliseconds: two rounds, with a little slack of timers. */
const muteAfter = 9500;

/** Bytes that wait for a client that is only busy, and milliseconds after which more is a program that does not read. */
const [busyBytes, stuckAfter] = [64 * 1024, 15_000];

/** What of one round is about an instance. */
export type Heard = {
	/** Its answer; absent where it gave none. */
	told?: ToldInstance;
	/** Its connection; absent where there is none, or nobody knows. */
	connection?: InstanceConnection;
	/** Instances were asked themselves; else they are known by their connections alone. */
	wasAsked: boolean;
	/** One round is all there is: who does not answer in it is silent. */
	isOnce?: boolean;
	/** All connections are known, so that one that is not among them is not there. */
	knowsConnections: boolean;
	/** Our clock. */
	at: number;
};

/** The libraries whose figures are known to leave something out. */
const doubtOf = (connection: InstanceConnection | undefined): Doubt | undefined =>
	connection?.lang === 'nats.js' || connection?.lang === 'nats.ws' ? 'nats.js' : undefined;

/** What is kept of before where nobody tells it now. */
const merged = (before: ToldInstance, now: ToldInstance): ToldInstance => ({
	...before,
	...Object.fromEntries(Object.entries(now).filter(([, value]) => value !== undefined)),
});

export class InstanceTrack {
	readonly key: string;
	readonly serviceKey: string;
	readonly #windows = new Map<string, CounterWindow>();
	readonly #usual = new UsualRtt();
	#told: ToldInstance;
	#connection?: InstanceConnection;
	#hadConnection = false;
	#missed = 0;
	#away = 0;
	#hasAnswered = false;
	#heardAt: number;
	#stuckSince?: number;
	/** It has sent something between two rounds, and since when it has not although messages came for it. */
	#hasSpoken = false;
	#muteSince?: number;
	#before?: Figures;
	#state: InstanceState = 'ok';
	/** What its description says, which is asked for once. */
	info?: ToldInstance;
	hasAskedInfo = false;

	constructor(told: ToldInstance, at: number) {
		this.key = instanceKey(told);
		this.serviceKey = serviceKey(told);
		this.#told = told;
		this.#heardAt = at;
	}

	get state(): InstanceState {
		return this.#state;
	}

	/** When it was heard of last, our clock. */
	get heardAt(): number {
		return this.#heardAt;
	}

	get told(): ToldInstance {
		return this.#told;
	}

	/** One round has ended. */
	hear(heard: Heard): void {
		const { told, connection, at } = heard;
		this.#follow(connection, heard);
		if (told !== undefined) this.#take(told, at);
		else this.#missed++;
		this.#state = this.#judge(heard);
	}

	#take(told: ToldInstance, heardAt: number): void {
		const { started, endpoints = [], delay, at = heardAt } = told;
		const { by, started: before } = this.#told;
		const isAnew = by !== told.by || (started !== undefined && before !== undefined && started !== before);
		if (isAnew) for (const window of this.#windows.values()) window.restart();
		this.#told = merged(this.#told, told);
		const names = new Set(endpoints.map(windowKey));
		for (const key of this.#windows.keys()) if (!names.has(key)) this.#windows.delete(key);
		for (const endpoint of endpoints) {
			const window = this.#windows.get(windowKey(endpoint)) ?? new CounterWindow();
			window.push(endpoint, at);
			this.#windows.set(windowKey(endpoint), window);
		}
		if (delay !== undefined) this.#usual.take(delay, heardAt);
		this.#missed = 0;
		this.#heardAt = heardAt;
		this.#hasAnswered = true;
		this.#before = figuresOf(this.#parts(true));
	}

	#follow(connection: InstanceConnection | undefined, { knowsConnections, at }: Heard): void {
		if (connection !== undefined) {
			const { pending = 0, cid } = connection;
			const isStuck =
				pending > busyBytes && cid === this.#connection?.cid && pending >= (this.#connection.pending ?? 0);
			this.#stuckSince = isStuck ? (this.#stuckSince ?? at) : undefined;
			this.#listen(connection, at);
			this.#connection = connection;
			this.#hadConnection = true;
			this.#away = 0;
		} else if (knowsConnections) {
			this.#away++;
			this.#stuckSince = undefined;
		}
	}

	/** Who works answers: messages come for it, and some from it. */
	#listen({ cid, serverId, inMsgs = 0, outMsgs = 0 }: InstanceConnection, at: number): void {
		const before = this.#connection;
		const isSame = before?.cid === cid && before.serverId === serverId;
		if (!isSame) {
			this.#muteSince = undefined;
			this.#hasSpoken = false;
		} else if (inMsgs > (before.inMsgs ?? 0)) {
			this.#muteSince = undefined;
			this.#hasSpoken = true;
		} else if (this.#hasSpoken && outMsgs > (before.outMsgs ?? 0)) this.#muteSince ??= at;
	}

	#judge({ told, wasAsked, isOnce, knowsConnections, at }: Heard): InstanceState {
		const isAway = knowsConnections && this.#hadConnection && this.#away >= goneRounds;
		const isMute = !wasAsked && this.#muteSince !== undefined && at - this.#muteSince >= muteAfter;
		if (told !== undefined) return isMute ? 'hangs' : 'ok';
		if (isAway) return 'gone';
		if (!wasAsked) return 'late';
		if (!isOnce && this.#missed < silentRounds) return 'late';
		return this.#hadConnection && this.#away === 0 && knowsConnections ? 'hangs' : 'silent';
	}

	/** Its endpoints with their windows. */
	#parts(isNow: boolean) {
		return (this.#told.endpoints ?? []).map((told) => ({
			...{ told, isNow },
			window: this.#windows.get(windowKey(told)) ?? new CounterWindow(),
		}));
	}

	/** The same for the rows of endpoints. */
	get endpoints(): readonly { told: ToldEndpoint; window: CounterWindow; isNow: boolean }[] {
		return this.#parts(this.#state === 'ok').map((part) => ({ ...part, told: this.#withQueue(part.told) }));
	}

	/** Some libraries leave queue groups out of their statistics. */
	#withQueue(told: ToldEndpoint): ToldEndpoint {
		if (told.queue !== undefined || this.info === undefined) return told;
		const queue = this.info.endpoints?.find(({ name }) => name === told.name)?.queue;
		return queue === undefined ? told : { ...told, queue };
	}

	/** The instance at our time `now`. */
	bare(now: number): BareInstance {
		const { service, id, account, by, version, metadata, started, delay, endpoints } = this.#told;
		const isNow = this.#state === 'ok';
		const parts = this.#parts(isNow);
		const failing = endpoints?.find(({ lastError }) => lastError !== undefined);
		const doubt = by === 'stats' ? doubtOf(this.#connection) : undefined;
		return {
			...figuresOf(parts),
			...{ key: this.key, serviceKey: this.serviceKey, service, id, account, by, version, metadata, started },
			...{ state: this.#state, usualDelay: this.#usual.usual },
			description: this.info?.description ?? this.#told.description,
			...(isNow
				? { delay }
				: { since: by === 'subscriptions' ? (this.#muteSince ?? this.#heardAt) : this.#heardAt }),
			...(!isNow && this.#hasAnswered && { before: this.#before }),
			connection: this.#connection,
			...(doubt && { doubt }),
			...(this.#stuckSince !== undefined &&
				now - this.#stuckSince >= stuckAfter && { stuckFor: now - this.#stuckSince }),
			...(failing?.lastError !== undefined && {
				lastError: { endpoint: failing.name, text: failing.lastError },
			}),
			endpointCount: endpoints?.length,
		};
	}
}

const windowKey = ({ name, subject = '', queue = '' }: ToldEndpoint): string =>
	`${name}\n${subject}\n${queue}`;

export const newHistory = () => new RoundRing(['requests', 'errors'] as const);
