// Counts of things in sentences, in the singular where there is one.

/** `1 slow consumer`, `2 slow consumers`. */
export const countWords = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
