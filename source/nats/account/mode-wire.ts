// The wire of a session in both modes: in account mode it sends only what an account may ask, and asks servers by their names.

import type { Mode } from '../../model/mode.ts';
import { accountRequests, mayPublishInAccount, maySubscribeInAccount } from '../account-subjects.ts';
import type { GatherEnd, GatherOptions } from '../gather.ts';
import type { Fields } from '../read.ts';
import type { AskOptions, Failure, Reply, Result } from '../requests.ts';
import { subjects } from '../subjects.ts';
import type { Wire, WireMessage, WireSubscription } from '../wire.ts';
import { AccountServers } from './account-servers.ts';
import { mayAsk, type Permissions } from './may-ask.ts';
import { ServerNames } from './server-names.ts';

/** A subscription that was never made. */
const closed: WireSubscription = { isOpen: () => false, stop: () => {} };

/** The words for what only users of the system account are answered. */
export const needsSystem = 'needs the system account';

const noAnswer = (failure: Failure): Result<never> => ({ ok: false, failure });

/** How long others may answer before the one that is meant, milliseconds. */
const stall = 1000;

/** The server and the service in a request to one server. */
const toOneServer = /^\$SYS\.REQ\.SERVER\.([^.]+)\.(STATSZ|CONNZ)$/;

export class ModeWire implements Wire {
	/** Undecided until it is known who we are: then everything goes through. */
	mode?: Mode;
	/** What our user may do; absent where that is unknown. */
	permissions: Permissions;
	readonly names = new ServerNames();
	readonly servers: AccountServers;
	/** Classes of requests that a server has refused: they are not tried again before `forget`. */
	readonly #refused = new Set<string>();

	constructor(readonly wire: Wire) {
		this.servers = new AccountServers(this.names, {
			wire,
			may: (subject) => this.may(subject),
			ask: (subject, body, options) => this.#send(subject, body, options),
			gather: (subject, body, options) => this.#sendToAll(subject, body, options),
		});
	}

	/** Takes what is known of our user by now. */
	decide(mode: Mode, permissions?: Permissions): void {
		this.mode = mode;
		this.permissions = permissions;
		this.forget();
	}

	/** Tries once more what was refused, and all servers at once: something may have changed. */
	forget(): void {
		this.#refused.clear();
		this.servers.forget();
	}

	/** Whether a subject may be used, as far as is known; in system mode whatever a server says. */
	may(subject: string, what: 'publish' | 'subscribe' = 'publish'): boolean {
		if (this.mode !== 'account') return true;
		const isListed = what === 'publish' ? mayPublishInAccount(subject) : maySubscribeInAccount(subject);
		return isListed && !this.#refused.has(subject) && mayAsk(this.permissions, subject, what);
	}

	async ask(subject: string, body: Fields | undefined, options: AskOptions): Promise<Result<Reply>> {
		if (this.mode !== 'account') return this.wire.ask(subject, body, options);
		if (subject === subjects.ping) return this.servers.anybody(options);
		const [, id, service] = toOneServer.exec(subject) ?? [];
		if (id === undefined) return this.#send(subject, body, options);
		if (service === 'STATSZ') return this.servers.statsz(id, options);
		const { acc: _, ...rest } = body ?? {};
		const name = this.#nameOf(id);
		if (name === undefined) return noAnswer({ kind: 'no-responders' });
		const isMeant = (fields: Fields): boolean => this.names.learn(fields) === id;
		const wanted = { ...rest, server_name: name, exact_match: true };
		return this.servers.byName(() =>
			this.#send(accountRequests.connz, wanted, { ...options, isMeant, stall }),
		);
	}

	async gather(subject: string, body: Fields | undefined, options: GatherOptions): Promise<GatherEnd> {
		if (this.mode !== 'account') return this.wire.gather(subject, body, options);
		return subject === subjects.ping ? this.servers.gather(options) : this.#sendToAll(subject, body, options);
	}

	subscribe(
		subject: string,
		onMessage: (message: WireMessage) => void,
		onDenied?: () => void,
	): WireSubscription {
		if (this.may(subject, 'subscribe')) return this.wire.subscribe(subject, onMessage, onDenied);
		// What is forbidden is not tried: each try would be an error in the log of the server.
		onDenied?.();
		return closed;
	}

	readonly rtt: Wire['rtt'] = () => this.wire.rtt();
	readonly watch: Wire['watch'] = (listener) => this.wire.watch(listener);
	readonly server: Wire['server'] = () => this.wire.server();
	readonly isClosed: Wire['isClosed'] = () => this.wire.isClosed();
	readonly now: Wire['now'] = () => this.wire.now();
	readonly close: Wire['close'] = () => this.wire.close();

	#nameOf(id: string): string | undefined {
		const own = this.wire.server();
		return this.names.nameOf(id) ?? (own?.id === id ? own.name : undefined);
	}

	/** Why something is not sent, if it is not. */
	#hindrance(subject: string): Failure | undefined {
		if (!mayPublishInAccount(subject)) return { kind: 'absent', words: needsSystem };
		return this.may(subject) ? undefined : { kind: 'denied', what: 'publish', subject };
	}

	async #send(subject: string, body: Fields | undefined, options: AskOptions): Promise<Result<Reply>> {
		const hindrance = this.#hindrance(subject);
		if (hindrance !== undefined) return noAnswer(hindrance);
		const result = await this.wire.ask(subject, body, options);
		if (!result.ok && result.failure.kind === 'denied') this.#refused.add(subject);
		return result;
	}

	async #sendToAll(subject: string, body: Fields | undefined, options: GatherOptions): Promise<GatherEnd> {
		const hindrance = this.#hindrance(subject);
		if (hindrance !== undefined) return hindrance.kind === 'denied' ? 'denied' : 'absent';
		const end = await this.wire.gather(subject, body, {
			...options,
			onAnswer: (answer) => {
				this.names.learn(answer.fields);
				return options.onAnswer(answer);
			},
		});
		if (end === 'denied') this.#refused.add(subject);
		return end;
	}
}
