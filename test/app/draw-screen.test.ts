// How old a picture is said to be that stands still.

import { expect, test } from 'vitest';
import { asOf } from '../../source/app/draw-screen.tsx';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { initialUi } from '../../source/ui/ui-state.ts';
import { connectedLink, now } from '../fixtures/fleet.ts';

const running = initialUi(screens);
const paused = { ...running, paused: true };
const lost = (since: number) => connectedLink({ phase: 'disconnected', since });

test('one that moves has no age', () => {
	expect(asOf({ ui: running, link: connectedLink(), now })).toBeUndefined();
});

test('a pause and a lost link stop it, whichever came first', () => {
	expect(asOf({ ui: paused, link: connectedLink(), now })).toBe(now);
	expect(asOf({ ui: running, link: lost(now - 5000), now })).toBe(now - 5000);
	expect(asOf({ ui: paused, link: lost(now - 5000), now })).toBe(now - 5000);
	expect(asOf({ ui: paused, link: lost(now + 5000), now })).toBe(now);
});
