// Sentences that name some of many: the first few, and how many more there are.

/** `n1, n2, n3 and 4 more`, with a `noun` `and 4 more servers`. */
export const firstAndMore = (
	names: readonly string[],
	most = 3,
	{ noun, joint = ', ' }: { noun?: string; joint?: string } = {},
): string => {
	const more = names.length - most;
	const first = names.slice(0, most).join(joint);
	return more > 0 ? `${first} and ${more} more${noun === undefined ? '' : ` ${noun}`}` : first;
};
