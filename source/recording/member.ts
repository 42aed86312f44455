// A gzip member of a recording: ordinary gzip for every tool, with its size, its start and its rounds in an extra field.

import { promisify } from 'node:util';
import zlib from 'node:zlib';

const deflateRaw = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.deflateRaw);
const inflateRaw = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);

/** The version of the format that is written, and the only one that is read. */
export const formatVersion = 1;

/** The most that a member may hold, unpacked, bytes: more is a bomb. */
export const longestMember = 64 * 1024 * 1024;

/** The longest head: 12 bytes, and as much as an extra field can be. */
export const longestHead = 12 + 65_535;

/** So much of a head holds all of it where there are no rounds, and says how long it is. */
export const shortHead = 28;

/** The facts in the head of a member; times are ms since the epoch. */
export type MemberFacts = {
	start: number;
	/** The time of its last line. */
	end: number;
	/** True where it begins with everything that is needed to go on from there. */
	hasState: boolean;
	/** When rounds ended, ascending. */
	rounds: readonly number[];
};

/** The head of a member as it was read; `size` is that of the whole member, `version` may be one that is not known. */
export type MemberHead = MemberFacts & { size: number; version: number; length: number };

const gzipStart = Buffer.from([0x1f, 0x8b, 8, 4]);
const stateFlag = 1;
const marksLength = 12;
const trailerLength = 8;

/** The most rounds whose ends stand in a head. */
const mostRounds = 4000;

/** The deepest search of gzip that still keeps up where servers are many. */
export const levelFor = (servers: number): number => (servers > 200 ? 1 : 6);

const headOf = ({ start, end, hasState, rounds }: MemberFacts, packed: number): Buffer => {
	const times = [end, ...rounds.slice(-mostRounds)];
	const extra = 4 + marksLength + 4 + 4 * times.length;
	const head = Buffer.alloc(12 + extra);
	gzipStart.copy(head);
	head[9] = 255;
	head.writeUInt16LE(extra, 10);
	head.write('NS', 12, 'latin1');
	head.writeUInt16LE(marksLength, 14);
	head.writeUInt32LE(head.length + packed + trailerLength, 16);
	head[20] = formatVersion;
	head[21] = hasState ? stateFlag : 0;
	head.writeUIntLE(start, 22, 6);
	head.write('NR', 28, 'latin1');
	head.writeUInt16LE(4 * times.length, 30);
	for (const [index, time] of times.entries())
		head.writeUInt32LE(Math.min(0xffff_ffff, Math.max(0, time - start)), 32 + 4 * index);
	return head;
};

/** Packs the lines of a member in a thread of their own. */
export const packMember = async (facts: MemberFacts, plain: Buffer, level: number): Promise<Buffer> => {
	const packed = await deflateRaw(plain, { level, chunkSize: 256 * 1024 });
	const trailer = Buffer.alloc(trailerLength);
	trailer.writeUInt32LE(zlib.crc32(plain), 0);
	trailer.writeUInt32LE(plain.length, 4);
	return Buffer.concat([headOf(facts, packed.length), packed, trailer]);
};

/** The fields of an extra field by their two letters; one that says to be longer than what is there ends them. */
const subfields = (extra: Buffer): Map<string, Buffer> => {
	const found = new Map<string, Buffer>();
	for (let at = 0; at + 4 <= extra.length; ) {
		const end = at + 4 + extra.readUInt16LE(at + 2);
		if (end > extra.length) break;
		found.set(extra.toString('latin1', at, at + 2), extra.subarray(at + 4, end));
		at = end;
	}
	return found;
};

/** Bytes that a head takes, from its first twelve; nothing where no head of gzip with an extra field begins there. */
export const headLength = (bytes: Buffer): number | undefined =>
	bytes.length >= 12 && bytes.subarray(0, 4).equals(gzipStart) ? 12 + bytes.readUInt16LE(10) : undefined;

/** Reads a head that is there as a whole; nothing where it is not the head of a recording's member. */
export const readHead = (bytes: Buffer): MemberHead | undefined => {
	const length = headLength(bytes);
	if (length === undefined || bytes.length < length) return undefined;
	const fields = subfields(bytes.subarray(12, length));
	const marks = fields.get('NS');
	if (marks === undefined || marks.length !== marksLength) return undefined;
	const size = marks.readUInt32LE(0);
	if (size < length + trailerLength) return undefined;
	const start = marks.readUIntLE(6, 6);
	const times = fields.get('NR') ?? Buffer.alloc(0);
	const [end = start, ...rounds] = Array.from(
		{ length: Math.floor(times.length / 4) },
		(_, index) => start + times.readUInt32LE(4 * index),
	);
	const hasState = ((marks[5] ?? 0) & stateFlag) !== 0;
	return { size, version: marks[4] ?? 0, length, start, end, hasState, rounds };
};

/** Unpacks a member that is there as a whole, checks it, and gives its lines; nothing where it is damaged. */
export const unpackMember = async (bytes: Buffer): Promise<Buffer | undefined> => {
	const head = readHead(bytes);
	if (head === undefined || bytes.length !== head.size) return undefined;
	const trailer = bytes.length - trailerLength;
	const said = bytes.readUInt32LE(trailer + 4);
	if (said > longestMember) return undefined;
	try {
		const plain = await inflateRaw(bytes.subarray(head.length, trailer), {
			maxOutputLength: Math.max(1, said),
		});
		const isWhole = plain.length === said && zlib.crc32(plain) === bytes.readUInt32LE(trailer);
		return isWhole ? plain : undefined;
	} catch {
		return undefined;
	}
};

/** Where the next member may begin, from an offset on; -1 where none does. */
export const findHead = (bytes: Buffer, from: number): number => bytes.indexOf(gzipStart, from);
