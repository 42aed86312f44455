// Waits for a state in a test; no other place of the tests uses a timer.

import { type PollOptions, poll } from '../../source/demo/poll.ts';

/**
 * Less than this is no limit, milliseconds: a limit is there to end what hangs, and says nothing about what is slow. Beside
 * other work a second may take ten.
 */
export const hangLimit = 60_000;

/**
 * Calls `probe` every 25 ms until it gives something other than undefined, null or false, and gives that. A probe that throws
 * (an `expect` too) is asked again. Fails after `hangLimit`, or after `timeout` where that is longer, naming `what` and the
 * last error or value.
 */
export function waitFor<T>(
	probe: () => T | Promise<T>,
	{ timeout = hangLimit, ...options }: PollOptions,
): Promise<Exclude<T, undefined | null | false>> {
	return poll(probe, { ...options, timeout: Math.max(timeout, hangLimit) });
}
