// The connection over time: its state, its next attempt, our user, and whether our account is the system account.

import { isDeepStrictEqual } from 'node:util';
import type { MonitorEvent, Severity } from '../model/event.ts';
import type { LinkState } from '../model/link.ts';
import { askCloseReason, type ClientId, clientIdOf } from '../nats/connect/close-reason.ts';
import { type Connection, openConnection } from '../nats/connect/connect.ts';
import { identify } from '../nats/connect/identify.ts';
import type { ConnectionSettings } from '../nats/connect/settings.ts';
import { type ConnectionStatus, strangerText } from '../nats/connect/status.ts';
import type { SystemAccess } from '../nats/connect/system-access.ts';
import type { UserInfo } from '../nats/connect/user-info.ts';
import type { Vet } from '../nats/link.ts';
import type { Clock } from '../nats/wire.ts';
import { redactText } from '../system/redact.ts';

export type LinkOptions = {
	now: Clock;
	settings: ConnectionSettings;
	origin: string;
	wait: boolean;
	onEvent: (event: MonitorEvent) => void;
	/** Our user may not use a subject. */
	onDenied: (operation: 'publish' | 'subscription', subject: string) => void;
	/** The server refuses further subscriptions; `words` are its own. */
	onLimited: (words: string) => void;
	/** The link came, went or changed. */
	onChange: () => void;
	/** The link is up for the first time, and its account is of use. */
	onUp: (connection: Connection) => void;
	onDown: () => void;
	onBack: () => void;
	/** Whether a link that came back leads to the system that was known. */
	vet: Vet;
	/** The link leads to another system than before, and stays there. */
	onStranger: () => void;
	/** The first connection failed for good; one sentence. */
	onFailed: (sentence: string) => void;
};

/** Milliseconds before the loss of the link within which an error counts as the cause. */
const reasonSpan = 2000;

/** Milliseconds for which a server's reason for closing our connection also explains its later refusals. */
const verdictSpan = 10_000;

/** The facts about the link beside its state. */
type Known = Pick<Link, 'access' | 'outcome' | 'userInfo' | 'stepsDone' | 'serverVersion'>;

/** True where a change brings nothing new. */
const has = (whole: object, change: object): boolean =>
	Object.entries(change).every(([key, value]) => Reflect.get(whole, key) === value);

/** Keeps one connection for as long as the program lives. */
export class Link {
	state: LinkState;
	/** Absent until the account is known. */
	access?: SystemAccess;
	/** The outcome of asking whether our account is the system account. */
	outcome = '';
	/** Our user, as the server or his own token tells. */
	userInfo?: UserInfo;
	/** How many steps of connecting are done. */
	stepsDone = 0;
	connection?: Connection;
	/** Version of the server that we are connected to. */
	serverVersion?: string;
	#abort = new AbortController();
	#begun = false;
	/** Server and cid of our connection, and of the last one that was lost without a reason. */
	#seat?: ClientId;
	#lostSeat?: ClientId;
	/** The server's words about our login when it closed our connection. */
	#verdict?: { words: string; at: number };
	#erredAt = 0;

	constructor(readonly options: LinkOptions) {
		this.state = {
			phase: 'connecting',
			url: options.settings.servers.join(', '),
			origin: options.origin,
			since: options.now(),
			attempt: 0,
		};
	}

	/** Connects; everything after that happens by itself. */
	async open(): Promise<void> {
		const { settings, wait } = this.options;
		try {
			const onStatus = (status: ConnectionStatus): void => this.#take(status);
			this.connection = await openConnection(settings, { wait, onStatus, signal: this.#abort.signal });
			this.connection.examine(this.options.vet);
			await this.#identifyAndBegin();
		} catch (error) {
			if (this.#abort.signal.aborted) return;
			this.options.onFailed(error instanceof Error ? redactText(error.message) : String(error));
		}
	}

	/** Takes who we are, as far as somebody told. */
	#identified(connection: Connection, user: UserInfo | undefined): void {
		this.#change(
			{
				user: user?.userName || user?.user || this.state.user,
				accountName: user?.accountName || user?.account || this.state.accountName,
				expiresAt: user?.expiresAt ?? connection.claims()?.expiresAt,
			},
			// Who is the same as before brings nothing new, though he was told anew.
			{ userInfo: user && !isDeepStrictEqual(user, this.userInfo) ? user : this.userInfo },
		);
	}

	/** Makes the next attempt now; with a link, asks once more who we are. */
	retry(): void {
		if (this.state.phase === 'disconnected') this.connection?.retryNow();
		else if (this.state.mode === undefined && this.access !== undefined) void this.#identifyAndBegin();
	}

	/** Leaves a server that hangs and connects to another one. */
	leave(): void {
		this.#erredAt = this.options.now();
		this.#change({ error: 'the server stopped answering' });
		this.connection?.leave();
	}

	/** See `Connection.lookElsewhere`. */
	async lookElsewhere(lost: readonly { id: string }[]): Promise<boolean> {
		return (await this.connection?.lookElsewhere(lost)) ?? false;
	}

	async close(): Promise<void> {
		this.#abort.abort();
		await this.connection?.close();
	}

	/** Asks who we are, each time the link is new, and begins the work, or goes on with it, in the mode that this says. */
	async #identifyAndBegin(): Promise<void> {
		const { connection } = this;
		if (connection === undefined) return;
		const { wire } = connection;
		const { since } = this.state;
		const { timeout, as } = this.options.settings;
		this.#change({}, { serverVersion: wire.server()?.version });
		this.#seat = clientIdOf(wire);
		// A link that breaks meanwhile answers neither; it is asked again when it is back, and an answer from before is none.
		const asked = await identify(connection, timeout, as).catch(() => undefined);
		if (this.state.phase === 'connected' && this.state.since === since) {
			if (asked?.access === 'other')
				this.#event('info', this.options.now(), 'this is not the system account, but it may ask');
			const { access = this.access, outcome = this.outcome, mode } = asked ?? { mode: this.state.mode };
			this.#change({ mode }, { access, outcome, stepsDone: 4 });
			if (this.access === undefined || mode !== undefined) this.#begin(connection);
			else if (this.#begun) this.options.onDown();
		}
		const user = await asked?.user;
		if (this.state.since === since) this.#identified(connection, user);
	}

	#begin(connection: Connection): void {
		if (this.#begun) this.options.onBack();
		else this.options.onUp(connection);
		this.#begun = true;
		const seat = this.#lostSeat;
		this.#lostSeat = undefined;
		if (seat) void this.#tellWhy(connection, seat);
	}

	/** Finds out why a server closed our last connection, where the server gave no reason. */
	async #tellWhy({ wire }: Connection, seat: ClientId): Promise<void> {
		const reason = await askCloseReason(wire, seat);
		if (reason === undefined || reason === 'Client Closed') return;
		const text = `the server had closed our connection: ${reason}`;
		this.#event('warn', this.options.now(), text, seat.serverName);
	}

	/** The reason in words why there is no link; a server's reason for closing it comes before later refusals. */
	#err(words: string, at: number): void {
		const { phase } = this.state;
		if (phase === 'connected') this.#verdict = { words, at };
		const before =
			phase === 'disconnected' && at - (this.#verdict?.at ?? 0) > 0 ? this.#verdict?.words : undefined;
		const error = before === undefined || before === words ? words : `${before}, then ${words}`;
		this.#erredAt = at;
		this.#change({ error });
	}

	/** Takes changes of the link and of its access, and publishes where anything is new. */
	#change(change: Partial<LinkState>, known: Partial<Known> = {}): void {
		if (has(this.state, change) && has(this, known)) return;
		this.state = { ...this.state, ...change };
		Object.assign(this, known);
		this.options.onChange();
	}

	#connected(
		{ server: url, serverName, at: since }: Extract<ConnectionStatus, { type: 'connected' | 'reconnected' }>,
		again: Pick<LinkState, 'reconnectedAt' | 'lostFor'> = {},
	): void {
		const fresh = { attempt: 0, nextTryAt: undefined, error: undefined };
		this.#change({ phase: 'connected', url, serverName, since, ...fresh, ...again });
	}

	#event(severity: Severity, at: number, text: string, serverName = this.state.serverName): void {
		this.options.onEvent({ kind: 'LINK', severity, at, text, serverName });
	}

	#lost(server: string, at: number): void {
		const { error } = this.state;
		const why = at - this.#erredAt < reasonSpan ? error : undefined;
		if (why === undefined) this.#lostSeat = this.#seat;
		// A connection that was closed at once is the same refusal as before.
		if (at - (this.#verdict?.at ?? 0) > verdictSpan) this.#verdict = undefined;
		this.#change({ phase: 'disconnected', since: at, attempt: 0, reconnectedAt: undefined, error: why });
		this.#event('error', at, `disconnected from ${server}${why === undefined ? '' : `: ${why}`}`);
		this.options.onDown();
	}

	#take(status: ConnectionStatus): void {
		const { at } = status;
		switch (status.type) {
			case 'connecting':
				if (status.phase === 'authenticate') this.#change({}, { stepsDone: 3 });
				else this.#change({ attempt: this.state.attempt + 1, url: status.server }, { stepsDone: 0 });
				return;
			case 'connected':
				this.#event('info', at, `connected to ${status.server}`, status.serverName);
				this.#connected(status);
				return;
			case 'disconnected':
				if (this.state.phase === 'connected') this.#lost(status.server, at);
				return;
			case 'reconnecting':
				this.#change({ attempt: status.attempt, url: status.server, nextTryAt: undefined });
				return;
			case 'waiting':
				this.#change({ url: status.server, nextTryAt: status.until });
				return;
			case 'reconnected': {
				// nats.js reports this once for every loss on the way.
				if (this.state.phase === 'connected') return;
				const lostFor = at - this.state.since;
				this.#connected(status, { reconnectedAt: at, lostFor });
				this.#event('info', at, `reconnected to ${status.server} after ${Math.round(lostFor / 1000)}s`);
				void this.#identifyAndBegin();
				return;
			}
			case 'stranger':
				this.options.onEvent({ kind: 'LINK', severity: 'warn', at, text: strangerText(status) });
				if (status.stays) this.options.onStranger();
				return;
			case 'ldm':
				this.#event('warn', at, `${status.server} is going into lame duck mode and sends us away`);
				return;
			case 'error':
				if (status.permission) {
					this.options.onDenied(status.permission.operation, status.permission.subject);
					return;
				}
				if (status.kind === 'limit') {
					this.options.onLimited(redactText(status.error));
					return;
				}
				this.#err(redactText(status.error), at);
				return;
			case 'closed':
				this.#change({ phase: 'closed', since: at });
		}
	}
}
