// Which servers are asked for which of their connections in the next round, where there are too many to ask for all of them.

import { PageCursor, type SortedPage } from './page-cursor.ts';

/** A server as the plan sees it. */
export type PlannedServer = {
	id: string;
	/** How many are connected to it, as its statsz says. */
	connections: number;
	/** Messages a second from clients and to them. */
	msgs: number;
	/** More slow consumers than before, or clients that are made to wait. */
	isTroubled: boolean;
};

/** What one server is asked in one round: the first rows by a sort of its own, and the next page of the sweep. */
export type ServerAsk = {
	id: string;
	lead?: { sort: string; limit: number };
	sweep?: { offset: number; limit: number };
};

/** Rows of a lead page. */
export const leadRows = 64;

/** Servers that are asked for their first rows: so many by what they carry, and so many of the others in turn. */
const [busiest, inTurn] = [24, 8];

/** Rows that the sweeps of all servers bring in a round. */
const sweepRows = 16_384;

/** Rows of a page of a sweep: to read one takes no longer than nobody notices who presses a key meanwhile. */
export const sweptRows = 2048;

/** The most rows that are read of one server in a sweep, whatever it says it has. */
const mostSweptRows = 262_144;

/** After so many pages that did not come, a sweep goes on without that server. */
const mostFailures = 2;

/** Every so many rounds it is the newest that lead: one that began a moment ago has small totals, and leads by nothing else. */
const newestEvery = 4;

/** By trouble servers cannot sort: these show it, one after the other. */
const troubleSorts = ['pending', 'bytes_to', 'bytes_from'] as const;

/** What the servers sort by where natstop sorts by one of its columns. */
const serverSorts: Readonly<Record<string, string>> = {
	...{ out: 'msgs_to', in: 'msgs_from', bout: 'bytes_to', bin: 'bytes_from', pending: 'pending' },
	...{ allout: 'msgs_to', allin: 'msgs_from', allbout: 'bytes_to', allbin: 'bytes_from' },
	...{ subs: 'subs', rtt: 'rtt', idle: 'idle', up: 'start' },
};

/** The other way round they show others first. */
const risingSorts: Readonly<Record<string, string>> = { idle: 'last', up: 'uptime', cid: 'cid' };

/** Where a sweep is on one server. */
type Place = { cursor: PageCursor; isDone: boolean; failures: number; total: number };

const placeOf = (total: number): Place => ({
	...{ cursor: new PageCursor(sweptRows, mostSweptRows), isDone: false, failures: 0, total },
});

/** How far a sweep has come. */
export type SweepState = {
	/** Sweeps that have come to their end. */
	ended: number;
	/** Of the one under way, from 0 to 1. */
	done: number;
};

/**
 * Plans round after round. A sweep asks every server for all its connections, a page at a time, and is over when all of them
 * have come to their end; the next one begins then. So whoever is connected during a sweep is met in it.
 */
export class SamplePlan {
	readonly #places = new Map<string, Place>();
	#rounds = 0;
	#turn = 0;
	#ended = 0;

	/** What is asked now, the server that matters most first. */
	next(servers: readonly PlannedServer[], sort: { column: string; descending: boolean }): ServerAsk[] {
		this.#follow(servers);
		const ordered = servers.toSorted(
			(a, b) => Number(b.isTroubled) - Number(a.isTroubled) || b.msgs - a.msgs,
		);
		const leadSort = this.#leadSort(sort);
		const leads = this.#leaders(ordered);
		let left = sweepRows;
		const asks = ordered.flatMap((server): ServerAsk[] => {
			const { id } = server;
			const place = this.#places.get(id);
			if (place === undefined) return [];
			const { offset, limit } = place.cursor;
			const rows = Math.min(limit, Math.max(1, place.total - offset));
			const sweeps = !place.isDone && (rows <= left || left === sweepRows);
			if (sweeps) left -= rows;
			const isWhole = sweeps && offset === 0 && place.total <= limit;
			const isLed = leads.has(id) && !isWhole;
			if (!sweeps && !isLed) return [];
			return [
				{
					id,
					...(isLed && { lead: { sort: leadSort, limit: leadRows } }),
					...(sweeps && { sweep: { offset, limit } }),
				},
			];
		});
		this.#rounds++;
		return asks;
	}

	/** A page of the sweep came; true where it is to be used. */
	swept(id: string, page: SortedPage): boolean {
		const place = this.#places.get(id);
		if (place === undefined || place.isDone) return false;
		place.failures = 0;
		place.total = page.total;
		const isUsed = place.cursor.take(page);
		place.isDone = place.cursor.state !== 'open';
		return isUsed;
	}

	/** A page of the sweep did not come. */
	failed(id: string): void {
		const place = this.#places.get(id);
		if (place && ++place.failures >= mostFailures) place.isDone = true;
	}

	/** All connections of a server have been met in this sweep. */
	isMet(id: string): boolean {
		return this.#places.get(id)?.cursor.state === 'end';
	}

	/** The round is over; true where the sweep is, and a new one begins. */
	endRound(): boolean {
		const places = [...this.#places.values()];
		if (places.length === 0 || places.some(({ isDone }) => !isDone)) return false;
		for (const [id, { total }] of this.#places) this.#places.set(id, placeOf(total));
		this.#ended++;
		return true;
	}

	get state(): SweepState {
		let [all, met] = [0, 0];
		for (const { total, cursor, isDone } of this.#places.values()) {
			all += total;
			met += isDone ? total : Math.min(total, cursor.offset);
		}
		return { ended: this.#ended, done: all === 0 ? 0 : met / all };
	}

	/** How many are connected to a server, as it said last. */
	total(id: string): number | undefined {
		return this.#places.get(id)?.total;
	}

	/** Forgets servers that have gone; new ones join the sweep under way. */
	#follow(servers: readonly PlannedServer[]): void {
		const ids = new Set(servers.map(({ id }) => id));
		for (const id of [...this.#places.keys()]) if (!ids.has(id)) this.#places.delete(id);
		for (const { id, connections } of servers) {
			const place = this.#places.get(id);
			if (place === undefined) this.#places.set(id, placeOf(connections));
			else if (place.cursor.offset === 0) place.total = connections;
		}
	}

	#leadSort({ column, descending }: { column: string; descending: boolean }): string {
		const round = this.#rounds;
		if (round % newestEvery === newestEvery - 1) return 'uptime';
		const own = descending ? serverSorts[column] : risingSorts[column];
		const turn = round - Math.floor(round / newestEvery);
		return own ?? troubleSorts[turn % troubleSorts.length] ?? 'pending';
	}

	#leaders(ordered: readonly PlannedServer[]): ReadonlySet<string> {
		const first = ordered.slice(0, busiest);
		const others = ordered.slice(busiest).toSorted((a, b) => (a.id < b.id ? -1 : 1));
		const turns = Array.from({ length: Math.min(inTurn, others.length) }, (_, index) => {
			return others[(this.#turn + index) % others.length];
		});
		this.#turn = others.length === 0 ? 0 : (this.#turn + turns.length) % others.length;
		return new Set([...first, ...turns].flatMap((server) => server?.id ?? []));
	}
}
