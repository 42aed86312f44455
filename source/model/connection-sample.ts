// Connections of a system that has too many of them to list: all that were met are measured, those that matter have a row.

import {
	type Connection,
	type ConnectionRates,
	type CountedAt,
	connectionKey,
	connectionRates,
} from './connection.ts';
import type { ConnectionBook } from './connection-book.ts';
import { type ConnectionRow, connectionLoad } from './connection-row.ts';
import { CounterTable, type MessageRates } from './counter-table.ts';
import { median } from './median.ts';

/** The most connections that have a row: beyond them the least load goes first. */
export const mostKnown = 8192;

/** The most that are measured, a few bytes each. */
export const mostMeasured = 524_288;

/** Two answers about one connection within so many milliseconds are one: they say nothing new of its rates. */
const sameMoment = 500;

/** Whoever led a list of its server keeps its row for so many rounds. */
const keptLeading = 4;

/** From here on a connection may be in trouble, whatever its load: bytes that wait, and milliseconds to it and back. */
const [muchPending, longWay] = [64 * 1024, 50];

/** Connections that are asked for one by one: so many for their rates, and so many for their trouble. */
const [pinnedByLoad, pinnedByTrouble] = [32, 32];

/** A connection as it is met; only who wants a row of it reads it whole. */
export type Met = CountedAt & {
	cid: number;
	rtt?: number;
	read: (known?: Connection) => Connection;
};

/** Connections of one server that were met at once. */
export type MetPage = {
	serverId: string;
	rows: readonly Met[];
	/** `sweep`: as the sweep came by. `lead`: as the first of a sort of the server. `pin`: asked for by name. */
	how: 'sweep' | 'lead' | 'pin';
	heardAt: number;
	maxPending?: number;
	/** Only those of this account were asked for. */
	account?: string;
};

/** One connection by its server. */
export type Pin = { serverId: string; cid: number };

export class ConnectionSample {
	readonly #tables = new Map<string, CounterTable>();
	/** The middle of the round trips on each server, as its last page of a sweep says. */
	readonly #usualRtts = new Map<string, number>();
	/** When the sweep of each server began, by the first page that it brought. */
	readonly #sweepBegan = new Map<string, number>();
	/** Rows that led, by the round they did so last. */
	readonly #leading = new Map<string, number>();
	/** Rows that were met in this round. */
	readonly #met = new Set<string>();
	#round = 0;
	/** Where all rows are taken, those of less load than this get none. */
	#least = 0;

	constructor(readonly book: ConnectionBook) {}

	/** How many are measured. */
	get size(): number {
		let size = 0;
		for (const table of this.#tables.values()) size += table.size;
		return size;
	}

	/** A round begins, with these servers. */
	begin(serverIds: ReadonlySet<string>): void {
		for (const kept of [this.#tables, this.#usualRtts, this.#sweepBegan])
			for (const id of [...kept.keys()]) if (!serverIds.has(id)) kept.delete(id);
		for (const [key, round] of this.#leading)
			if (this.#round - round > keptLeading) this.#leading.delete(key);
		this.#met.clear();
		this.#round++;
	}

	/** Connections were met. */
	took({ serverId, rows, how, heardAt, maxPending, account }: MetPage): void {
		const { book } = this;
		const table = this.#tables.get(serverId) ?? new CounterTable();
		this.#tables.set(serverId, table);
		if (how === 'sweep') {
			this.#learnRtt(serverId, rows);
			if (!this.#sweepBegan.has(serverId)) this.#sweepBegan.set(serverId, heardAt);
		}
		let room = mostMeasured - this.size;
		// Counted once a page: rows of the page come to the book together, at its end.
		const hasRoom = book.size < mostKnown;
		const wanted: Connection[] = [];
		const rates = new Map<number, ConnectionRates | undefined>();
		for (const row of rows) {
			const known = book.row(serverId, row.cid);
			const before = known?.last ?? table.find(row.cid);
			const isAgain = before !== undefined && row.at - before.at < sameMoment;
			const own = before && !isAgain ? connectionRates(before, row) : undefined;
			if (before !== undefined || room-- > 0) {
				if (!isAgain || !table.has(row.cid)) table.put(row.cid, row, own ?? known?.rates, how === 'sweep');
				else if (how === 'sweep') table.meet(row.cid);
			}
			if (how !== 'sweep') this.#lead(serverId, row.cid);
			if (isAgain && known) continue;
			if (how === 'sweep' && known === undefined && !hasRoom && !this.#matters(row, own)) continue;
			this.#met.add(known?.key ?? connectionKey(serverId, row.cid));
			rates.set(row.cid, own);
			wanted.push(row.read(known?.last));
		}
		if (wanted.length === 0) return;
		const usualRtt = this.#usualRtts.get(serverId);
		book.answered({
			...{ serverId, rows: wanted, isWhole: false, heardAt, maxPending, usualRtt, rates, account },
			hasHistory: how !== 'sweep',
		});
	}

	/**
	 * All connections of a server have been met: those that were not have gone. Rows from before the sampling are in no table:
	 * they have gone where nobody has told of them since the sweep began.
	 */
	swept(serverId: string): void {
		const { book } = this;
		const table = this.#tables.get(serverId);
		const began = this.#sweepBegan.get(serverId);
		this.#sweepBegan.delete(serverId);
		if (table === undefined || began === undefined) return;
		for (const cid of table.endSweep()) book.gone(serverId, cid);
		for (const { last, heardAt } of book.rowsOf(serverId))
			if (heardAt < began && !table.has(last.cid)) book.gone(serverId, last.cid);
	}

	/** A connection has gone. */
	gone({ serverId, cid }: Pin): void {
		this.#tables.get(serverId)?.delete(cid);
		this.book.gone(serverId, cid);
	}

	/** Those that are asked for by name in this round, as no page had them: the highest rates, what is in trouble, the selected one. */
	pins(selected: string | undefined): Pin[] {
		const pinned = new Map<string, ConnectionRow>();
		const rows = this.book.rows().filter(({ isOld }) => !isOld);
		for (const row of highest(rows, pinnedByLoad, connectionLoad)) pinned.set(row.key, row);
		const bad = rows.filter(({ rank }) => rank > 0);
		for (const row of highest(bad, pinnedByTrouble, ({ rank }) => rank)) pinned.set(row.key, row);
		const own = selected === undefined ? undefined : rows.find(({ key }) => key === selected);
		if (own) pinned.set(own.key, own);
		return [...pinned.values()]
			.filter(({ key }) => !this.#met.has(key))
			.map(({ last: { server, cid } }) => ({ serverId: server.id, cid }));
	}

	/** The round is over: what matters least has a row no longer. */
	end(selected: string | undefined): void {
		const stays = ({ key, rank }: ConnectionRow): boolean =>
			rank > 0 || key === selected || this.#leading.has(key);
		this.#least = this.book.shrink(mostKnown, stays);
	}

	/** Messages a second of all that are measured on some servers. */
	rates(serverIds: Iterable<string>): MessageRates {
		const sum = { in: 0, out: 0 };
		for (const id of serverIds) {
			const rates = this.#tables.get(id)?.rates();
			sum.in += rates?.in ?? 0;
			sum.out += rates?.out ?? 0;
		}
		return sum;
	}

	#lead(serverId: string, cid: number): void {
		this.#leading.set(connectionKey(serverId, cid), this.#round);
	}

	/** Whether one that has no row is to have one where all are taken. */
	#matters(row: Met, rates: ConnectionRates | undefined): boolean {
		const load = (rates?.inBytes ?? 0) + (rates?.outBytes ?? 0);
		if (load > this.#least || (row.pending ?? 0) > muchPending || (rates?.stalls ?? 0) > 0) return true;
		return (row.rtt ?? 0) > longWay;
	}

	#learnRtt(serverId: string, rows: readonly Met[]): void {
		// A part of them tells as much as all.
		const step = Math.ceil(rows.length / 256) || 1;
		const some: number[] = [];
		for (let index = 0; index < rows.length; index += step) {
			const rtt = rows[index]?.rtt;
			if (rtt !== undefined) some.push(rtt);
		}
		const middle = median(some);
		if (middle !== undefined) this.#usualRtts.set(serverId, middle);
	}
}

/** The `count` rows with the highest figures. */
const highest = (
	rows: readonly ConnectionRow[],
	count: number,
	figure: (row: ConnectionRow) => number,
): ConnectionRow[] => {
	if (rows.length <= count) return [...rows];
	const figures = new Float64Array(rows.map(figure)).sort();
	const least = figures[figures.length - count] ?? 0;
	return rows.filter((row) => figure(row) >= least && figure(row) > 0).slice(0, count);
};
