// The areas of an account, a row each: how much there is of it, how much of that is in trouble, and what the worst is.

import type { Screen, Shot } from '../screen.ts';
import type { Source, Watching } from '../source.ts';
import { worstFound } from '../worst-found.ts';

/** One area: the list that it is of, and what that list has told by now. */
export type Area = {
	/** The id of its list. */
	id: string;
	/** Its place among all areas. */
	place: number;
	/** Rows of its list; absent while nobody has answered. */
	count?: number;
	/** Rows that something is wrong with. */
	bad?: number;
	/** Messages, or what it counts in place of them, a second. */
	load?: number;
	/** The worst of it in words, or why nothing is known. */
	worst?: string;
	/** 2 critical, 1 a warning; 0 where nothing is wrong. */
	rank: number;
	/** The subject that our user may not publish, where the list needs it. */
	denied?: string;
	/** True for a list that is not asked for before somebody opens it. */
	isLazy?: true;
};

/** The lists that are areas, in the order in which they stand where nothing is wrong. */
const areaIds = [
	'streams',
	'consumers',
	'services',
	'connections',
	'buckets',
	'objects',
	'subjects',
] as const;

/** Lists that are only asked for once they are opened. */
const lazyIds: readonly string[] = ['subjects'];

/** The lists among these that are areas. */
export const areaLists = (lists: readonly Screen[]): readonly Screen[] =>
	areaIds.flatMap((id) => lists.find((list) => list.id === id) ?? []);

const isLazy = ({ id }: Screen): boolean => lazyIds.includes(id);

const choices = { totals: false, exact: false, keys: false };

/** The worst of a list in words, and how bad it is, of its rows in trouble in their order; a row that is judged without checks is a warning. */
const worstOf = ({ report, area, item }: Shot, bad: readonly string[]): Pick<Area, 'worst' | 'rank'> => {
	const failing = new Map(report?.()?.failing.map((one) => [one.key, one]));
	const found = worstFound(bad.flatMap((key) => failing.get(key) ?? []));
	const rank = area?.rank ?? found.rank ?? 0;
	const [key] = bad;
	const worst = area?.worst ?? found.worst ?? (key === undefined ? undefined : item(key)?.name);
	return { rank: Math.max(rank, bad.length > 0 ? 1 : 0), ...(worst !== undefined && { worst }) };
};

/** One area, from what its list shows; `place` is among all areas. */
export const areaOf = (screen: Screen, place: number, shot: Shot | undefined, now: number): Area => {
	const base = { id: screen.id, place, rank: 0 };
	if (shot === undefined) return isLazy(screen) ? { ...base, isLazy: true } : base;
	const { honesty, total, area } = shot;
	if (honesty.denied) return { ...base, denied: honesty.denied.subject };
	if (honesty.at === undefined && total === 0)
		return { ...base, ...(honesty.failed !== undefined && { worst: honesty.failed }) };
	const state = { sort: screen.sort, filter: '', wide: false, offset: 0, off: screen.groupsOff ?? [] };
	const bad = shot.list(state, { now, totals: false }, choices).problems();
	const { rank, worst: found } = worstOf(shot, bad);
	// Why there is nothing is no answer where there is something.
	const worst = found ?? honesty.failed ?? (total === 0 ? honesty.none : undefined) ?? area?.note;
	return {
		...{ ...base, count: total, bad: bad.length, rank },
		...(area?.load !== undefined && { load: area.load }),
		...(worst !== undefined && { worst }),
	};
};

/** The sources of all areas, open as one. */
export class AreaSources {
	readonly #open: readonly { screen: Screen; source?: Source<Shot> }[];

	constructor(watching: Watching, lists: readonly Screen[]) {
		this.#open = areaLists(lists).map((screen) => ({
			screen,
			...(!isLazy(screen) && { source: screen.open(watching) }),
		}));
	}

	get(now: number): readonly Area[] {
		return this.#open.map(({ screen, source }, place) => areaOf(screen, place, source?.get(), now));
	}

	subscribe(listener: () => void): () => void {
		const ends = this.#open.flatMap(({ source }) => source?.subscribe(listener) ?? []);
		return () => {
			for (const end of ends) end();
		};
	}

	refresh(): void {
		for (const { source } of this.#open) source?.refresh?.();
	}

	close(): void {
		for (const { source } of this.#open) source?.close?.();
	}
}
