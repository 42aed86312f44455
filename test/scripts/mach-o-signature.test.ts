// The signature of macOS executables: what the kernel checks holds of a small file.

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withSignature } from '../../scripts/mach-o-signature.ts';

const codeSize = 10_000;
const linkEditOffset = 8192;

const segment = (name: string, offset: number, size: number): Buffer => {
	const command = Buffer.alloc(72);
	command.writeUInt32LE(0x19, 0);
	command.writeUInt32LE(72, 4);
	command.write(name, 8, 'latin1');
	command.writeBigUInt64LE(BigInt(offset), 40);
	command.writeBigUInt64LE(BigInt(size), 48);
	return command;
};

/** A file with the parts that matter, and a signature of nothing. */
const executable = (): Buffer => {
	const header = Buffer.alloc(32);
	header.writeUInt32LE(0xfeedfacf, 0);
	header.writeUInt32LE(3, 16);
	const signature = Buffer.alloc(16);
	for (const [index, word] of [0x1d, 16, codeSize, 100].entries()) signature.writeUInt32LE(word, index * 4);
	const commands = [segment('__TEXT', 0, 8192), segment('__LINKEDIT', linkEditOffset, codeSize + 100 - 8192)];
	const file = Buffer.alloc(codeSize + 100, 'x');
	Buffer.concat([header, ...commands, signature]).copy(file);
	return file;
};

describe('a signed executable', () => {
	const signed = withSignature(executable());
	const directory = signed.subarray(codeSize + 20);

	test('has a hash of every page, the last as short as it is', () => {
		const hashes = directory.subarray(directory.readUInt32BE(16));
		const pages = directory.readUInt32BE(28);
		expect(pages).toBe(3);
		for (let page = 0; page < pages; page++) {
			const end = Math.min((page + 1) * 4096, codeSize);
			const hash = createHash('sha256')
				.update(signed.subarray(page * 4096, end))
				.digest();
			expect(hashes.subarray(page * 32, (page + 1) * 32)).toEqual(hash);
		}
	});

	test('names the size of its signature everywhere alike', () => {
		const size = signed.length - codeSize;
		expect(signed.readUInt32BE(codeSize + 4)).toBe(size);
		expect(directory.readUInt32BE(4)).toBe(size - 20);
		expect(signed.readUInt32LE(32 + 72 + 72 + 12)).toBe(size);
		expect(signed.readBigUInt64LE(32 + 72 + 48)).toBe(BigInt(signed.length - linkEditOffset));
	});

	test('is the same when it is signed again', () => {
		expect(withSignature(signed)).toEqual(signed);
	});
});

test('what is no Mach-O file is refused', () => {
	expect(() => withSignature(Buffer.alloc(100))).toThrow('not a 64-bit Mach-O file');
});
