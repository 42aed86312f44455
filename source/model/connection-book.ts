// All connections natstop knows, from one round to the next: rates, streaks, trouble, and whose server is silent.

import type { CheckSettings } from './checks/check.ts';
import { connectionChecks } from './checks/connection-checks.ts';
import { rankBy, standingsAfter, troublesBy } from './checks/judge.ts';
import type { Standings } from './checks/judgement.ts';
import { type Connection, connectionKey, connectionRates, type Identity } from './connection.ts';
import { ConnectionHistory } from './connection-history.ts';
import type { ConnectionRow, Streak } from './connection-row.ts';

/** Rows of a server that does not answer are kept for so long, milliseconds. */
const keptSilent = 600_000;

/** With more connections than this no history is kept: it would take more memory than all the rest. */
const mostHistories = 16_384;

/** Identities that are kept beside those of rows: of clients that have connected and were not listed yet. */
const mostStrangers = 10_000;

/** What a server said of its connections in one round. */
export type BookAnswer = {
	serverId: string;
	rows: Iterable<Connection>;
	/** All of them are there: who is not has gone. */
	isWhole: boolean;
	heardAt: number;
	/** `max_pending` of the server. */
	maxPending?: number;
	/** The middle of the round trips on that server, where these rows are too few to tell. */
	usualRtt?: number;
	/** Only who listens to this subject was asked for. */
	listens?: string;
};

type Entry = { row: ConnectionRow; standings?: Standings };

/** How connections are judged. */
export type ConnectionJudging = {
	settings?: CheckSettings;
	/** By what is known of one round or two, for a question that is asked once. */
	atOnce?: boolean;
};

const median = (values: number[]): number | undefined => {
	values.sort((a, b) => a - b);
	return values[Math.floor((values.length - 1) / 2)];
};

/** One round more of something that goes on, or its end. */
const streak = (before: Streak | undefined, goesOn: boolean, at: number): Streak | undefined =>
	goesOn ? { rounds: (before?.rounds ?? 0) + 1, since: before?.since ?? at } : undefined;

/** Follows connections; rows are made anew with each answer and never change, but for their histories. */
export class ConnectionBook {
	/** By server, then by cid. */
	readonly #servers = new Map<string, Map<number, Entry>>();
	readonly #identities = new Map<string, Identity>();
	/** Rows, with those of the answer that is being taken. */
	#count = 0;

	constructor(readonly judging: ConnectionJudging = {}) {}

	/** Another book of only those of the connections that are wanted, which goes on from what is known of them. */
	part(isWanted: (row: ConnectionRow) => boolean): ConnectionBook {
		const book = new ConnectionBook(this.judging);
		for (const [id, entries] of this.#servers) {
			const some = [...entries].filter(([, { row }]) => isWanted(row));
			if (some.length > 0) book.#servers.set(id, new Map(some));
		}
		for (const [key, identity] of this.#identities) book.#identities.set(key, identity);
		return book;
	}

	/** Takes what one server said. */
	answered({ serverId, rows, isWhole, heardAt, maxPending, usualRtt: usual, listens }: BookAnswer): void {
		const known = this.#servers.get(serverId) ?? new Map<number, Entry>();
		const list = [...rows];
		this.#count = this.#sizeWithout(serverId) + list.length;
		const usualRtt = usual ?? median(list.flatMap(({ rtt }) => rtt ?? []));
		const seen = new Map<number, Entry>(isWhole ? [] : known);
		for (const last of list) {
			const rest = { heardAt, maxPending, usualRtt, listens };
			seen.set(last.cid, this.#next(known.get(last.cid), last, rest));
		}
		this.#servers.set(serverId, seen);
	}

	/** A server did not answer: what was known of its connections is old, and forgotten after ten minutes. */
	silent(serverId: string, now: number): void {
		const known = this.#servers.get(serverId);
		if (known === undefined) return;
		for (const [cid, { row, standings }] of known) {
			if (now - row.heardAt > keptSilent) known.delete(cid);
			else if (!row.isOld) known.set(cid, { row: { ...row, isOld: true }, standings });
		}
		if (known.size === 0) this.#servers.delete(serverId);
	}

	/** Servers that connections are known of. */
	servers(): string[] {
		return [...this.#servers.keys()];
	}

	/** A connection has been seen to end. */
	gone(serverId: string, cid: number): void {
		this.#servers.get(serverId)?.delete(cid);
		this.#identities.delete(connectionKey(serverId, cid));
	}

	/** Who a connection is. */
	learn(serverId: string, cid: number, identity: Identity): void {
		const key = connectionKey(serverId, cid);
		this.#identities.set(key, identity);
		const entry = this.#servers.get(serverId)?.get(cid);
		if (entry) entry.row = { ...entry.row, identity };
	}

	/** Forgets who those were that have gone, once there are many of them. */
	prune(): void {
		const rows = this.#sizeWithout('');
		if (this.#identities.size <= rows + mostStrangers) return;
		for (const key of this.#identities.keys()) {
			const [serverId = '', cid] = key.split(' ');
			if (!this.#servers.get(serverId)?.has(Number(cid))) this.#identities.delete(key);
		}
	}

	#sizeWithout(serverId: string): number {
		let sum = 0;
		for (const [id, { size }] of this.#servers) if (id !== serverId) sum += size;
		return sum;
	}

	rows(): ConnectionRow[] {
		return [...this.#servers.values()].flatMap((entries) => [...entries.values()].map(({ row }) => row));
	}

	#next(
		before: Entry | undefined,
		last: Connection,
		rest: Pick<ConnectionRow, 'heardAt' | 'maxPending' | 'usualRtt' | 'listens'>,
	): Entry {
		const key = connectionKey(last.server.id, last.cid);
		if (last.identity) this.#identities.set(key, last.identity);
		const old = before?.row;
		const rates = (old && connectionRates(old.last, last)) ?? old?.rates;
		const growing = streak(
			old?.growing,
			(last.pending ?? 0) > (old?.last.pending ?? Number.POSITIVE_INFINITY),
			last.at,
		);
		const stalling = streak(old?.stalling, (rates?.stalls ?? 0) > 0, last.at);
		const figures = { last, growing, stalling, ...rest };
		const { settings, atOnce } = this.judging;
		const standings = atOnce
			? undefined
			: standingsAfter(connectionChecks, figures, undefined, before?.standings, settings);
		const troubles = troublesBy(connectionChecks, figures, undefined, settings, standings);
		const history = old?.history ?? new ConnectionHistory();
		if (this.#count <= mostHistories) {
			history.push({
				out: rates?.outMsgs,
				in: rates?.inMsgs,
				pending: last.pending,
				rtt: last.rtt,
				stalls: rates?.stalls,
			});
		}
		const row: ConnectionRow = {
			...{ key, last, rates, growing, stalling, troubles, history, ...rest },
			identity: this.#identities.get(key),
			rank: rankBy(connectionChecks, troubles),
		};
		return { row, standings };
	}
}
