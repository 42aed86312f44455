// Follows leafnodes through rounds of LEAFZ: which are new, which have gone, and which of those came back.

import type { CheckSettings } from '../checks/check.ts';
import { Judge, rankBy, troublesBy } from '../checks/judge.ts';
import { type LeafFigures, leafChecks } from '../checks/leafnode-checks.ts';
import { trafficRate } from '../rates.ts';
import { RoundRing } from '../round-ring.ts';
import type { Traffic } from '../server.ts';
import { UsualRtt } from '../usual-rtt.ts';
import { withOtherEnds } from './leaf-ends.ts';
import { type LeafRow, leafMetrics, roleOf } from './leaf-row.ts';
import { RemoteBook } from './remote-book.ts';
import type { LeafEntry, LinkTeller, ToldLinks } from './told.ts';

/** A row of a leafnode that went stays for so long, milliseconds. */
const keptFor = 600_000;

/** Who goes and who comes within so long may be the same, milliseconds, whichever was told first. */
const returnsWithin = 30_000;

/** Connects count for so long, milliseconds. */
export const backSpan = 300_000;

/** More leafnodes that went are not remembered. */
const mostGone = 1000;

type Track = {
	key: string;
	server: LinkTeller;
	end: LeafEntry;
	/** By the server's clock. */
	at: number;
	heardAt: number;
	/** It came after the first round. */
	cameAt?: number;
	/** It is known whom it continues. */
	isMatched: boolean;
	/** Keys of those that were there beside it when it came: it is none of them, whatever it is called. */
	beside?: ReadonlySet<string>;
	goneSince?: number;
	wentWithServer?: true;
	rates?: LeafRow['rates'];
	returns: readonly number[];
	usual: UsualRtt;
	history: LeafRow['history'];
};

/** When a leafnode connected, by events: its name, its account, and our clock, the newest first. */
export type LeafConnects = (leaf: Pick<LeafRow, 'end'>) => readonly number[] | undefined;

type Bare = Omit<LeafRow, 'troubles' | 'rank'>;

const keyOf = (server: string, { cid, account, ip, port }: LeafEntry): string =>
	`${server} ${cid ?? `${account} ${ip} ${port}`}`;

/**
 * What it keeps when it connects again, to whichever server. Where nobody says which end dialled, only to the same one: what
 * another tells of may be the other end of it.
 */
const identityOf = ({ end, server }: Pick<Track, 'end' | 'server'>): string =>
	[roleOf({ end }) ?? server.id, end.account, end.name ?? end.ip].join('\n');

const traffic = (msgs: number | undefined, bytes: number | undefined): Traffic | undefined =>
	msgs === undefined || bytes === undefined ? undefined : { msgs, bytes };

const ratesBetween = (before: Track, end: LeafEntry, at: number): LeafRow['rates'] => {
	const seconds = (at - before.at) / 1000;
	if (seconds <= 0) return before.rates;
	const { end: old } = before;
	return {
		in: trafficRate(traffic(old.inMsgs, old.inBytes), traffic(end.inMsgs, end.inBytes), seconds),
		out: trafficRate(traffic(old.outMsgs, old.outBytes), traffic(end.outMsgs, end.outBytes), seconds),
	};
};

export class LeafBook {
	#tracks = new Map<string, Track>();
	/** A round has ended: what servers tell of from then on for the first time is new. */
	#hasRound = false;
	/** Servers that did not answer the last round. */
	#silent = new Set<string>();
	/** Remotes of configurations that have no connection. */
	readonly remotes = new RemoteBook();
	readonly #judge: Judge<LeafFigures, undefined>;
	readonly #atOnce: boolean;

	constructor({ settings, atOnce = false }: { settings?: CheckSettings; atOnce?: boolean } = {}) {
		this.#judge = new Judge(leafChecks, settings);
		this.#atOnce = atOnce;
	}

	/** One server has told of its leafnodes, at our time. */
	told({ server, at, links }: ToldLinks<readonly LeafEntry[]>, heardAt: number): void {
		const isFirst = !this.#hasRound;
		this.#silent.delete(server.id);
		const here = new Set<string>();
		for (const end of links) {
			const key = keyOf(server.id, end);
			here.add(key);
			const before = this.#tracks.get(key);
			const usual = before?.usual ?? new UsualRtt();
			if (end.rtt !== undefined) usual.told(end.rtt, heardAt);
			const rates = before && ratesBetween(before, end, at);
			const history = before?.history ?? new RoundRing(leafMetrics);
			history.push({ out: rates?.out?.msgs, in: rates?.in?.msgs, rtt: end.rtt });
			this.#tracks.set(key, {
				...{ key, server, end, at, heardAt, usual, history, rates },
				isMatched: before?.isMatched ?? isFirst,
				returns: before?.returns ?? [],
				...(before?.goneSince === undefined && before?.cameAt !== undefined && { cameAt: before.cameAt }),
				...(before === undefined && !isFirst && { cameAt: heardAt, beside: here }),
				...(before?.beside && { beside: before.beside }),
			});
		}
		for (const track of this.#tracks.values())
			if (track.server.id === server.id && !here.has(track.key) && track.goneSince === undefined) {
				track.goneSince = heardAt;
				track.rates = undefined;
			}
	}

	/** A server has not answered. */
	silent(id: string): void {
		this.#silent.add(id);
	}

	/** A round has ended at our time `now`; these are the ids of the servers that live. */
	endRound(living: ReadonlySet<string>, now: number, connects?: LeafConnects): void {
		for (const track of this.#tracks.values()) {
			if (living.has(track.server.id) || track.goneSince !== undefined) continue;
			track.goneSince = now;
			track.wentWithServer = true;
			track.rates = undefined;
		}
		for (const id of this.#silent) if (!living.has(id)) this.#silent.delete(id);
		this.remotes.endRound(living);
		this.#hasRound = true;
		this.#match(now);
		this.#prune(now);
		if (this.#atOnce) return;
		this.#judge.round(
			this.#bare(connects).map((row) => ({
				...{ key: row.key, row: figuresOf(row, now), told: row.heardAt },
			})),
			undefined,
		);
	}

	/** Who went and who came are the same where they are called alike: one of each. */
	#match(now: number): void {
		const gone = new Map<string, Track[]>();
		for (const track of this.#tracks.values()) {
			if (track.goneSince === undefined) continue;
			const id = identityOf(track);
			const known = gone.get(id);
			if (known) known.push(track);
			else gone.set(id, [track]);
		}
		for (const track of this.#tracks.values()) {
			const { cameAt, isMatched, goneSince } = track;
			if (isMatched || cameAt === undefined || goneSince !== undefined) continue;
			const alike = gone.get(identityOf(track)) ?? [];
			const place = alike.findIndex(({ key, beside }) => !track.beside?.has(key) && !beside?.has(track.key));
			const [before] = place < 0 ? [] : alike.splice(place, 1);
			if (before === undefined) {
				if (now - cameAt > returnsWithin) track.isMatched = true;
				continue;
			}
			track.isMatched = true;
			track.returns = [cameAt, ...before.returns].slice(0, 100);
			track.usual = before.usual;
			track.history = before.history;
			this.#tracks.delete(before.key);
		}
	}

	#prune(now: number): void {
		const gone = [...this.#tracks.values()].filter(({ goneSince }) => goneSince !== undefined);
		gone.sort((a, b) => (b.goneSince ?? 0) - (a.goneSince ?? 0));
		for (const [place, { key, goneSince = now }] of gone.entries())
			if (place >= mostGone || now - goneSince > keptFor) this.#tracks.delete(key);
	}

	#bare(connects?: LeafConnects): Bare[] {
		const rows = [...this.#tracks.values()].map((track) => {
			const { key, server, end, heardAt, goneSince, wentWithServer, rates, returns, usual, history } = track;
			const seen = returns.filter((at) => heardAt - at < backSpan);
			const told = connects?.({ end });
			// Events may be denied, and tell nothing of who came before they were listened to.
			const times = told !== undefined && told.length >= seen.length ? told : seen;
			return {
				...{
					key,
					server,
					end,
					heardAt,
					rates,
					history,
					connects: times,
					usualRtt: usual.usual,
					leastRtt: usual.least(2),
				},
				...(goneSince !== undefined && { goneSince }),
				...(wentWithServer && { wentWithServer }),
				...(goneSince === undefined && this.#silent.has(server.id) && { isOld: true as const }),
				...((told !== undefined || seen.length > 0) && { back: times.length }),
			};
		});
		return [...withOtherEnds(rows), ...this.remotes.beside(rows, this.#silent)];
	}

	/** The rows at our time `now`. */
	rows(now: number, connects?: LeafConnects): readonly LeafRow[] {
		return this.#bare(connects).map((bare): LeafRow => {
			const standings = this.#atOnce ? undefined : (this.#judge.verdicts.get(bare.key) ?? new Map());
			const troubles = bare.isOld
				? []
				: troublesBy(leafChecks, figuresOf(bare, now), undefined, this.#judge.settings, standings);
			return { ...bare, troubles, rank: rankBy(leafChecks, troubles) };
		});
	}
}

/** The round trip that is judged: what both ends say at least, else the last two measurements, as servers measure seldom. */
const judgedTrip = ({ end, other, leastRtt }: Bare): number | undefined =>
	end.rtt === undefined || other?.end.rtt === undefined ? leastRtt : Math.min(end.rtt, other.end.rtt);

const figuresOf = (row: Bare, now: number): LeafFigures => {
	const { goneSince, back, end, usualRtt, remote } = row;
	const gone = goneSince === undefined ? undefined : Math.max(0, now - goneSince);
	return {
		...(remote === undefined && gone !== undefined && { gone }),
		...(remote?.isSure && { unconnected: gone }),
		...{ back, rtt: judgedTrip(row), usualRtt, name: end.name },
	};
};
