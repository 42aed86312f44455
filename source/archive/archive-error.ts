// Why an archive, or a part of it, cannot be read.

/** Its message is one sentence for a person, or the part of one that follows the name of what cannot be read. */
export class ArchiveError extends Error {}

/** Fails with the reason. */
export const unreadable = (why: string): never => {
	throw new ArchiveError(why);
};
