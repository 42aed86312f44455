// Files that are no profiles, or that lie: one sentence for each, and never more memory than a profile may take.

import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BrokenProfile } from '../../../source/model/profile/broken-profile.ts';
import { topLines } from '../../../source/model/profile/report.ts';
import { profileIn } from '../../../source/system/profile-file.ts';
import { encode, profileOf, recordedPath } from '../../helpers/profiles.ts';

const packed = readFileSync(recordedPath('2.15.3-heap'));
const plain = gunzipSync(packed);

const why = (bytes: Uint8Array): string => {
	try {
		profileIn(bytes);
		return 'read';
	} catch (error) {
		if (error instanceof BrokenProfile) return error.message;
		throw error;
	}
};

/** A field of bytes: its number, its length as told, and what is in it. */
const field = (number: number, content: readonly number[], told = content.length): number[] => [
	number * 8 + 2,
	told,
	...content,
];
const kind = field(1, [8, 0, 16, 0]);

test.each([
	['nothing', [], 'it is empty'],
	['text', [...Buffer.from('hello, this is no profile')], 'it is no protobuf message'],
	['a length beyond the end', field(6, [65], 200), 'it is cut, or a part of it is longer than the whole'],
	['a number without an end', [72, ...Array.from({ length: 40 }, () => 0xff)], 'a number in it has no end'],
	['no kind of figures', field(6, []), 'it has no samples: it does not say what it counts'],
	['a text that is not there', [...field(1, [8, 9, 16, 0]), ...field(6, [])], 'it names text 9 of 1'],
	['a stack without figures', [...kind, ...field(2, [])], 'a stack in it has 0 figures instead of 1'],
	[
		'a place that is not there',
		[...kind, ...field(2, [8, 7, 16, 1])],
		'a stack in it names place 7, which it lacks',
	],
	[
		'a function that is not there',
		[...kind, ...field(4, [8, 1, 34, 2, 8, 5])],
		'it calls function 5, which it lacks',
	],
	[
		'two places of one number',
		[...kind, ...field(4, [8, 1]), ...field(4, [8, 1])],
		'two places in it have the number 1',
	],
	['a place without a number', [...kind, ...field(4, [])], 'a place in it has the number 0'],
	[
		'a figure of bytes',
		[...kind, ...field(2, [25, 1])],
		'it is cut, or a part of it is longer than the whole',
	],
])('%s is refused in one sentence', (_, bytes, sentence) => {
	expect(why(Uint8Array.from(bytes))).toBe(sentence);
});

test('a packed file that is cut is said to be cut, wherever it ends', () => {
	for (const end of [12, 100, packed.length - 9, packed.length - 1])
		expect(why(packed.subarray(0, end))).toMatch(/^(it is cut|its packed part)/);
});

test('a file that unpacks to more than is read is refused before it is unpacked', () => {
	const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
	expect(bomb.length).toBeLessThan(200_000);
	expect(why(bomb)).toBe('it is longer than 64 MB, unpacked');
});

test('more texts, places and stacks than memory has room for are refused', () => {
	const many = (part: readonly number[], count: number): Uint8Array =>
		Buffer.concat([Uint8Array.from(kind), Buffer.alloc(part.length * count, Uint8Array.from(part))]);
	expect(why(many(field(6, []), 1_100_000))).toBe('it has more than 1000000 texts');
	expect(why(many(field(4, []), 1_100_000))).toBe('it has more than 1000000 places');
	expect(why(many(field(2, []), 2_100_000))).toBe('it has more than 2000000 stacks');
});

test('a profile with any bytes changed, cut or put in is read or refused, and never anything else', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ at: fc.nat(plain.length - 1), byte: fc.nat(255) }), {
				minLength: 1,
				maxLength: 8,
			}),
			fc.nat(plain.length),
			(changes, end) => {
				const bytes = Uint8Array.from(plain);
				for (const { at, byte } of changes) bytes[at] = byte;
				for (const each of [bytes, bytes.subarray(0, end)]) {
					if (why(each) !== 'read') continue;
					const profile = profileOf(each);
					topLines(profile, { type: profile.defaultType });
				}
			},
		),
		{ numRuns: 300 },
	);
});

test('figures of 2^63, below zero and at the ends of 64 bits are shown without failing', () => {
	const stacks = [2n ** 63n - 1n, -(2n ** 63n), -1n].map((value, index) => ({ calls: [`f${index}`], value }));
	const lines = topLines(profileOf(encode(stacks)), { type: 0 });
	expect(lines.some((line) => line.includes('f1'))).toBe(true);
});

test('a function that calls itself a thousand times counts once for each stack', () => {
	const calls = Array.from({ length: 1000 }, () => 'again');
	const lines = topLines(profileOf(encode([{ calls, value: 5 }])), { type: 0 });
	expect(lines.at(-1)).toMatch(/5ns +100% +100% +5ns +100% {2}again$/);
});

test('names cannot move the cursor, change colours or break a line', () => {
	const lines = topLines(profileOf(encode([{ calls: ['a\x1b[2J\nb\x07\u202ec'], value: 5 }])), { type: 0 });
	expect(lines.at(-1)).toMatch(/ {2}a·\[2J·b··c$/);
});
