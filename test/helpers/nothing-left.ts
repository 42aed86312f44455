// Fails a file that leaves something behind in the process it shares with others: what comes after must not depend on it.

import { afterAll, expect, vi } from 'vitest';
import { isoZoneAt } from '../../source/model/local-time.ts';

/** What a file could change for those after it. */
const state = () => ({
	env: { ...process.env },
	folder: process.cwd(),
	globals: Object.getOwnPropertyNames(globalThis).sort(),
	prototypes: [Object, Array, String, Number, Map, Set, Date, Promise].map(
		(made) => Object.getOwnPropertyNames(made.prototype).length,
	),
	listeners: process
		.eventNames()
		.map((name) => `${String(name)} ${process.listenerCount(name)}`)
		.sort(),
	timersAreFake: vi.isFakeTimers(),
	zone: isoZoneAt(0),
});

const before = state();

afterAll(() => {
	expect(state()).toEqual(before);
});
