// Signs a macOS executable ad hoc. The compiler leaves the runtime's own signature on x64, which no longer fits the file,
// and macOS kills what has a wrong signature. The format is that of Apple's cs_blobs.h.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

const magic = { file: 0xfeedfacf, superBlob: 0xfade0cc0, codeDirectory: 0xfade0c02 };
const commands = { segment64: 0x19, codeSignature: 0x1d };
const pageBits = 12;
const pageSize = 1 << pageBits;
const hashSize = 32;
const identifier = 'natstop\0';
const directoryHeader = 88;
const superBlobHeader = 20;

type Command = { kind: number; at: number };

/** Load commands in their order. Fails on what is no 64-bit Mach-O file. */
const loadCommands = (file: Buffer): Command[] => {
	if (file.readUInt32LE(0) !== magic.file) throw new Error('not a 64-bit Mach-O file');
	const found: Command[] = [];
	let at = 32;
	for (let left = file.readUInt32LE(16); left > 0; left--) {
		found.push({ kind: file.readUInt32LE(at), at });
		at += file.readUInt32LE(at + 4);
	}
	return found;
};

/** Where the command of a segment lies. */
const segmentAt = (file: Buffer, all: readonly Command[], name: string): number => {
	const named = ({ kind, at }: Command): boolean =>
		kind === commands.segment64 && file.toString('latin1', at + 8, at + 24).replace(/\0+$/, '') === name;
	const command = all.find(named);
	if (!command) throw new Error(`no segment ${name}`);
	return command.at;
};

const codeDirectory = (code: Buffer, text: { offset: bigint; size: bigint }): Buffer => {
	const pages = Math.ceil(code.length / pageSize);
	const hashOffset = directoryHeader + identifier.length;
	const head = Buffer.alloc(hashOffset);
	const words = [
		...[magic.codeDirectory, hashOffset + pages * hashSize],
		0x20400, // The version with the executable segment.
		0x20002, // Ad hoc, as a linker signs.
		...[hashOffset, directoryHeader, 0, pages, code.length],
	];
	for (const [index, word] of words.entries()) head.writeUInt32BE(word, index * 4);
	head.set([hashSize, 2, 0, pageBits], 36); // 2 is SHA-256.
	head.writeBigUInt64BE(text.offset, 64);
	head.writeBigUInt64BE(text.size, 72);
	head.writeBigUInt64BE(1n, 80); // A main program.
	head.write(identifier, directoryHeader, 'latin1');
	const hashes = Array.from({ length: pages }, (_, page) =>
		createHash('sha256')
			.update(code.subarray(page * pageSize, (page + 1) * pageSize))
			.digest(),
	);
	return Buffer.concat([head, ...hashes]);
};

/** The file with a fresh signature in place of the one it ends with. Fails where there is none to replace. */
export const withSignature = (file: Buffer): Buffer => {
	const all = loadCommands(file);
	const command = all.find(({ kind }) => kind === commands.codeSignature);
	if (!command) throw new Error('no signature to replace');
	const codeSize = file.readUInt32LE(command.at + 8);
	const code = Buffer.from(file.subarray(0, codeSize));
	const pages = Math.ceil(codeSize / pageSize);
	const signatureSize = superBlobHeader + directoryHeader + identifier.length + pages * hashSize;

	// The sizes are themselves signed, so they come first.
	const linkEdit = segmentAt(code, all, '__LINKEDIT');
	const linkEditSize = BigInt(codeSize + signatureSize) - code.readBigUInt64LE(linkEdit + 40);
	code.writeUInt32LE(signatureSize, command.at + 12);
	code.writeBigUInt64LE(linkEditSize, linkEdit + 48);
	code.writeBigUInt64LE(((linkEditSize + 0x3fffn) / 0x4000n) * 0x4000n, linkEdit + 32);

	const text = segmentAt(code, all, '__TEXT');
	const [offset, size] = [code.readBigUInt64LE(text + 40), code.readBigUInt64LE(text + 48)];
	const superBlob = Buffer.alloc(superBlobHeader);
	for (const [index, word] of [magic.superBlob, signatureSize, 1, 0, superBlobHeader].entries()) {
		superBlob.writeUInt32BE(word, index * 4);
	}
	return Buffer.concat([code, superBlob, codeDirectory(code, { offset, size })]);
};

/** Signs a file in place. */
export const signAdHoc = async (path: string): Promise<void> => {
	await writeFile(path, withSignature(await readFile(path)));
};
