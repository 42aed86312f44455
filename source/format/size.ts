// Reads sizes as people write them: `256MB`, `64K`, `2GiB`; units are binary.

import { byteSizes, parseQuantity } from '../table/filter-quantity.ts';

/** Bytes of a size; nothing where the text is none. */
export const parseSize = (text: string): number | undefined => {
	const bytes = Math.round(parseQuantity(text, byteSizes) ?? Number.NaN);
	return Number.isSafeInteger(bytes) ? bytes : undefined;
};

/** How a size is explained to someone who wrote something else. */
export const sizeExample = 'a size such as 64K, 256MB or 2G';
