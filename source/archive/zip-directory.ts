// The directory of a ZIP file: what is in it, where, how long, and packed in which way.

import { Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { ArchiveError, unreadable } from './archive-error.ts';
import type { FileReader } from './file-reader.ts';

/** More entries than a system of a thousand servers with a hundred accounts makes. */
const mostEntries = 1_000_000;

/** What the directory says of one entry; sizes in bytes. */
export type ZipEntry = {
	/** Where its header begins in the file. */
	at: number;
	packed: number;
	size: number;
	crc: number;
	/** The number of its packing: 0 is none, 8 is Deflate. */
	method: number;
	isEncrypted: boolean;
};

/** An open ZIP file and its directory. */
export type ZipDirectory = {
	file: ZipFile;
	reader: FileReader;
	entries: ReadonlyMap<string, ZipEntry>;
	/** Entries whose name another one has already; of those the first counts. */
	twice: number;
	/** When its first entry was last changed, ms since the epoch. */
	modified?: number;
};

const namesUtf8 = new TextDecoder();

const sentences: readonly (readonly [RegExp, string])[] = [
	[/signature not found/, 'it is no ZIP file, or it is cut: the directory at its end is missing'],
	[/comment length/, 'it is no ZIP file, or there is something behind its end'],
	[/multi-disk/, 'it is only one part of a ZIP file in several parts'],
	[/EOF|signature|overflows|extra field/, 'its directory is broken'],
	[/encryption/, 'it is encrypted'],
];

/** What is wrong with a ZIP file, from the words of the library. */
export const whyBroken = (error: unknown): string => {
	const words = error instanceof Error ? error.message : '';
	return sentences.find(([pattern]) => pattern.test(words))?.[1] ?? 'its directory is broken';
};

/** Reads the directory; names are names and nothing else, as nothing is ever written. Fails with an ArchiveError. */
export const readDirectory = async (reader: FileReader): Promise<ZipDirectory> => {
	const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
	const entries = new Map<string, ZipEntry>();
	let twice = 0;
	let modified: number | undefined;
	let file: ZipFile | undefined;
	try {
		file = await fromRandomAccessReaderPromise(reader, reader.size, options);
		if (file.entryCount > mostEntries) unreadable(`it has more than ${mostEntries} entries`);
		for await (const entry of file.eachEntry()) {
			modified ??= entry.getLastModDate().getTime();
			const name = namesUtf8.decode(entry.fileNameRaw);
			if (entries.has(name)) twice++;
			else entries.set(name, entryOf(entry));
		}
	} catch (error) {
		return unreadable(error instanceof ArchiveError ? error.message : whyBroken(error));
	}
	return { file, reader, entries, twice, ...(Number.isFinite(modified) && { modified }) };
};

const entryOf = (entry: Entry): ZipEntry => ({
	at: entry.relativeOffsetOfLocalHeader,
	packed: entry.compressedSize,
	size: entry.uncompressedSize,
	crc: entry.crc32,
	method: entry.compressionMethod,
	isEncrypted: entry.isEncrypted(),
});

/** Where the bytes of an entry begin. Fails where its own header is not there, or says that they are not in the file. */
export const dataStart = async (file: ZipFile, { at, packed }: ZipEntry): Promise<number> => {
	const entry = Object.assign(new Entry(), { relativeOffsetOfLocalHeader: at, compressedSize: packed });
	const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true });
	return fileDataStart;
};
