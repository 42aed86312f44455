// The error of a file that is no profile, or a broken one.

/** Says in words for a person what is wrong with a profile; its message is the end of a sentence about the file. */
export class BrokenProfile extends Error {}

/** Throws a `BrokenProfile`. */
export const broken = (why: string): never => {
	throw new BrokenProfile(why);
};
