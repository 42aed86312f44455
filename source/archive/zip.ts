// Reads entries of a ZIP file one by one, each only when it is wanted. Nothing is ever written.

import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib';
import { whyUnreadable } from '../system/environment.ts';
import { ArchiveError, unreadable } from './archive-error.ts';
import { FileReader } from './file-reader.ts';
import { dataStart, readDirectory, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

const inflateLater = promisify(inflateRaw);

/** The longest entry that is read, bytes: the list of a hundred thousand connections is a tenth of it. */
export const longestEntry = 256 * 1024 * 1024;

/** What is longer is unpacked beside the main thread. */
const longUnpacking = 1024 * 1024;

/** How a file begins that gzip has packed; no ZIP file does. */
const gzip = Buffer.from([0x1f, 0x8b]);

/** Opens a file for reading. A pipe would wait for ever for who writes it. */
const openFile = (path: string): FileReader => {
	let fd: number | undefined;
	try {
		if (!statSync(path).isFile()) unreadable('it is no file');
		fd = openSync(path, 'r');
		return new FileReader(fd, fstatSync(fd).size);
	} catch (error) {
		if (fd !== undefined) closeSync(fd);
		if (error instanceof ArchiveError) throw error;
		return unreadable(whyUnreadable(error));
	}
};

/** Unpacks no more than the entry says it has. */
const unpack = async (bytes: Buffer, { method, size }: ZipEntry): Promise<Buffer> => {
	if (method === 0) return bytes;
	if (method !== 8) return unreadable('it is packed in a way that natstop does not know');
	const options = { maxOutputLength: Math.max(1, size) };
	try {
		return size > longUnpacking ? await inflateLater(bytes, options) : inflateRawSync(bytes, options);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		return unreadable(
			code === 'ERR_BUFFER_TOO_LARGE' ? 'it is longer than it says' : 'its packed bytes are broken',
		);
	}
};

/** An open ZIP file. */
export class Zip {
	readonly #directory: ZipDirectory;

	constructor(directory: ZipDirectory) {
		this.#directory = directory;
	}

	/** Opens a file and reads its directory. Fails with an ArchiveError that says what is wrong. */
	static async open(path: string): Promise<Zip> {
		const reader = openFile(path);
		try {
			if (reader.size > 2 && reader.bytes(0, 2).equals(gzip))
				unreadable('it is packed by gzip, as recordings are, which natstop replay shows');
			return new Zip(await readDirectory(reader));
		} catch (error) {
			closeSync(reader.fd);
			throw error;
		}
	}

	/** Its entries by their names; the first where several have the same. */
	get entries(): ReadonlyMap<string, ZipEntry> {
		return this.#directory.entries;
	}

	/** Entries that have the name of another one. */
	get twice(): number {
		return this.#directory.twice;
	}

	/** When its first entry was last changed, ms since the epoch. */
	get modified(): number | undefined {
		return this.#directory.modified;
	}

	/** The bytes of an entry. Fails with an ArchiveError, whose words follow its name, where there are none or not the right ones. */
	async read(name: string): Promise<Buffer> {
		const entry = this.entries.get(name) ?? unreadable('it is not in the file');
		const { size, packed, crc, isEncrypted } = entry;
		if (isEncrypted) unreadable('it is encrypted');
		if (Math.max(size, packed) > longestEntry)
			unreadable(`it is longer than ${longestEntry / 1024 / 1024} MB`);
		const { file, reader } = this.#directory;
		let packedBytes: Buffer;
		try {
			packedBytes = reader.bytes(await dataStart(file, entry), packed);
		} catch {
			return unreadable('its bytes are not where the directory says');
		}
		const bytes = await unpack(packedBytes, entry);
		if (bytes.length !== size) unreadable('it is shorter than it says');
		if (crc32(bytes) !== crc) unreadable('its checksum is wrong');
		return bytes;
	}

	/** Closes the file. */
	close(): void {
		this.#directory.file.close();
	}
}
