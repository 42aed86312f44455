// The words for what a mode has not: screens of other modes, by their key or their name.

import { idOf } from './aliases.ts';
import { screens as registry } from './registry.ts';
import type { Screen } from './screen.ts';

/** The sentence for a screen that is not among those of the present mode. */
const words = ({ title, modes = ['system'] }: Screen): string =>
	modes.includes('system')
		? `${title} needs the system account`
		: `${title} is of account mode: --as account looks at the own account alone`;

const lackOf = (here: readonly Screen[], isMeant: (screen: Screen) => boolean): string | undefined => {
	if (here.some(isMeant)) return undefined;
	const screen = registry.find(isMeant);
	return screen && words(screen);
};

/** Why a number key shows nothing; nothing where it is the key of a screen here, or of none. */
export const lackOfKey = (here: readonly Screen[], key: string): string | undefined =>
	lackOf(here, (screen) => screen.key === key);

/** Why a name on the `:` line is no screen; nothing where it is one here, or nowhere. */
export const lackOfName = (here: readonly Screen[], name: string): string | undefined =>
	lackOf(here, ({ id }) => id === idOf(name));
