// What is read off the environment about a terminal.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { defaultPalette, hasTitle, isColourless } from '../../source/config/terminal-look.ts';

const without = [
	...[
		'dumb',
		'unknown',
		'vt52',
		'vt100',
		'vt100-nav',
		'vt102',
		'vt125',
		'vt220',
		'vt320',
		'vt420',
		'vt510',
		'vt525',
	],
	...['sun', 'mach', 'mach-bold', 'mach-gnu', 'wy50', 'wy60', 'tvi950', 'adm3a', 'h19'],
	...['xterm-mono', 'xterm-r5', 'xterm-r6', 'rxvt-m', 'rxvt-basic', 'linux-m', 'cons25-m', 'nsterm-m-s'],
];

const withColours = [
	...[
		'xterm',
		'xterm-256color',
		'xterm-vt220',
		'xterm-kitty',
		'xterm-ghostty',
		'xterm-direct',
		'screen',
		'screen-bce',
	],
	...[
		'screen.xterm-256color',
		'tmux',
		'tmux-256color',
		'linux',
		'rxvt',
		'rxvt-unicode',
		'alacritty',
		'foot',
		'kitty',
	],
	...[
		'ansi',
		'cygwin',
		'cons25',
		'hurd',
		'mach-color',
		'mach-gnu-color',
		'wsvt25',
		'wsvt25m',
		'Eterm',
		'vte',
		'vtnt',
		'wy370',
	],
	...['pcansi', 'teraterm', 'konsole', 'putty', 'st-256color', 'wezterm', 'mintty', ''],
];

/** How many colours the terminfo database of this machine knows of a terminal; undefined where it does not know it. */
const terminfoColours = (name: string): number | undefined => {
	const { status, stdout } = spawnSync('tput', ['-T', name, 'colors'], { encoding: 'utf8' });
	return status === 0 && name !== '' ? Number(stdout) : undefined;
};

describe('colours', () => {
	test.each(without)('a terminal that TERM calls %s gets no colours', (TERM) => {
		expect(isColourless({ TERM })).toBe(true);
		expect(defaultPalette({ TERM, COLORFGBG: '0;15' })).toBe('mono');
	});

	test.each(withColours)('a terminal that TERM calls %s gets colours', (TERM) => {
		expect(isColourless({ TERM })).toBe(false);
		expect(defaultPalette({ TERM })).toBe('default');
		expect(isColourless({ TERM, NO_COLOR: '1' })).toBe(true);
	});

	test('the terminfo database of this machine says the same of every name it knows', () => {
		for (const TERM of [...without, ...withColours]) {
			const colours = terminfoColours(TERM);
			if (colours !== undefined) expect(isColourless({ TERM }), `${TERM} has ${colours}`).toBe(colours <= 0);
		}
	});

	test('a light ground gives the light palette', () => {
		for (const COLORFGBG of ['0;15', '0;default;7']) expect(defaultPalette({ COLORFGBG })).toBe('light');
		for (const COLORFGBG of ['15;0', '7;8', '', undefined])
			expect(defaultPalette({ COLORFGBG })).toBe('default');
	});
});

test('only terminals with a window have a title', () => {
	for (const TERM of ['xterm-256color', 'screen', 'tmux-256color', 'foot', 'xterm-kitty', 'xterm-vt220'])
		expect(hasTitle({ TERM }), TERM).toBe(true);
	for (const TERM of [undefined, 'dumb', 'linux', 'linux-16color', 'vt100', 'cons25', 'eterm-color', 'wy60'])
		expect(hasTitle({ TERM }), TERM).toBe(false);
});
