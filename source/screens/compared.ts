// A list beside the same list at a marked moment: how each figure differs, what is new, and what is gone.

import { tellsChange } from '../format/change-cell.ts';
import type { Sort } from '../table/column.ts';
import type { LineLook, ListView, Screen, Shot, ValueLook } from './screen.ts';

/** What a row was at the marked moment: nothing where it was not there; `gone` for a row that is there no more. */
export type Before = 'new' | 'gone' | ((column: string) => number | string | undefined);

/** By how much a figure has changed: by no end in a row that is new, and unknown where one of the two is. */
const changeOf = (now: unknown, was: unknown, isNew: boolean): number | undefined => {
	if (isNew) return Number.POSITIVE_INFINITY;
	return typeof now === 'number' && typeof was === 'number' ? Math.abs(now - was) : undefined;
};

/** Places of the rows by how much the figure has changed that they are sorted by; as they are where it is no figure. */
const placesByChange = (
	keys: readonly string[],
	{ shot, base }: { shot: Shot; base: Shot },
	{ column, descending }: Sort,
	look: ValueLook,
): readonly number[] => {
	const places = keys.map((_, place) => place);
	const head = shot.column?.(column);
	if (head === undefined || !tellsChange(head)) return places;
	const changes = keys.map((key) => {
		const was = base.values?.(key, look);
		return changeOf(shot.values?.(key, look)?.(column), was?.(column), was === undefined);
	});
	return places.sort((a, b) => {
		const [one, other] = [changes[a], changes[b]];
		if (one === other) return a - b;
		if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
		return descending ? other - one : one - other;
	});
};

/** The view of a list by how much its rows have changed, with those that are gone behind those that are there. */
const comparedView = (
	view: ListView,
	before: ListView,
	{ shot, base }: { shot: Shot; base: Shot },
	since: number,
	places: readonly number[],
): ListView => {
	const gone = before.keys.flatMap((key, index) => (shot.item(key) === undefined ? { key, index } : []));
	const count = view.keys.length;
	const goneAt = (index: number) => gone[index - count];
	const placeOf = (index: number): number => places[index] ?? index;
	const keys = places.map((place) => view.keys[place] ?? '');
	const { found } = view;
	const isFound = new Set(found);
	const problems = (): readonly string[] => {
		const bad = new Set(view.problems());
		return keys.filter((key) => bad.has(key));
	};
	return {
		...view,
		...{ keys: [...keys, ...gone.map(({ key }) => key)], problems },
		...(found && { found: places.flatMap((place, index) => (isFound.has(place) ? index : [])) }),
		since: { at: since, gone: gone.length, fresh: view.keys.filter((key) => !base.item(key)).length },
		line(index, how: LineLook) {
			const left = goneAt(index);
			if (left) return before.line(left.index, { ...how, old: true, before: 'gone' });
			const key = keys[index];
			const values = key === undefined ? undefined : base.values?.(key, how.look);
			return view.line(placeOf(index), { ...how, before: values ?? 'new' });
		},
		cells(index, columns, look) {
			const left = goneAt(index);
			return left ? before.cells(left.index, columns, look) : view.cells(placeOf(index), columns, look);
		},
		state(index) {
			const left = goneAt(index);
			return left ? before.state(left.index) : view.state(placeOf(index));
		},
		at(index) {
			const left = goneAt(index);
			return left ? before.at(left.index) : view.at(placeOf(index));
		},
	};
};

/** True for a list whose rows can be compared: no log, and no picture that a screen draws itself. */
const isComparable = ({ values }: Pick<Shot, 'values'>): boolean => values !== undefined;

/** The list with what has changed since `base`, which was taken at `since`, ms since the epoch. Logs stay as they are. */
export const comparedShot = (shot: Shot, base: Shot, since: number): Shot => {
	if (!isComparable(shot) || !isComparable(base)) return shot;
	return {
		...shot,
		list(state, moment, choices) {
			const view = shot.list(state, moment, choices);
			const both = { shot, base };
			// Rows that stand in blocks stay in them.
			const isFree = view.blocks().length === 0;
			const places = isFree
				? placesByChange(view.keys, both, state.sort, { ...moment, choices })
				: view.keys.map((_, place) => place);
			const before = base.list({ ...state, search: undefined }, moment, choices);
			return comparedView(view, before, both, since, places);
		},
		item: (key) => shot.item(key) ?? base.item(key),
		detail: (key, size, look, focused) =>
			(key !== undefined && shot.item(key) === undefined && base.item(key) !== undefined
				? base
				: shot
			).detail(key, size, look, focused),
		opened: (open, size, look) =>
			(shot.item(open.key) === undefined && base.item(open.key) !== undefined ? base : shot).opened(
				open,
				size,
				look,
			),
	};
};

/** Why nothing of what is in view can be compared, the first of it by its screen; nothing where a table is in view, or has yet to come. */
export const whyNotCompared = (
	inView: readonly (Pick<Shot, 'values'> | undefined)[],
	first: Pick<Screen, 'title' | 'list'> | undefined,
): string | undefined => {
	if (first === undefined || inView.some((shot) => shot === undefined || isComparable(shot)))
		return undefined;
	const what = first.list === 'log' ? 'a log of what happened' : 'a picture';
	return `${first.title} is ${what}, which is not compared: d is for tables`;
};
