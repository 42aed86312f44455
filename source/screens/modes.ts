// Which screens there are in which mode: with the user of an application's account some have nothing to show.

import type { Mode } from '../model/mode.ts';
import type { Screen } from './screen.ts';

/** The part of a screen that says in which modes it is there. */
export type Moded = {
	/** Absent: only for users of the system account. */
	modes?: readonly Mode[];
};

/** The modes of a screen that does not say. */
const usual: readonly Mode[] = ['system'];

/** True for a screen that a mode has. */
export const isIn = ({ modes = usual }: Moded, mode: Mode): boolean => modes.includes(mode);

const known = new WeakMap<readonly Screen[], Partial<Record<Mode, readonly Screen[]>>>();

/** A screen as a mode has it: account mode leaves out columns that only tell accounts apart, and the like. */
const asIn = (screen: Screen, mode: Mode): Screen =>
	mode === 'system' || !screen.columns.some(({ ofSystem }) => ofSystem)
		? screen
		: { ...screen, columns: screen.columns.filter(({ ofSystem }) => !ofSystem) };

/** The screens of a mode, in the same order; always the same list. */
export const screensIn = (all: readonly Screen[], mode: Mode): readonly Screen[] => {
	const lists = known.get(all) ?? {};
	known.set(all, lists);
	lists[mode] ??= all.filter((screen) => isIn(screen, mode)).map((screen) => asIn(screen, mode));
	return lists[mode];
};
