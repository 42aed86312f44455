// All connections natstop knows, from one round to the next: rates, streaks, trouble, and whose server is silent.

import type { CheckSettings } from './checks/check.ts';
import { connectionChecks } from './checks/connection-checks.ts';
import { rankBy, standingsAfter, troublesBy } from './checks/judge.ts';
import type { Standings } from './checks/judgement.ts';
import {
	type Connection,
	type ConnectionRates,
	connectionKey,
	connectionRates,
	type Identity,
} from './connection.ts';
import { ConnectionHistory } from './connection-history.ts';
import { type ConnectionRow, connectionLoad, type Streak } from './connection-row.ts';
import { median } from './median.ts';

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
	/** Only those of this account were asked for. */
	account?: string;
	/** Rates by cid, where they are not those since the row that is known. */
	rates?: ReadonlyMap<number, ConnectionRates | undefined>;
	/** Whether these rows are asked for often enough to have a history; without it where there are few enough of them. */
	hasHistory?: boolean;
};

type Entry = { row: ConnectionRow; standings?: Standings };

/** How connections are judged. */
export type ConnectionJudging = {
	settings?: CheckSettings;
	/** By what is known of one round or two, for a question that is asked once. */
	atOnce?: boolean;
};

const ofAccount = (account: string | undefined): Identity | undefined =>
	account === undefined ? undefined : { account, isPart: true };

/** One round more of something that goes on, or its end. */
const streak = (before: Streak | undefined, goesOn: boolean, at: number): Streak | undefined =>
	goesOn ? { rounds: (before?.rounds ?? 0) + 1, since: before?.since ?? at } : undefined;

/** Follows connections; rows are made anew with each answer and never change, but for their histories. */
export class ConnectionBook {
	/** By server, then by cid. */
	readonly #servers = new Map<string, Map<number, Entry>>();
	readonly #identities = new Map<string, Identity>();

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
	answered(answer: BookAnswer): void {
		const { serverId, rows, isWhole, rates } = answer;
		const known = this.#servers.get(serverId) ?? new Map<number, Entry>();
		const list = [...rows];
		const usualRtt = answer.usualRtt ?? median(list.flatMap(({ rtt }) => rtt ?? []));
		const seen = isWhole ? new Map<number, Entry>() : known;
		const count = this.#sizeWithout(serverId) + Math.max(seen.size, list.length);
		const rest = { ...answer, usualRtt, hasHistory: answer.hasHistory ?? count <= mostHistories };
		for (const last of list) {
			const before = known.get(last.cid);
			const given = rates?.get(last.cid) ?? (before && connectionRates(before.row.last, last));
			seen.set(last.cid, this.#next(before, last, given ?? before?.row.rates, rest));
		}
		this.#servers.set(serverId, seen);
	}

	/** A connection as it was known last. */
	row(serverId: string, cid: number): ConnectionRow | undefined {
		return this.#servers.get(serverId)?.get(cid)?.row;
	}

	get size(): number {
		return this.#sizeWithout('');
	}

	/**
	 * Forgets rows until there are no more than so many: first those of the least load that need not stay. Gives the greatest
	 * load of those that it forgot.
	 */
	shrink(most: number, stays: (row: ConnectionRow) => boolean): number {
		if (this.size <= most) return 0;
		const loadOf = (row: ConnectionRow): number =>
			stays(row) ? Number.POSITIVE_INFINITY : connectionLoad(row);
		const loads = Float64Array.from(this.rows(), loadOf).sort();
		let left = loads.length - most;
		const least = loads[left] ?? 0;
		for (const entries of this.#servers.values()) {
			for (const [cid, { row }] of entries) {
				if (left === 0) return least;
				if (loadOf(row) > least) continue;
				entries.delete(cid);
				this.#identities.delete(row.key);
				left--;
			}
		}
		return least;
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

	/** A server answers again: what is known of its connections is not old any more, also of those that it has not told of. */
	heard(serverId: string): void {
		const known = this.#servers.get(serverId);
		if (known === undefined) return;
		for (const [cid, { row, standings }] of known) {
			if (!row.isOld) continue;
			const { isOld: _, ...rest } = row;
			known.set(cid, { row: rest, standings });
		}
	}

	/** Rows of one server. */
	rowsOf(serverId: string): ConnectionRow[] {
		return Array.from(this.#servers.get(serverId)?.values() ?? [], ({ row }) => row);
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
		rates: ConnectionRates | undefined,
		rest: Pick<BookAnswer, 'heardAt' | 'maxPending' | 'usualRtt' | 'listens' | 'account' | 'hasHistory'>,
	): Entry {
		const { heardAt, maxPending, usualRtt, listens, account } = rest;
		const old = before?.row;
		const key = old?.key ?? connectionKey(last.server.id, last.cid);
		if (last.identity) this.#identities.set(key, last.identity);
		const growing = streak(
			old?.growing,
			(last.pending ?? 0) > (old?.last.pending ?? Number.POSITIVE_INFINITY),
			last.at,
		);
		const stalling = streak(old?.stalling, (rates?.stalls ?? 0) > 0, last.at);
		const figures = { last, growing, stalling, maxPending, usualRtt };
		const { settings, atOnce } = this.judging;
		const standings = atOnce
			? undefined
			: standingsAfter(connectionChecks, figures, undefined, before?.standings, settings);
		const troubles = troublesBy(connectionChecks, figures, undefined, settings, standings);
		const history = old?.history ?? new ConnectionHistory();
		if (rest.hasHistory) {
			history.push({
				out: rates?.outMsgs,
				in: rates?.inMsgs,
				pending: last.pending,
				rtt: last.rtt,
				stalls: rates?.stalls,
			});
		}
		// Written out: thousands of them are made in a round, and spreads take five times as long.
		const row: ConnectionRow = {
			key,
			last,
			identity: last.identity ?? old?.identity ?? this.#identities.get(key) ?? ofAccount(account),
			rates,
			heardAt,
			growing,
			stalling,
			troubles,
			rank: rankBy(connectionChecks, troubles),
			maxPending,
			usualRtt,
			listens,
			history,
		};
		return { row, standings };
	}
}
