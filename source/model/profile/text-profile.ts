// Tells the texts that a server gives at level 1 and 2 from profiles, and reads them.

import { readCounted } from './counted-text.ts';
import { readGoroutines } from './goroutine-text.ts';
import type { Profile } from './profile.ts';
import type { Clean } from './texts.ts';

/** How such texts begin: with the kind at level 1, with a goroutine at level 2. */
const beginnings =
	/^(goroutine \d+ (?:gp=\S+ m=|\[)|[\w./-]+ profile: (?:total )?\d|--- (mutex|contention|heapz?|block):)/;

/** True for a text of level 1 or 2, by its first bytes. */
export const isTextProfile = (bytes: Uint8Array): boolean => {
	const start = String.fromCharCode(...bytes.subarray(0, 256));
	return beginnings.test(start);
};

/** Reads such a text. `clean` makes a text safe to draw. Throws a `BrokenProfile` with the reason where it cannot be read. */
export const readTextProfile = (text: string, clean: Clean): Profile =>
	/^goroutine \d/.test(text) ? readGoroutines(text, clean) : readCounted(text, clean);
