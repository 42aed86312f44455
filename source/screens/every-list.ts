// Collects all lists: the screens, and the lists that stand only in tabs of objects.

import { memoizeLast } from '../table/memoize-last.ts';
import type { Screen } from './screen.ts';

/** Each once, the screens first. */
export const everyList = memoizeLast((screens: readonly Screen[]): readonly Screen[] => {
	const lists = new Map(screens.map((screen) => [screen.id, screen]));
	// The loop also goes through the lists that it adds.
	for (const { tabs } of lists.values())
		for (const { list } of tabs) if (list && !lists.has(list.id)) lists.set(list.id, list);
	return [...lists.values()];
});

/** A list by its id, wherever it stands. */
export const listNamed = (screens: readonly Screen[], id: string): Screen | undefined =>
	everyList(screens).find((list) => list.id === id);

/** The list whose objects have this list in a tab, where it stands nowhere else: it is asked for one object at a time. */
export const ownerOf = (screens: readonly Screen[], { id }: Pick<Screen, 'id'>): Screen | undefined =>
	screens.some((screen) => screen.id === id)
		? undefined
		: everyList(screens).find(({ tabs }) => tabs.some(({ list }) => list?.id === id));
