// What the environment says of the terminal: whether it has colours, how bright its ground is, which characters it
// shows, whether it has a title.

import type { PaletteName } from '../theme.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Names of terminals without colours, as terminfo describes them: the monochrome ones of DEC and of those years, and the
 * variants of others that end in `-m` or `-mono`. A name that is not known is taken for a terminal with colours.
 */
const monochrome =
	/^(dumb|unknown|emacs|vt-?\d[^+]*|sun|mach(-bold|-gnu)?|rxvt-basic|xterm-(r[56]|old|24|bold|vt52)|(tvi|adm|h1|wy(?!3[57]))\d.*)$|-m(ono)?$|-m-/;

/** True where colours are not wanted (`NO_COLOR`) or the terminal has none (`TERM`). */
export const isColourless = (env: Variables): boolean =>
	Boolean(env.NO_COLOR) || monochrome.test(env.TERM ?? '');

/**
 * Which palette serves when none is asked for: `mono` without colours, `light` where COLORFGBG tells of a light ground.
 * The terminal is never queried.
 */
export const defaultPalette = (env: Variables): PaletteName => {
	if (isColourless(env)) return 'mono';
	const background = Number(env.COLORFGBG?.split(';').at(-1));
	return background === 7 || (background >= 9 && background <= 15) ? 'light' : 'default';
};

/** True where the locale cannot show block characters. */
export const wantsAscii = (env: Variables): boolean =>
	!/utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');

/** Consoles and terminals of those years, which have no window and so no title; some print what they do not know. */
const untitled =
	/^(|dumb|unknown|ansi.*|cons\d.*|emacs.*|eterm.*|linux.*|vt-?\d.*|sun.*|mach.*|(tvi|adm|h1|wy)\d.*)$/;

/** True where the terminal may have a title (OSC 2). */
export const hasTitle = ({ TERM = '' }: Variables): boolean => !untitled.test(TERM);
