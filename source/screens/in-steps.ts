// Does long work a step at a time, so that keys are heard meanwhile.

import { setImmediate as others } from 'node:timers/promises';

/** What a generator comes to; whoever waits has a turn after each of its steps. */
export const inSteps = async <T>(work: Generator<undefined, T>): Promise<T> => {
	for (;;) {
		const { done, value } = work.next();
		if (done) return value;
		await others();
	}
};
