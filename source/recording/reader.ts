// Reads a recording from its file: an index of its members without unpacking them, and the lines of one when they are wanted.

import { type FileHandle, open } from 'node:fs/promises';
import { whyUnreadable } from '../system/environment.ts';
import {
	findHead,
	formatVersion,
	headLength,
	longestHead,
	longestMember,
	type MemberHead,
	readHead,
	shortHead,
	unpackMember,
} from './member.ts';
import { readMember, type StoredMember } from './stored-member.ts';

/** The most members of a file: a year of seconds is shorter. */
const mostMembers = 1_000_000;

/** Bytes that are looked through at once for the next member behind a damaged place. */
const searchStep = 1024 * 1024;

/** A member in a file, and where. */
export type FileMember = StoredMember & { offset: number; size: number };

/** A place of a file where no member is: from here to there. */
export type Damage = { from: number; to: number; why: string };

/** A file that was opened. `damage` is what its index has found; what unpacking finds is told by `lines`. */
export type RecordingFile = {
	members: () => readonly FileMember[];
	damage: readonly Damage[];
	size: number;
	close: () => Promise<void>;
};

const bytesAt = async (file: FileHandle, from: number, length: number): Promise<Buffer> => {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
	return buffer.subarray(0, bytesRead);
};

/** The head of the member at an offset; a reason where none is there. */
const headAt = async (file: FileHandle, offset: number, size: number): Promise<MemberHead | string> => {
	// Heads hold a few rounds, and are read with one read then.
	const first = await bytesAt(file, offset, 256);
	const length = headLength(first);
	if (length === undefined || length > longestHead) return first.length < 12 ? 'it is cut' : 'it is damaged';
	const head = readHead(length <= first.length ? first : await bytesAt(file, offset, length));
	if (head === undefined) return offset + Math.max(length, shortHead) > size ? 'it is cut' : 'it is damaged';
	if (offset + head.size > size) return 'it is cut';
	return head.size > longestMember ? 'a part of it says to be too long' : head;
};

/** The offset of the next member behind a damaged place; the end of the file where there is none. */
const nextMember = async (file: FileHandle, from: number, size: number): Promise<number> => {
	for (let at = from; at < size; at += searchStep) {
		// A little of the next step, where a head may begin in this one.
		const bytes = await bytesAt(file, at, searchStep + 16);
		for (
			let found = findHead(bytes, 0);
			found >= 0 && found < searchStep;
			found = findHead(bytes, found + 1)
		) {
			if (typeof (await headAt(file, at + found, size)) !== 'string') return at + found;
		}
	}
	return size;
};

const memberOf = (
	file: FileHandle,
	{ version, length, ...head }: MemberHead,
	offset: number,
): FileMember => ({
	...head,
	offset,
	lines: async () => {
		const place = `at byte ${offset}`;
		if (version !== formatVersion)
			return {
				trouble: `it is of format ${version} ${place}, and this natstop reads format ${formatVersion} only`,
			};
		try {
			const plain = await unpackMember(await bytesAt(file, offset, head.size));
			return plain === undefined ? { trouble: `it is damaged ${place}` } : readMember(plain);
		} catch (error) {
			return { trouble: `${whyUnreadable(error)} ${place}` };
		}
	},
});

/** Indexes a file. Behind a damaged place it goes on with the next member. */
const indexOf = async (
	file: FileHandle,
	size: number,
): Promise<{ members: FileMember[]; damage: Damage[] }> => {
	const members: FileMember[] = [];
	const damage: Damage[] = [];
	for (let at = 0; at < size; ) {
		const head = await headAt(file, at, size);
		if (typeof head === 'string') {
			// The member before may have lied about its size, and the next one begins within it.
			const before = members.at(-1);
			const to = await nextMember(file, (before?.offset ?? at) + 1, size);
			if (before !== undefined && to < at) members.pop();
			const from = before !== undefined && to < at ? before.offset : at;
			damage.push({ from, to, why: head });
			at = to;
			continue;
		}
		if (members.length === mostMembers) {
			damage.push({ from: at, to: size, why: 'it has too many parts' });
			break;
		}
		members.push(memberOf(file, head, at));
		at += head.size;
	}
	return { members, damage };
};

/** Opens a recording; gives one sentence where it is none, or cannot be read. Keep it open for as long as its lines are wanted. */
export const openRecording = async (path: string): Promise<RecordingFile | { sentence: string }> => {
	let file: FileHandle | undefined;
	try {
		file = await open(path, 'r');
		const handle = file;
		const stats = await file.stat();
		const refuse = async (sentence: string): Promise<{ sentence: string }> => {
			await handle.close();
			return { sentence };
		};
		if (stats.isDirectory()) return await refuse(`${path} is a folder, and no recording`);
		if (!stats.isFile()) return await refuse(`${path} is no file that a recording can be in`);
		if (stats.size === 0) return await refuse(`${path} is empty`);
		const { members, damage } = await indexOf(file, stats.size);
		const [first] = members;
		if (first === undefined) return await refuse(`${path} is no recording of natstop`);
		const lines = await first.lines();
		if ('trouble' in lines && lines.trouble.includes('of format'))
			return await refuse(`${path}: ${lines.trouble}`);
		return { members: () => members, damage, size: stats.size, close: () => handle.close() };
	} catch (error) {
		await file?.close().catch(() => undefined);
		return { sentence: `${path}: ${whyUnreadable(error)}` };
	}
};

/** A sentence about what the index of a file has found damaged; nothing where it is whole. */
export const damageSentence = (path: string, { damage, members }: RecordingFile): string | undefined => {
	const [first] = damage;
	if (first === undefined) return undefined;
	const lost = damage.reduce((sum, { from, to }) => sum + to - from, 0);
	const rest = members().some(({ offset }) => offset > first.from)
		? 'what comes after is read'
		: 'it ends there';
	return `${path}: ${first.why} at byte ${first.from}, ${lost} bytes are lost; ${rest}`;
};
