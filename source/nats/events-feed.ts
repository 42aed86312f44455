// Owns the event subscriptions, and the log that they and natstop itself write to.

import type { MonitorEvent } from '../model/event.ts';
import { EventLog } from '../model/event-log.ts';
import type { Sample, ServerInfo } from '../model/server.ts';
import { AccountNames } from './account-names.ts';
import { accountEventSubjects } from './account-subjects.ts';
import { decodeEvent } from './decode-event.ts';
import { OverloadCounter } from './overload-counter.ts';
import { longestPayload } from './read.ts';
import type { ReadLag } from './read-lag.ts';
import { isAnswer } from './requests.ts';
import { heed } from './roster-input.ts';
import {
	claimsSubjects,
	eventSubjects,
	mostSubscriptions,
	permissionPattern,
	serverOf,
	subjects,
} from './subjects.ts';
import { ToldTwice } from './told-twice.ts';
import type { Clock, Wire, WireMessage, WireSubscription } from './wire.ts';

/** Takes everything that a log is told. */
export type EventsTap = {
	/** An event that a server published, and its payload, which is valid while the call lasts. */
	received: (event: MonitorEvent, data: Uint8Array) => void;
	/** An event that natstop made, and how many it stands for. */
	made: (event: MonitorEvent, count: number) => void;
	/** One that was counted and not read, by its subject. */
	unread: (subject: string, at: number) => void;
	/** The name of an account. */
	named: (account: string, name: string) => void;
	/** The groups that are switched off from now on. */
	switchedOff: (off: readonly string[]) => void;
};

export type EventsFeedOptions = {
	/** What every event is stamped with. */
	now: Clock;
	timeout: number;
	/** A server said that it is leaving. */
	onLeaving: (server: ServerInfo, how: 'lameduck' | 'down', at: number) => void;
	/** A server refused a login. */
	onRefused?: (event: MonitorEvent) => void;
	/** Takes what the log is told, before it is. */
	tap?: EventsTap;
	/** Each event as it comes, before it is folded. */
	onEvent?: (event: MonitorEvent) => void;
	/** What is asked for beside what is listened to: it begins on each link, and ends with the feed. */
	beside?: { start: (wire: Wire) => void; stop: () => void };
	/** Something in the log changed. */
	onChange: () => void;
	/** Set where a screen must stay responsive: while natstop lags behind, bursts of events are counted and not decoded. */
	backlog?: Pick<ReadLag, 'start' | 'stop' | 'counts'>;
};

/** Owns the event subscriptions of one connection; the log outlives it. */
export class EventsFeed {
	readonly log: EventLog;
	readonly #subscriptions = new Map<string, WireSubscription>();
	#names?: AccountNames;
	readonly #twice = new ToldTwice();
	#denied = new Set<string>();
	#limited = false;
	#wire?: Wire;
	#wantsHeartbeats = false;
	readonly #unread: OverloadCounter;

	constructor(readonly options: EventsFeedOptions) {
		this.log = new EventLog(options.now());
		this.#unread = new OverloadCounter(options.now, (event, count) => {
			this.options.tap?.made(event, count);
			this.log.add(event, count);
			this.options.onChange();
		});
	}

	/** Subscribes on a connection; `stop` ends it. Called again when it is back: what was denied is tried once more. */
	start(wire: Wire): void {
		this.#wire = wire;
		this.options.backlog?.start(wire);
		this.#names ??= new AccountNames(wire, this.options.timeout, (account, name) => {
			this.learnName(account, name);
			this.options.onChange();
		});
		const server = wire.server();
		if (server?.clientId !== undefined) this.#twice.connected(server.id, server.clientId, this.options.now());
		const isAccount = wire.mode === 'account';
		for (const subject of isAccount ? accountEventSubjects : eventSubjects) this.#listen(wire, subject);
		// Who connects is told to the system account alone, and who answers requests about claims, too.
		if (!isAccount) void this.#listenToClaims(wire);
		this.options.beside?.start(wire);
	}

	stop(): void {
		this.#wire = undefined;
		this.options.backlog?.stop();
		this.options.beside?.stop();
		for (const subscription of this.#subscriptions.values()) subscription.stop();
		this.#subscriptions.clear();
	}

	/** Asks for the name of an account that may never appear in an event. */
	wantName(account: string): void {
		this.#names?.want(account);
	}

	/** Records the name of an account that was learned elsewhere. */
	learnName(account: string, name: string): void {
		const isNews = account !== name && this.log.nameOf(account) !== name;
		if (isNews) this.options.tap?.named(account, name);
		this.log.learnName(account, name);
	}

	/** Adds an event of our own making. */
	add(event: MonitorEvent): void {
		this.options.tap?.made(event, 1);
		this.#take(event);
	}

	#take(event: MonitorEvent): void {
		if (event.account !== undefined && event.accountName === undefined) this.#names?.want(event.account);
		this.log.add(event);
		this.options.onEvent?.(event);
		this.options.onChange();
	}

	/** Logs a subject that our user may not use, once; subjects that differ only by server or account are one. */
	denied(operation: 'publish' | 'subscription', denied: string): void {
		const subject = permissionPattern(denied);
		const key = `${operation} ${subject}`;
		if (this.#denied.has(key)) return;
		this.#denied.add(key);
		const what = operation === 'publish' ? 'publish' : 'subscribe';
		this.add({
			kind: 'DENIED',
			severity: 'warn',
			at: this.options.now(),
			subject,
			serverName: this.#wire?.server()?.name,
			text: `not permitted to ${what} ${subject}`,
		});
	}

	/** Logs once that the server takes no more subscriptions; `words` are the server's. */
	limited(words: string): void {
		if (this.#limited) return;
		this.#limited = true;
		const text = `${words}: natstop needs ${mostSubscriptions}, so events are missing`;
		this.add({ kind: 'DENIED', severity: 'warn', at: this.options.now(), text });
	}

	/** Sets which groups of events are not shown; the noisiest of them are not kept either. */
	switchOff(off: readonly string[]): void {
		this.options.tap?.switchedOff(off);
		this.log.switchOff(off);
		this.#wantsHeartbeats = !off.includes('statsz');
	}

	/** Logs a heartbeat where the group `statsz` is shown. */
	heartbeat(sample: Sample): void {
		if (!this.#wantsHeartbeats) return;
		const { server, statsz, receivedAt } = sample;
		const text = `${statsz.connections ?? '?'} connections · cpu ${statsz.cpu ?? '?'}% · seq ${server.seq ?? '?'}`;
		this.add({ kind: 'STATSZ', severity: 'debug', at: receivedAt, server, text });
	}

	/** SERVER.CONNS comes with every client that connects; while it is not shown, only account names are taken from it. */
	#isIdle(subject: string): boolean {
		if (!subject.endsWith('.SERVER.CONNS') || !this.log.leavesOut('conns')) return false;
		return this.options.onEvent === undefined && this.log.nameOf(subject.split('.')[2] ?? '') !== undefined;
	}

	#listen(wire: Wire, subject: string): void {
		if (this.#subscriptions.get(subject)?.isOpen()) return;
		const receive = (message: WireMessage): void => this.#receive(message);
		const denied = (): void => this.denied('subscription', subject);
		this.#subscriptions.set(subject, wire.subscribe(subject, receive, denied));
	}

	/** Listens to requests about claims where servers answer them, and only there; see `claimsSubjects`. */
	async #listenToClaims(wire: Wire): Promise<void> {
		// One answer is enough: it can be long, and every server sends one.
		const options = { timeout: this.options.timeout, onlyFirst: true };
		const asked = await wire.ask(subjects.claimsList, undefined, options);
		if (this.#wire !== wire) return;
		for (const subject of claimsSubjects) {
			if (asked.ok || isAnswer(asked.failure)) this.#listen(wire, subject);
			else this.#subscriptions.get(subject)?.stop();
		}
	}

	#receive({ subject, data: payload }: WireMessage): void {
		const isBehind = this.options.backlog?.counts() === true;
		if (this.#isIdle(subject)) return;
		if (isBehind && this.#unread.take(subject)) {
			const at = this.options.now();
			this.options.tap?.unread(subject, at);
			this.log.countUnread(subject, at);
			return;
		}
		if (payload.length > longestPayload) return;
		const event = decodeEvent(subject, payload, this.options.now());
		if (event === undefined || this.#twice.isRepeat(event)) return;
		const isLeaving = event.kind === 'SHUTDOWN' || event.kind === 'LAME DUCK';
		// A SHUTDOWN or LAMEDUCK that names another server than its subject is made up.
		if (isLeaving && event.server?.id !== serverOf(subject)) return;
		this.options.tap?.received(event, payload);
		this.#take(event);
		const { onLeaving: announced, onRefused: refused = () => undefined } = this.options;
		heed({ announced, refused }, event);
	}
}
