// Lines of a recording: written, read again, and read where they are broken.

import { expect, test } from 'vitest';
import { decodeLine, encodeLine, keyOf, type Line, timeOf } from '../../source/recording/line.ts';

const start = Date.UTC(2026, 0, 1);
const bytes = (text: string): Buffer => Buffer.from(text);

const lines: readonly Line[] = [
	[start + 1.002, 'S', 'NA', 1.25, bytes('{"server":{"name":"a]},\\"b"}}')],
	[start + 1.003, 'S', 'NB', null, bytes('{}')],
	[start + 2, 'V', 'NA', bytes('{"data":{"x":[1,2]}}')],
	[start + 3, 'E', '$SYS.ACCOUNT.a,"b]\\.CONNECT', bytes('{"a":1}')],
	[
		start + 4,
		'Q',
		'$SYS.REQ.SERVER.NA.CONNZ',
		{ sort: 'cid', list: [1, { a: '],' }] },
		12.5,
		null,
		bytes('{}'),
	],
	[start + 5, 'Q', '$SYS.REQ.SERVER.NA.CONNZ', null, 12.5, { kind: 'timeout', ms: 1000 }, null],
	[start + 6, 'P', 3, 2, false],
	[start + 7, 'U', 'unanswered', 'NA'],
	[start + 8, 'T'],
];

test('a line that was written is read as it was, its payload as bytes', () => {
	for (const line of lines) {
		const written = encodeLine(line, start);
		expect(written.at(-1)).toBe(10);
		expect(() => JSON.parse(written.toString())).not.toThrow();
		expect(decodeLine(written.subarray(0, -1), start)).toEqual(line);
	}
});

test('lines of one millisecond keep their order and their time', () => {
	const [first, second] = lines;
	expect(first && timeOf(first)).toBe(start + 1);
	expect(second && timeOf(second)).toBe(start + 1);
	expect(lines.map(keyOf)).toEqual([
		'NA',
		'NB',
		'NA',
		lines[3]?.[2],
		lines[4]?.[2],
		lines[5]?.[2],
		undefined,
		undefined,
		undefined,
	]);
});

test('a line that is cut or changed anywhere is read as nothing or as some line, and never throws', () => {
	for (const line of lines) {
		const written = encodeLine(line, start).subarray(0, -1);
		for (let at = 0; at < written.length; at++) {
			decodeLine(written.subarray(0, at), start);
			for (const byte of [0, 0x22, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d, 0xff]) {
				const changed = Buffer.from(written);
				changed[at] = byte;
				decodeLine(changed, start);
			}
		}
	}
	expect(decodeLine(bytes('[1,"S"]'), start)).toBeUndefined();
	expect(decodeLine(bytes('{}'), start)).toBeUndefined();
});
