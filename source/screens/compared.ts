// A list beside the same list at a marked moment: how each figure differs, what is new, and what is gone.

import type { LineLook, ListView, Shot } from './screen.ts';

/** What a row was at the marked moment: nothing where it was not there; `gone` for a row that is there no more. */
export type Before = 'new' | 'gone' | ((column: string) => number | string | undefined);

/** The view of a list with the rows that are gone behind those that are there. */
const comparedView = (view: ListView, before: ListView, shot: Shot, base: Shot, since: number): ListView => {
	const gone = before.keys.flatMap((key, index) => (shot.item(key) === undefined ? { key, index } : []));
	const count = view.keys.length;
	const goneAt = (index: number) => gone[index - count];
	return {
		...view,
		keys: gone.length === 0 ? view.keys : [...view.keys, ...gone.map(({ key }) => key)],
		since: { at: since, gone: gone.length, fresh: view.keys.filter((key) => !base.item(key)).length },
		line(index, how: LineLook) {
			const left = goneAt(index);
			if (left) return before.line(left.index, { ...how, old: true, before: 'gone' });
			const key = view.keys[index];
			const values = key === undefined ? undefined : base.values?.(key, how.look);
			return view.line(index, { ...how, before: values ?? 'new' });
		},
		cells(index, columns, look) {
			const left = goneAt(index);
			return left ? before.cells(left.index, columns, look) : view.cells(index, columns, look);
		},
		state(index) {
			const left = goneAt(index);
			return left ? before.state(left.index) : view.state(index);
		},
		at(index) {
			const left = goneAt(index);
			return left ? before.at(left.index) : view.at(index);
		},
	};
};

/** The list with what has changed since `base`, which was taken at `since`, ms since the epoch. Logs stay as they are. */
export const comparedShot = (shot: Shot, base: Shot, since: number): Shot => {
	if (shot.values === undefined || base.values === undefined) return shot;
	return {
		...shot,
		list: (state, moment, choices) =>
			comparedView(
				shot.list(state, moment, choices),
				base.list({ ...state, search: undefined }, moment, choices),
				shot,
				base,
				since,
			),
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
