// What the rounds so far have shown of figures, and what a person has chosen to judge by.

import type { CheckSettings } from './check.ts';
import type { Standing } from './verdict.ts';

/** How the figures of one object stand, by check; those that are good are not in it. */
export type Standings = ReadonlyMap<string, Standing>;

/** How figures of all objects stand, by key; those without any are not in it. */
export type StandingsByKey = ReadonlyMap<string, Standings>;

export type Judgement = {
	/** Without it one picture is all there is, and figures are judged by it at once. */
	verdicts?: StandingsByKey;
	settings?: CheckSettings;
};
