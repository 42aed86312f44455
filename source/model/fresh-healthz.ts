// How long the own word of a server on its health counts.

import type { Healthz } from './server.ts';

/** Two full rounds and a half, milliseconds. */
const span = 150_000;

/** What it said, where that is not too long ago. */
export const freshHealthz = (healthz: Healthz | undefined, now: number): Healthz | undefined =>
	healthz !== undefined && now - healthz.at <= span ? healthz : undefined;
