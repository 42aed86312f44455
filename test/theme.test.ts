// Signs and colours that must be told apart.

import { describe, expect, test } from 'vitest';
import type { ServerState } from '../source/model/fleet.ts';
import { createTheme } from '../source/theme.ts';

const states: readonly ServerState[] = ['ok', 'stale', 'lameduck', 'down', 'unknown'];

describe.each([
	['usual', false],
	['ASCII', true],
])('in the %s characters', (_, ascii) => {
	const { glyphs } = createTheme('mono', ascii);

	test('every state has a sign of its own', () => {
		expect(new Set(states.map((state) => glyphs[state])).size).toBe(states.length);
		for (const state of states) expect([...glyphs[state]]).toHaveLength(1);
	});

	test('no sign of a state is the mark of a warning or a blank', () => {
		for (const state of states) expect(['!', ' ', '>']).not.toContain(glyphs[state]);
	});
});

test('the ASCII characters are single bytes', () => {
	for (const sign of Object.values(createTheme('mono', true).glyphs).flat())
		if (typeof sign === 'string') expect(sign).toMatch(/^[ -~]+$/);
});

test('without colours a warning and an error still look different from text, and from each other', () => {
	const { paint } = createTheme('mono', false);
	expect(new Set(['x', paint('warn', 'x'), paint('crit', 'x')]).size).toBe(3);
	expect(paint('crit', 'x')).not.toMatch(/\x1b\[[\d;]*(3[0-8]|4[0-8]|9\d)[\d;]*m/);
});
