// Reads the file of a profile and unpacks it, within limits.

import { createReadStream } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { BrokenProfile, broken } from '../model/profile/broken-profile.ts';
import { decodeProfile, longestProfile } from '../model/profile/decode.ts';
import { sumOf, whyIncomparable } from '../model/profile/join.ts';
import type { Profile } from '../model/profile/profile.ts';
import { isTextProfile, readTextProfile } from '../model/profile/text-profile.ts';
import { clean } from './clean.ts';
import { whyUnreadable } from './environment.ts';
import { mostSummed } from './profile-folder.ts';

const megabytes = longestProfile / 1024 / 1024;

/** Reads a whole file; one that does not end, as a device, is refused at the limit. */
const readBytes = async (path: string): Promise<Uint8Array> => {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const part of createReadStream(path)) {
		if (!Buffer.isBuffer(part)) continue;
		length += part.length;
		if (length > longestProfile) broken(`it is longer than ${megabytes} MB`);
		parts.push(part);
	}
	return Buffer.concat(parts);
};

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const unpack = (bytes: Uint8Array): Uint8Array => {
	try {
		return gunzipSync(bytes, { maxOutputLength: longestProfile });
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		if (code === 'ERR_BUFFER_TOO_LARGE') return broken(`it is longer than ${megabytes} MB, unpacked`);
		return broken(
			code === 'Z_BUF_ERROR' ? 'it is cut: its packed part has no end' : 'its packed part is broken',
		);
	}
};

/**
 * Reads what is in bytes: a profile, gzip or not, or a text of a server. Throws a `BrokenProfile` with the reason where it
 * is neither.
 */
export const profileIn = (bytes: Uint8Array): Profile => {
	const plain = isGzip(bytes) ? unpack(bytes) : bytes;
	if (plain.length > longestProfile) broken(`it is longer than ${megabytes} MB, unpacked`);
	return isTextProfile(plain)
		? readTextProfile(Buffer.from(plain).toString('utf8'), clean)
		: decodeProfile(plain, clean);
};

/** Reads a file; gives what it holds, or one sentence about why it cannot be read. */
export const readProfile = async (path: string): Promise<{ profile: Profile } | { sentence: string }> => {
	try {
		return { profile: profileIn(await readBytes(path)) };
	} catch (error) {
		if (error instanceof BrokenProfile) return { sentence: `${path} is no profile: ${error.message}` };
		if (error instanceof Error && 'code' in error) return { sentence: `${path}: ${whyUnreadable(error)}` };
		throw error;
	}
};

/** What was read of files: each for itself, all as one, and what that is told against. */
export type ReadFiles = { parts: readonly Profile[]; profile: Profile; base?: Profile };

/** Files, of which several become one, and what that is told against; a sentence where one cannot be read. */
export const readFiles = async (
	paths: readonly string[],
	base: string | undefined,
): Promise<ReadFiles | { sentence: string }> => {
	const [path = ''] = paths;
	if (paths.length > mostSummed)
		return { sentence: `${paths.length} files are too many to sum up; ${mostSummed} is the most` };
	const profiles: Profile[] = [];
	for (const one of base === undefined ? paths : [...paths, base]) {
		const file = await readProfile(one);
		if ('sentence' in file) return file;
		const [first] = profiles;
		const why = first && whyIncomparable(first, file.profile);
		if (why !== undefined) {
			const verb = one === base ? 'compare' : 'go together';
			return { sentence: `${path} does not ${verb} with ${one}: ${why}` };
		}
		profiles.push(file.profile);
	}
	const parts = profiles.slice(0, paths.length);
	const [first, ...others] = parts;
	if (first === undefined) return { sentence: 'no file is named' };
	const against = profiles[paths.length];
	return { parts, profile: sumOf(first, others), ...(against && { base: against }) };
};
