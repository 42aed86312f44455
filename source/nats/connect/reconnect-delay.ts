// How long to wait between attempts at one address: soon at first, then every few seconds, never in step with others.

const shortest = 1000;

/** Longest wait between two attempts at an address, milliseconds; a connection that lasts less is none. */
export const longest = 5000;

/** Milliseconds from the beginning of one attempt to the next, after so many of them. */
export const pause = (attempts: number): number =>
	Math.round(Math.min(longest, shortest * 1.5 ** Math.max(0, attempts - 1)) * (1 + Math.random() / 4));
