// Unpacks answers that came packed.

import { gunzipSync } from 'node:zlib';

/** The first bytes of what is packed; no JSON begins so. */
const isPacked = (data: Uint8Array): boolean => data[0] === 0x1f && data[1] === 0x8b;

/** Unpacks no more than `longest` bytes: a few can stand for any number. What is not packed is given as it is. */
export const unpack = (data: Uint8Array, longest: number): Uint8Array | 'too-long' | 'broken' => {
	if (data.length > longest) return 'too-long';
	if (!isPacked(data)) return data;
	try {
		return gunzipSync(data, { maxOutputLength: longest });
	} catch (error) {
		return error instanceof RangeError ? 'too-long' : 'broken';
	}
};
