// Every check there is, by the kind of object it judges.

import { accountChecks } from './account-checks.ts';
import type { Check } from './check.ts';
import { connectionChecks } from './connection-checks.ts';
import { consumerChecks } from './consumer-checks.ts';
import { leafnode } from './leafnode-checks.ts';
import { routeRtt } from './route-checks.ts';
import { serverChecks } from './server-checks.ts';
import { serviceChecks } from './service-checks.ts';
import { streamChecks } from './stream-checks.ts';

/** A check without what it judges. */
export type KnownCheck = Pick<
	Check<never, never>,
	'id' | 'about' | 'thresholds' | 'unit' | 'isLeast' | 'isReached' | 'swings' | 'column' | 'unknown'
>;

/** Some ids are those of several kinds, and then mean the same of each. */
export const allChecks: readonly KnownCheck[] = [
	...serverChecks,
	...accountChecks,
	...connectionChecks,
	...streamChecks,
	...consumerChecks,
	routeRtt,
	leafnode,
	...serviceChecks,
];
