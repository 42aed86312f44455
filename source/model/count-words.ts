// Counts of things in sentences, in the singular where there is one, and long numbers with commas.

/** `1 slow consumer`, `2 slow consumers`. */
export const countWords = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** A whole number with commas: `2,410`. Intl is not used, as its first call takes 6 ms. */
export const withCommas = (n: number): string => String(Math.round(n)).replace(/\B(?=(?:\d{3})+$)/g, ',');
