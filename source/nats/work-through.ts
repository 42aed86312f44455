// Works through a list of questions, a few at a time.

import type { Failure } from './requests.ts';

/** Questions that are asked at the same time. */
const mostAtOnce = 8;

/** Gives each of a list to `each`, so many at a time; ends early where our user may not ask, and then gives why. */
export const workThrough = async <T>(
	list: readonly T[],
	each: (one: T) => Promise<Failure | undefined>,
	{ signal, atOnce = mostAtOnce }: { signal?: AbortSignal; atOnce?: number } = {},
): Promise<Failure | undefined> => {
	const waiting = [...list];
	let denied: Failure | undefined;
	const work = async (): Promise<void> => {
		for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
			if (signal?.aborted || denied) return;
			const failure = await each(one);
			if (failure?.kind === 'denied') denied = failure;
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, work));
	return denied;
};
