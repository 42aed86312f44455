// How the servers of an account are asked for: all at once while that brings all answers, else one by one, by their names.

import { accountRequests } from '../account-subjects.ts';
import type { Answer, GatherEnd, GatherOptions } from '../gather.ts';
import type { Fields } from '../read.ts';
import type { AskOptions, Failure, Reply, Result } from '../requests.ts';
import type { Wire } from '../wire.ts';
import type { ServerNames } from './server-names.ts';
import { connzAsServer, statzAsServer } from './statz-as-server.ts';

/** Questions by name that wait for their answers at the same time. */
const mostAtOnce = 8;

/** Longest wait for one server, milliseconds. */
const nameLimit = 1000;

/** How long others may answer before the one that is meant, milliseconds. */
const stall = 500;

/** All are asked at once again after so many rounds by name: a server that was restarted answers as it should. */
const triedAgainEvery = 30;

/** A server that misses more questions by its name than these is asked in one round of so many. */
const [fewMisses, seldom] = [3, 10];

/** The ways to ask, which see to what may be asked. */
export type Asking = {
	wire: Pick<Wire, 'server' | 'now' | 'rtt'>;
	may: (subject: string) => boolean;
	ask: Wire['ask'];
	gather: Wire['gather'];
};

/** An answer in the form in which a server tells of itself, with its text. */
const answerOf = (fields: Fields, from: Omit<Answer, 'fields' | 'data'>): Answer => ({
	...from,
	fields,
	data: Buffer.from(JSON.stringify(fields)),
});

const noAnswer = (failure: Failure): Result<never> => ({ ok: false, failure });

/** The reply of one server in the form in which it tells of itself. */
const asAnswer = (reply: Reply, read: (fields: Fields) => Fields | undefined): Result<Reply> => {
	const fields = read(reply.fields);
	return fields === undefined
		? noAnswer({ kind: 'broken' })
		: { ok: true, value: { ...reply, ...answerOf(fields, reply) } };
};

/** The request that tells of servers, the body that makes all of them answer, and what an answer means. */
type Source = { subject: string; body: Fields; read: (fields: Fields, at: number) => Fields | undefined };

/** Servers without connections of the account answer STATZ only where that is said. */
const statz: Source = {
	subject: accountRequests.statz,
	body: { include_unused: true },
	read: statzAsServer,
};

const connz: Source = { subject: accountRequests.connz, body: { limit: 1 }, read: connzAsServer };

export class AccountServers {
	readonly #names: ServerNames;
	readonly #asking: Asking;
	/** What tells of servers, as far as it answers: counts and traffic, else connections. */
	#source = statz;
	/** Rounds by name since all were asked at once; absent while that brings all answers. */
	#byName?: number;
	/** Questions by name without an answer, one after another. */
	readonly #missed = new Map<string, number>();
	#running = 0;
	readonly #waiting: (() => void)[] = [];

	constructor(names: ServerNames, asking: Asking) {
		this.#names = names;
		this.#asking = asking;
	}

	get asksByName(): boolean {
		return this.#byName !== undefined;
	}

	/** Asks as at the beginning. */
	forget(): void {
		this.#source = statz;
		this.#byName = undefined;
		this.#missed.clear();
	}

	/** Asks one server by its name, when there is room. */
	async byName<T>(ask: () => Promise<T>): Promise<T> {
		if (this.#running >= mostAtOnce) await new Promise<void>((go) => this.#waiting.push(go));
		else this.#running++;
		try {
			return await ask();
		} finally {
			const next = this.#waiting.shift();
			if (next === undefined) this.#running--;
			else next();
		}
	}

	/** What the first server that is meant tells of our account, in place of its statsz. */
	async anybody(options: AskOptions): Promise<Result<Reply>> {
		const { subject, body, read } = this.#source;
		const asServer = (fields: Fields): Fields | undefined => {
			this.#names.learn(fields);
			return read(fields, this.#asking.wire.now());
		};
		const isMeant = (fields: Fields): boolean => {
			const server = asServer(fields);
			return server !== undefined && (options.isMeant?.(server) ?? true);
		};
		const result = await this.#asking.ask(subject, body, { ...options, isMeant });
		if (result.ok) return asAnswer(result.value, asServer);
		// That an older server does not know the request says nothing of who is there.
		return result.failure.kind === 'no-responders' ? noAnswer({ kind: 'timeout', ms: 0 }) : result;
	}

	/** What one server, by its id, tells of our account, in place of its statsz. */
	async statsz(id: string, options: AskOptions): Promise<Result<Reply>> {
		const own = this.#asking.wire.server();
		const name = this.#names.nameOf(id) ?? (own?.id === id ? own.name : undefined);
		if (name === undefined) return noAnswer({ kind: 'no-responders' });
		const { subject, body, read } = this.#source;
		const isMeant = (fields: Fields): boolean => this.#names.learn(fields) === id;
		const wanted = { ...body, server_name: name, exact_match: true };
		const result = await this.byName(() =>
			this.#asking.ask(subject, wanted, { ...options, isMeant, stall: options.stall ?? stall }),
		);
		return result.ok ? asAnswer(result.value, (fields) => read(fields, this.#asking.wire.now())) : result;
	}

	/** Gathers what all servers tell of our account, in place of their statsz. */
	async gather(options: GatherOptions): Promise<GatherEnd> {
		const answered = new Set<string>();
		const take = (answer: Answer): string | undefined => {
			const id = this.#names.learn(answer.fields);
			const fields = this.#source.read(answer.fields, this.#asking.wire.now());
			if (id === undefined || fields === undefined) return undefined;
			answered.add(id);
			return options.onAnswer(answerOf(fields, answer));
		};
		let end: GatherEnd = 'all';
		if (this.#byName === undefined || ++this.#byName >= triedAgainEvery) {
			end = await this.#askAll({ ...options, gzip: true, onAnswer: take });
			if (end === 'denied' || end === 'no-responders') return this.#ownAlone(options);
		}
		const before = answered.size;
		const isByName = this.#byName !== undefined && this.#byName > 0;
		const missing = this.#names.without(answered).filter((name) => this.#isDue(name));
		const ask = (name: string): Promise<void> => this.byName(() => this.#askOne(name, options, take));
		await Promise.all(missing.map(ask));
		if (!isByName && before > 1) this.#byName = undefined;
		else if (!isByName && answered.size > before) this.#byName = 0;
		return end === 'closed' || answered.size > 0 ? end : 'timeout';
	}

	/** A server that has not answered for long is asked seldom: it is a second in each round. */
	#isDue(name: string): boolean {
		const missed = this.#missed.get(name) ?? 0;
		if (missed > fewMisses) this.#missed.set(name, missed + 1);
		return missed <= fewMisses || missed % seldom === 0;
	}

	/** Asks all at once, and for connections where counts are not told. */
	async #askAll(options: GatherOptions): Promise<GatherEnd> {
		if (this.#byName !== undefined) this.#byName = 0;
		const { enough: _, ...rest } = options;
		const end = await this.#asking.gather(this.#source.subject, this.#source.body, rest);
		if (this.#source !== statz || (end !== 'denied' && end !== 'no-responders')) return end;
		this.#source = connz;
		return this.#asking.gather(connz.subject, connz.body, rest);
	}

	/** One server, in this round or too late for it. */
	async #askOne(name: string, options: GatherOptions, take: GatherOptions['onAnswer']): Promise<void> {
		if (options.signal?.aborted) return;
		const { subject, body } = this.#source;
		const isMeant = (fields: Fields): boolean => {
			const id = this.#names.learn(fields);
			return id !== undefined && this.#names.nameOf(id) === name;
		};
		const result = await this.#asking.ask(
			subject,
			{ ...body, server_name: name, exact_match: true },
			{ timeout: Math.min(nameLimit, options.maxWait), isMeant, stall, gzip: true },
		);
		if (options.signal?.aborted) return;
		if (!result.ok) this.#missed.set(name, (this.#missed.get(name) ?? 0) + 1);
		else {
			this.#missed.delete(name);
			take(result.value);
		}
	}

	/** Where nothing tells of servers there is the one that we are connected to, of which only its answer to pings is known. */
	async #ownAlone({ onAnswer }: GatherOptions): Promise<GatherEnd> {
		const own = this.#asking.wire.server();
		if (own === undefined) return 'no-responders';
		const began = performance.now();
		const ms = await this.#asking.wire.rtt().catch(() => undefined);
		if (ms === undefined) return 'closed';
		const { id, name, version: ver, cluster } = own;
		const readMs = 0;
		onAnswer(
			answerOf(
				{ server: { id, name, ver, cluster }, statsz: {} },
				{ ms: performance.now() - began, bytes: 0, readMs },
			),
		);
		return 'all';
	}
}
