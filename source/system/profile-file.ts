// Reads the file of a profile and unpacks it, within limits.

import { createReadStream } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { BrokenProfile, broken } from '../model/profile/broken-profile.ts';
import { decodeProfile, longestProfile } from '../model/profile/decode.ts';
import { whyIncomparable } from '../model/profile/difference.ts';
import type { Profile } from '../model/profile/profile.ts';
import { isTextProfile } from '../model/profile/text-profile.ts';
import { clean } from './clean.ts';
import { whyUnreadable } from './environment.ts';

const megabytes = longestProfile / 1024 / 1024;

/** What a file holds: a profile, or a text of a server at level 1 or 2. */
export type ProfileFile = { profile: Profile } | { text: string };

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

/** Reads what is in bytes, gzip or not. Throws a `BrokenProfile` with the reason where it is neither profile nor text. */
export const profileIn = (bytes: Uint8Array): ProfileFile => {
	const plain = isGzip(bytes) ? unpack(bytes) : bytes;
	if (isTextProfile(plain)) {
		return { text: Buffer.from(plain).toString('utf8') };
	}
	return { profile: decodeProfile(plain, clean) };
};

/** Reads a file; gives what it holds, or one sentence about why it cannot be read. */
export const readProfile = async (path: string): Promise<ProfileFile | { sentence: string }> => {
	try {
		return profileIn(await readBytes(path));
	} catch (error) {
		if (error instanceof BrokenProfile) return { sentence: `${path} is no profile: ${error.message}` };
		if (error instanceof Error && 'code' in error) return { sentence: `${path}: ${whyUnreadable(error)}` };
		throw error;
	}
};

const textSentence = (path: string): string =>
	`${path} is a text that a server wrote at level 1 or 2, for any pager; natstop reads profiles of level 0`;

/** A profile and what it is told against, read from their files; a sentence where one cannot be. */
export const readCompared = async (
	path: string,
	base: string | undefined,
): Promise<{ profile: Profile; base?: Profile } | { sentence: string }> => {
	const file = await readProfile(path);
	if ('text' in file) return { sentence: textSentence(path) };
	if (base === undefined || 'sentence' in file) return file;
	const other = await readProfile(base);
	if ('sentence' in other) return other;
	if ('text' in other) return { sentence: textSentence(base) };
	const why = whyIncomparable(file.profile, other.profile);
	if (why !== undefined) return { sentence: `${path} does not compare with ${base}: ${why}` };
	return { profile: file.profile, base: other.profile };
};
