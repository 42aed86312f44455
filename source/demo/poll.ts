// Waits for a state by asking for it again and again; demo and tests wait with nothing else.

/** How long and how often to ask, in milliseconds, and what is waited for, in words for the failure. */
export type PollOptions = { timeout?: number; interval?: number; what: string };

/**
 * Calls `probe` until it gives something other than undefined, null or false, and gives that. A probe that throws is
 * called again. Fails after `timeout` with what was waited for and the last error or value.
 */
export async function poll<T>(
	probe: () => T | Promise<T>,
	{ timeout = 10_000, interval = 25, what }: PollOptions,
): Promise<Exclude<T, undefined | null | false>> {
	const deadline = Date.now() + timeout;
	let last = 'nothing';
	for (;;) {
		try {
			const value = await probe();
			if (isThere(value)) return value;
			last = String(value);
		} catch (error) {
			last = error instanceof Error ? error.message : String(error);
		}
		if (Date.now() >= deadline) throw new Error(`waited ${timeout} ms for ${what}; last: ${last}`);
		await new Promise((resolve) => setTimeout(resolve, interval));
	}
}

function isThere<T>(value: T): value is Exclude<T, undefined | null | false> {
	return value !== undefined && value !== null && value !== false;
}
