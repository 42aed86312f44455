// Remembers the last result of a function, so that many frames in a row work it out once.

/** Remembers the result for the last arguments, compared one by one. */
export const memoizeLast = <A extends readonly unknown[], R>(
	compute: (...args: A) => R,
): ((...args: A) => R) => {
	let held: { args: A; result: R } | undefined;
	return (...args) => {
		if (held === undefined || args.some((arg, index) => arg !== held?.args[index])) {
			held = { args, result: compute(...args) };
		}
		return held.result;
	};
};
