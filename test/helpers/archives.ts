// Archives for tests: those that were made of real systems, and ZIP files with anything in them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** What the nats CLI tells of a recorded archive. */
export type ArchiveFigures = {
	servers: readonly {
		name: string;
		id: string;
		version: string;
		mem: number;
		cpu: number;
		connections: number;
		total_connections: number;
		subscriptions: number;
		sent: { msgs: number; bytes: number };
		received: { msgs: number; bytes: number };
		routes: number;
		gateways: number;
		uptime: string;
	}[];
	connections: readonly {
		cid: number;
		kind: string;
		name?: string;
		account: string;
		server: string;
		in_msgs: number;
		out_msgs: number;
		in_bytes: number;
		out_bytes: number;
	}[];
	accounts: readonly { account: string; connections: number }[];
	jetstream: readonly { server: string; streams: string; consumers: string; messages: string }[];
	routes: Readonly<Record<string, number>>;
	leafnodes?: readonly { server: string; name: string; account: string; subs: string; spoke: string }[];
};

/** `three-servers` is one cluster of nats-server 2.15.1, `two-clusters` has gateways and a leafnode, of 2.10.27. */
export type ArchiveName = 'three-servers' | 'two-clusters';

const folder = 'test/fixtures/archives';

/** The path of a recorded archive, as `nats audit gather` of nats 0.5.0 wrote it. */
export const archivePath = (name: ArchiveName): string => join(folder, `${name}.zip`);

export const archiveFigures = (name: ArchiveName): ArchiveFigures =>
	JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** One entry to write; what it says of itself can be a lie. */
export type Wanted = {
	name: string;
	text: string;
	size?: number;
	crc?: number;
	method?: number;
	flags?: number;
	at?: number;
};

const header = (entry: Wanted, packed: Buffer, signature: number): Buffer => {
	const bytes = Buffer.alloc(26);
	bytes.writeUInt32LE(signature, 0);
	bytes.writeUInt16LE(20, 4);
	bytes.writeUInt16LE(entry.flags ?? 0, 6);
	bytes.writeUInt16LE(entry.method ?? 8, 8);
	bytes.writeUInt32LE(entry.crc ?? crc32(entry.text), 14);
	bytes.writeUInt32LE(packed.length, 18);
	bytes.writeUInt32LE(entry.size ?? Buffer.byteLength(entry.text), 22);
	return bytes;
};

/** A ZIP file; `count` is how many entries it says it has. */
export const zipOf = (entries: readonly Wanted[], count = entries.length): Buffer => {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const entry of entries) {
		const name = Buffer.from(entry.name);
		const packed = entry.method === 0 ? Buffer.from(entry.text) : deflateRawSync(entry.text);
		const local = Buffer.alloc(4);
		local.writeUInt16LE(name.length, 0);
		const part = Buffer.concat([header(entry, packed, 0x04034b50), local, name, packed]);
		const central = header(entry, packed, 0x02014b50);
		const rest = Buffer.alloc(18);
		rest.writeUInt16LE(name.length, 0);
		rest.writeUInt32LE(entry.at ?? at, 14);
		// The directory has one more number in front: the version that made it.
		directory.push(central.subarray(0, 4), Buffer.from([20, 0]), central.subarray(4), rest, name);
		parts.push(part);
		at += part.length;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(Math.min(count, 0xffff), 8);
	end.writeUInt16LE(Math.min(count, 0xffff), 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, list, zip64End(count, list.length, at), end]);
};

/** What stands before the end where two bytes cannot count the entries. */
const zip64End = (count: number, length: number, at: number): Buffer => {
	if (count < 0xffff) return Buffer.alloc(0);
	const end = Buffer.alloc(56 + 20);
	end.writeUInt32LE(0x06064b50, 0);
	end.writeBigUInt64LE(44n, 4);
	end.writeBigUInt64LE(BigInt(count), 24);
	end.writeBigUInt64LE(BigInt(count), 32);
	end.writeBigUInt64LE(BigInt(length), 40);
	end.writeBigUInt64LE(BigInt(at), 48);
	end.writeUInt32LE(0x07064b50, 56);
	end.writeBigUInt64LE(BigInt(at + length), 64);
	end.writeUInt32LE(1, 72);
	return end;
};

/** A part of an archive, with its tags. */
export type Tagged = Omit<Wanted, 'name' | 'text'> & {
	tags: Record<string, string>;
	body: unknown;
	name?: string;
};

/** Entries of an archive of these parts, its list the last one. */
export const archiveOf = (parts: readonly Tagged[]): Wanted[] => {
	const entries = parts.map(({ tags, body, name, ...rest }, index) => ({
		...rest,
		name: name ?? `capture/${index}.json`,
		text: typeof body === 'string' ? body : JSON.stringify(body),
	}));
	const list = entries.map(({ name }, index) => [
		name,
		Object.entries(parts[index]?.tags ?? {}).map(([Name, Value]) => ({ Name, Value })),
	]);
	return [...entries, { name: 'capture/misc/manifest.json', text: JSON.stringify(Object.fromEntries(list)) }];
};

/** Writes a file into a folder; gives its path. */
export const written = (dir: string, bytes: Buffer | string, name = 'a.zip'): string => {
	const path = join(dir, name);
	writeFileSync(path, bytes);
	return path;
};
