// The areas of an account, a row each: how much there is of it, how much of that is in trouble, and what the worst is.

import type { Screen, Shot } from '../screen.ts';
import type { Source, Watching } from '../source.ts';

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

/** How bad the worst finding of a list is; a row that is judged without checks is a warning. */
const rankOf = ({ report }: Shot, bad: number): number => {
	const isCritical = report?.failing.some(({ troubles }) =>
		troubles.some(({ severity }) => severity === 'critical'),
	);
	return isCritical ? 2 : bad > 0 ? 1 : 0;
};

/** The worst row in words. */
const worstOf = ({ report, ...shot }: Shot, keys: readonly string[]): string | undefined => {
	const failing = report?.failing ?? [];
	const severe = failing.find(({ troubles }) => troubles.some(({ severity }) => severity === 'critical'));
	const first = severe ?? failing[0];
	const [trouble] = first?.troubles ?? [];
	if (first !== undefined && trouble !== undefined) return `${first.name}: ${trouble.text}`;
	const [key] = keys;
	return key === undefined ? undefined : shot.item(key)?.name;
};

const areaOf = (screen: Screen, place: number, shot: Shot | undefined, now: number): Area => {
	const base = { id: screen.id, place, rank: 0 };
	if (shot === undefined) return isLazy(screen) ? { ...base, isLazy: true } : base;
	const { honesty, total, area } = shot;
	if (honesty.denied) return { ...base, denied: honesty.denied.subject };
	if (honesty.at === undefined && total === 0)
		return { ...base, ...(honesty.failed !== undefined && { worst: honesty.failed }) };
	const state = { sort: screen.sort, filter: '', wide: false, offset: 0, off: screen.groupsOff ?? [] };
	const bad = shot.list(state, { now, totals: false }, choices).problems();
	const worst = area?.worst ?? worstOf(shot, bad) ?? honesty.failed ?? honesty.none ?? area?.note;
	return {
		...{ ...base, count: total, bad: bad.length, rank: rankOf(shot, bad.length) },
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
