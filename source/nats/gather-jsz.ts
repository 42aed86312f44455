// One round of JSZ: of all servers at once where the answers are short, else of a few at a time, page after page.

import { askService } from './ask-service.ts';
import type { AskedServer } from './connections-round.ts';
import { decodeError, decodeServer } from './decode.ts';
import type { GatherEnd } from './gather.ts';
import type { Cost } from './governor.ts';
import { type JszAnswer, type JszKind, jszBodies } from './jsz.ts';
import { type JszPage, joinPages, readJsz, withLed } from './jsz-read.ts';
import { type Fields, readFields } from './read.ts';
import { type Failure, failureText } from './requests.ts';
import { subjects } from './subjects.ts';
import type { Wire } from './wire.ts';
import { workThrough } from './work-through.ts';

/** Accounts of one page, and how many of it the next one has again: one may be gone meanwhile. */
const pageSize = 1024;
const overlap = 8;

/** Accounts of the one page of a server that gives them in no order. */
const mostUnsorted = 16_384;

/** More pages are not asked for. */
const mostPages = 64;

/** An answer, unpacked. */
const longestAnswer = 48 * 1024 * 1024;

/**
 * All answers of a round that are read as they arrive, packed: an eighth or less of what they are. They come in one piece, and no
 * key is heard while it is read.
 */
const mostAtOnce = 16 * 1024;

type Page = { offset: number; limit: number };

/** What rounds of one kind came to lately, packed: by it the next one is asked in one way or the other. */
export type JszMemory = { bytes?: number };

export type GatherJszOptions = {
	kind: JszKind;
	/** Those that are asked: with JetStream, as far as that is known. */
	servers: readonly AskedServer[];
	/** Name or key of the only account that is asked for. */
	account?: string;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Accounts of one page. */
	limit?: number;
	memory?: JszMemory;
	spend?: (cost: Cost) => void;
	signal?: AbortSignal;
	/** Takes what one server said, all its pages in one, as soon as it has. */
	onAnswer: (answer: JszAnswer) => void;
};

/** What came of a round. */
export type JszRound = {
	/** Ids of those that answered, and of those among them where JetStream is off. */
	answered: ReadonlySet<string>;
	off: ReadonlySet<string>;
	/** Names of those that did not. */
	silent: readonly string[];
	/** Those that answered with an error, or with what cannot be read: their names, and the words. */
	refused: readonly { server: string; words: string }[];
	/** The subject that our user may not publish to or listen on. */
	denied?: string;
	/** Nobody has the service. */
	nobody?: true;
	/** The link went away, or somebody ended it. */
	isEnded?: true;
};

/** What servers say of an account that has no JetStream with them: it has nothing there. */
const isNothing = (description: string): boolean => /account/i.test(description);

/** One round, as it goes. */
class Round {
	readonly #left: Map<string, AskedServer>;
	readonly #answered = new Set<string>();
	readonly #off = new Set<string>();
	readonly #refused: { server: string; words: string }[] = [];
	readonly #body: Fields;
	readonly #read: typeof readJsz;
	readonly #limit: number;
	readonly #overlap: number;
	#bytes = 0;
	#denied?: string;
	#nobody = 0;

	constructor(
		readonly wire: Wire,
		readonly options: GatherJszOptions,
	) {
		const { kind, account, servers, limit = pageSize } = options;
		this.#limit = limit;
		this.#read = (fields, at) => {
			const page = readJsz(fields, at);
			return page && this.#ofAccount(this.#body.raft === true ? withLed(page) : page);
		};
		this.#overlap = Math.min(overlap, Math.floor(limit / 2));
		const pages = limit === pageSize ? {} : { limit };
		this.#body = { ...jszBodies[kind], ...pages, ...(account !== undefined && { account }) };
		this.#left = new Map(servers.map((server) => [server.id, server]));
	}

	async run(): Promise<JszRound> {
		const { memory, servers } = this.options;
		const isShort = (memory?.bytes ?? Number.POSITIVE_INFINITY) <= mostAtOnce;
		if (isShort && servers.length > 1) await this.#askAll();
		else await this.#askEach(servers);
		if (memory && this.#answered.size > 0) memory.bytes = this.#bytes;
		const isEnded = this.options.signal?.aborted || this.wire.isClosed();
		return {
			...{ answered: this.#answered, off: this.#off, refused: this.#refused },
			silent: [...this.#left.values()].map(({ name }) => name),
			...(this.#denied !== undefined && { denied: this.#denied }),
			...(this.#nobody > 0 && this.#answered.size === 0 && this.#refused.length === 0 && { nobody: true }),
			...(isEnded && { isEnded: true }),
		};
	}

	/** Everybody at once; whose first page is not the last one is asked for the others alone. */
	async #askAll(): Promise<void> {
		const { timeout, signal, spend } = this.options;
		const more: { server: AskedServer; first: JszPage }[] = [];
		const end = await this.wire.gather(subjects.pingJsz, this.#body, {
			...{ maxWait: timeout, signal, gzip: true, expected: new Set(this.#left.keys()) },
			onAnswer: ({ fields, ms, bytes, readMs }) => {
				const id = decodeServer(readFields(fields, 'server'))?.id;
				const server = id === undefined ? undefined : this.#left.get(id);
				if (server === undefined) return id;
				const began = performance.now();
				const error = decodeError(fields);
				const page = error ? undefined : this.#read(fields, this.wire.now());
				const busyMs = Math.max(0, ms - (server.rtt ?? ms));
				this.#bytes += bytes;
				spend?.({ bytes, readMs: readMs + performance.now() - began, busyMs });
				if (page !== undefined && !this.#isLast(page, 0)) more.push({ server, first: page });
				else if (page !== undefined) this.#take(page);
				else this.#fail(server, error ? { kind: 'refused', ...error } : { kind: 'broken' });
				return id;
			},
		});
		this.#endOf(end);
		if (this.#denied === undefined)
			await workThrough(more, ({ server, first }) => this.#askPages(server, first), { signal });
	}

	#endOf(end: GatherEnd): void {
		if (end === 'denied') this.#denied = subjects.pingJsz;
		else if (end === 'unheard') this.#denied = '_INBOX.>';
		else if (end === 'no-responders') this.#nobody++;
		else if (end === 'absent' && this.wire.absent !== undefined)
			for (const server of [...this.#left.values()])
				this.#fail(server, { kind: 'absent', words: this.wire.absent });
	}

	async #askEach(servers: readonly AskedServer[]): Promise<void> {
		await workThrough(servers, (server) => this.#askPages(server), { signal: this.options.signal });
	}

	async #askPages(server: AskedServer, first?: JszPage): Promise<Failure | undefined> {
		let known = first;
		let next = first && this.#after(first, 0);
		for (let page = first === undefined ? 0 : 1; page < mostPages; page++) {
			const result = await this.#askPage(server, next);
			if (this.options.signal?.aborted) return undefined;
			if ('kind' in result) {
				// What came before it is true all the same.
				if (known !== undefined) this.#take({ ...known, isCut: true });
				else this.#fail(server, result);
				return result;
			}
			const before = known?.accounts.length ?? -1;
			known = known === undefined ? result : joinPages(known, result);
			const { offset = 0, limit = this.#limit } = next ?? {};
			const isStuck = next !== undefined && known.accounts.length === before;
			if (this.#isLast(result, offset, limit) || isStuck) {
				this.#take(known);
				return undefined;
			}
			next = this.#after(result, offset);
		}
		if (known !== undefined) this.#take({ ...known, isCut: true });
		return undefined;
	}

	/** Servers that do not tell how many there are give them in no order: of these all are asked for in one page. */
	#after({ accounts, total, totals }: JszPage, offset: number): Page {
		if (total === undefined && offset === 0)
			return { offset: 0, limit: Math.min(mostUnsorted, (totals.accounts ?? mostUnsorted) + this.#limit) };
		return { offset: offset + accounts.length - this.#overlap, limit: this.#limit };
	}

	async #askPage(server: AskedServer, page?: Page): Promise<JszPage | Failure> {
		const { timeout, spend } = this.options;
		const body = { ...this.#body, ...page };
		const question = { id: server.id, service: 'JSZ', body, read: this.#read } as const;
		const result = await askService(this.wire, question, {
			...{ timeout, rtt: server.rtt, longest: longestAnswer },
			spend: (cost) => {
				this.#bytes += cost.bytes;
				spend?.(cost);
			},
		});
		return result.ok ? result.value : result.failure;
	}

	/** Servers before 2.10 tell of all accounts where they do not know the one that is asked for. */
	#ofAccount(page: JszPage): JszPage {
		const wanted = this.options.account;
		if (wanted === undefined) return page;
		const isIt = ({ account, accountName }: { account: string; accountName?: string }): boolean =>
			account === wanted || accountName === wanted;
		return { ...page, streams: page.streams.filter(isIt), consumers: page.consumers.filter(isIt) };
	}

	#isLast({ accounts, total }: JszPage, offset: number, limit = this.#limit): boolean {
		if (accounts.length < limit || this.options.account !== undefined) return true;
		return total !== undefined && offset + accounts.length >= total;
	}

	#take({ accounts: _, total: __, ...answer }: JszPage): void {
		const { id } = answer.server;
		this.#left.delete(id);
		this.#answered.add(id);
		if (answer.isOff) this.#off.add(id);
		if (!this.options.signal?.aborted) this.options.onAnswer(answer);
	}

	#emptyOf({ id, name, version }: AskedServer): JszPage {
		const server = { id, name, ...(version !== undefined && { version }) };
		const receivedAt = this.wire.now();
		return {
			server,
			isOff: false,
			totals: {},
			streams: [],
			consumers: [],
			receivedAt,
			isCut: false,
			accounts: [],
		};
	}

	#fail(server: AskedServer, failure: Failure): void {
		const { kind } = failure;
		if (kind === 'denied') this.#denied = failure.subject;
		else if (kind === 'no-responders') this.#nobody++;
		else if (kind !== 'timeout' && kind !== 'cut') {
			this.#left.delete(server.id);
			const isEmpty =
				kind === 'refused' && this.options.account !== undefined && isNothing(failure.description);
			if (isEmpty) this.#take(this.#emptyOf(server));
			else this.#refused.push({ server: server.name, words: failureText(failure) });
		}
	}
}

/** Asks servers for JSZ; answers are handed over one by one, and what came of it is given at the end. Never throws. */
export const gatherJsz = (wire: Wire, options: GatherJszOptions): Promise<JszRound> =>
	new Round(wire, options).run();
