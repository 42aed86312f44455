// Members that can be looked into, wherever they lie: in a file, in memory, or not closed yet.

import { type Header, readHeader } from './header.ts';
import { decodeLine, type Line } from './line.ts';
import type { MemberFacts } from './member.ts';

/** The lines of a member in the order they came in; `unread` is how many of them are none. */
export type MemberLines = { header: Header; lines: readonly Line[]; unread: number };

/** A member. `lines` never rejects: damage is a sentence. */
export type StoredMember = MemberFacts & { lines: () => Promise<MemberLines | { trouble: string }> };

/** Anything that has members, the oldest first. */
export type MemberStore = { members: () => readonly StoredMember[] };

const newline = 0x0a;

/** The lines of bytes, without their ends. */
function* linesIn(plain: Buffer): Generator<Buffer> {
	for (let from = 0; from < plain.length; ) {
		const end = plain.indexOf(newline, from);
		const to = end < 0 ? plain.length : end;
		if (to > from) yield plain.subarray(from, to);
		from = to + 1;
	}
}

const headerIn = (line: Buffer | undefined): ReturnType<typeof readHeader> => {
	try {
		return line && readHeader(JSON.parse(line.toString('utf8')));
	} catch {
		return undefined;
	}
};

/** Reads the lines of an unpacked member, sorted by time; a sentence where its first line is no header that is known. */
export const readMember = (plain: Buffer): MemberLines | { trouble: string } => {
	const [first, ...rest] = linesIn(plain);
	const header = headerIn(first);
	if (header === undefined) return { trouble: 'its first line is no header' };
	const { natstop, ...known } = header;
	if (natstop !== 1)
		return {
			trouble: `it is of format ${natstop}, and this natstop reads format 1 only: a newer one reads it`,
		};
	const lines = rest.map((line) => decodeLine(line, known.start)).filter((line) => line !== undefined);
	return { header: known, lines: lines.sort(([a], [b]) => a - b), unread: rest.length - lines.length };
};
