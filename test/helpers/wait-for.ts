// Waiting for a state in a test: the one place where tests use a timer.

import { type PollOptions, poll } from '../../source/demo/poll.ts';

/**
 * Calls `probe` every 25 ms until it gives something other than undefined, null or false, and gives that. A probe that throws
 * (an `expect` too) is asked again. Fails after `timeout` (10 s unless told), naming `what` and the last error or value.
 */
export function waitFor<T>(
	probe: () => T | Promise<T>,
	options: PollOptions,
): Promise<Exclude<T, undefined | null | false>> {
	return poll(probe, options);
}
