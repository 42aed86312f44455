// Texts of level 1 and 2: what they say of stacks, states and waits, and texts of nobody in particular.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stackLines } from '../../../source/format/stack-text.ts';
import { BrokenProfile } from '../../../source/model/profile/broken-profile.ts';
import { whyIncomparable } from '../../../source/model/profile/join.ts';
import { labelSums } from '../../../source/model/profile/labels.ts';
import type { Profile } from '../../../source/model/profile/profile.ts';
import { rank } from '../../../source/model/profile/ranking.ts';
import { stackGroups } from '../../../source/model/profile/stack-groups.ts';
import { profileIn } from '../../../source/system/profile-file.ts';

const folder = join(import.meta.dirname, '../../fixtures/profiles');
const textOf = (name: string): string => gunzipSync(readFileSync(join(folder, `${name}.txt.gz`))).toString();
const read = (text: string): Profile => profileIn(Buffer.from(text));
const sum = (profile: Profile, type = 0): number =>
	profile.stacks.values[type]?.reduce((a, b) => a + b, 0) ?? 0;
const cumOf = (profile: Profile, end: string): number =>
	rank(profile, 0, { trim: false })
		.nodes.filter(({ name }) => name.endsWith(end))
		.reduce((all, { cum }) => all + cum, 0);

describe.each(['2.10.27', '2.15.3'])('goroutines of nats-server %s', (version) => {
	const one = read(textOf(`${version}-goroutine-d1`));
	const two = read(textOf(`${version}-goroutine-d2`));

	test('level 1 counts as many as it says it has, and has the labels of accounts and streams', () => {
		const [, total] = /total (\d+)/.exec(textOf(`${version}-goroutine-d1`)) ?? [];
		expect(sum(one)).toBe(Number(total));
		expect(labelSums(one, 0)).toContainEqual(expect.objectContaining({ key: 'account', value: 'APP' }));
	});

	test('level 2 counts every goroutine, with its state and how long it waits', () => {
		const heads = textOf(`${version}-goroutine-d2`).match(/^goroutine \d+ \[.*\]:$/gm) ?? [];
		expect(sum(two)).toBe(heads.length);
		const selects = heads.filter((head) => head.includes('[select')).length;
		expect(labelSums(two, 0).find(({ value }) => value === 'select')?.sum).toBe(selects);
		const waits = heads.flatMap((head) => /(\d+) minutes/.exec(head)?.[1] ?? []);
		expect(Math.max(...stackGroups(two, 0).flatMap(({ most }) => most ?? []))).toBe(
			Math.max(...waits.map(Number)),
		);
	});

	test('both levels, taken one after the other, have the same loops of connections', () => {
		for (const loop of ['(*client).readLoop', '(*client).writeLoop'])
			expect(cumOf(one, loop), loop).toBe(cumOf(two, loop));
	});

	test('goroutines of one stack are one row, the heaviest first, and their calls have places', () => {
		const [first, ...others] = stackGroups(two, 0);
		expect(first?.value).toBeGreaterThan(1);
		expect(others.every(({ value }) => value <= (first?.value ?? 0))).toBe(true);
		expect(first?.calls.every(({ place }) => /^\/.*\.go:\d+$/.test(place))).toBe(true);
		expect(first?.createdBy?.name).toMatch(/startGoRoutine$/);
	});
});

test('the lines of --stacks begin with the sum and the states', () => {
	const lines = stackLines(read(textOf('2.15.3-goroutine-d2')), { type: 0, most: 2 });
	expect(lines.slice(0, 7)).toEqual([
		'Type: goroutine',
		'30 in 23 stacks',
		'18 select, 5 IO wait, 4 sync.Cond.Wait, 1 chan receive, 1 syscall, 1 running',
		'Showing 2 of 23 stacks',
		'',
		'4 IO wait for 1m',
		'    internal/poll.runtime_pollWait  /usr/local/go/src/runtime/netpoll.go:351',
	]);
});

test('a text of the heap has the figures that level 0 would have, worked out of its samples', () => {
	const heap = read(textOf('2.15.3-heap-d1'));
	expect(heap.sampleTypes.map(({ type }) => type)).toEqual([
		'alloc_objects',
		'alloc_space',
		'inuse_objects',
		'inuse_space',
	]);
	// go tool pprof says 2.01MB of it.
	expect(sum(heap, 3) / 2 ** 20).toBeCloseTo(2.01, 2);
});

test('a text of waits has their number and their length, and one of threads has those without a stack', () => {
	const block = read(textOf('2.15.3-block-d1'));
	expect(block.sampleTypes).toMatchObject([{ type: 'contentions' }, { type: 'delay', unit: 'nanoseconds' }]);
	expect(Math.round(sum(block, 1) / 1e9)).toBe(360);
	const threads = read(textOf('2.15.3-threadcreate-d1'));
	expect(sum(threads)).toBe(9);
	expect(threads.names).toContain('<unknown>');
	expect(sum(read('--- mutex:\ncycles/second=2299997948\nsampling period=0\n'))).toBe(0);
});

const made = `goroutine 7 [chan receive (nil chan), 125 minutes, locked to thread]:
main.(*T).wait(0xc0001, {0x1, 0x2})
	/src/main.go:12 +0x1d
main.run(...)
	/src/main.go:9
...12 frames elided...
created by main.main in goroutine 1
	/src/main.go:5 +0x2a

goroutine 8 gp=0xc1 m=3 mp=0xc2 [running, labels:{"account": "A"}]:
	goroutine running on other thread; stack unavailable
created by main.main

goroutine 9 [select, 3 minutes labels:{"account": "A B", "stream": "S"}]:
main.(*T).wait(0xc0002, {0x1, 0x2})
	/src/main.go:12 +0x1d
main.run(...)
	/src/main.go:9
...12 frames elided...
created by main.main in goroutine 1
	/src/main.go:5 +0x2a
`;

test('states, waits, labels, folded calls and stacks that are not there are read as the runtime writes them', () => {
	const [both, other] = stackGroups(read(made), 0);
	expect(both).toMatchObject({
		value: 2,
		most: 125,
		states: [
			{ state: 'chan receive (nil chan)', value: 1, least: 125 },
			{ state: 'select', value: 1, most: 3 },
		],
		calls: [
			{ name: 'main.(*T).wait', place: '/src/main.go:12' },
			{ name: 'main.run', place: '/src/main.go:9' },
			{ name: '(12 frames elided)', place: '' },
		],
		createdBy: { name: 'main.main', place: '/src/main.go:5' },
		labels: [
			{ key: 'account', value: 'A B' },
			{ key: 'stream', value: 'S' },
		],
	});
	expect(other?.calls[0]?.name).toBe('(goroutine running on other thread; stack unavailable)');
});

test('a text does not compare with a profile of level 0, nor with one of the other level', () => {
	const [one, two] = [read(textOf('2.15.3-goroutine-d1')), read(textOf('2.15.3-goroutine-d2'))];
	expect(whyIncomparable(one, two)).toBe('it is a text of level 2 and not a text of level 1');
	const zero = profileIn(readFileSync(join(folder, '2.15.3-goroutine.pprof')));
	expect(whyIncomparable(one, zero)).toBe('it is a profile of level 0 and not a text of level 1');
});

test('a text with anything changed, cut or put in is read or refused, and never anything else', () => {
	const texts = ['2.15.3-goroutine-d1', '2.15.3-goroutine-d2', '2.15.3-heap-d1'].map(textOf);
	const piece = fc.oneof(
		fc.string({ maxLength: 8 }),
		fc.constantFrom(
			'\n',
			'\n\n',
			'#\t',
			'goroutine 1 [',
			']:\n',
			'@',
			'99999999999999999999',
			'\x1b[2J',
			'("',
		),
	);
	fc.assert(
		fc.property(fc.nat(2), fc.nat(20_000), fc.nat(20_000), piece, (which, from, end, put) => {
			const text = texts[which] ?? '';
			const changed = text.slice(0, from) + put + text.slice(end);
			try {
				const lines = stackLines(read(changed), { type: 0 });
				expect(lines.join('')).not.toMatch(/[\x00-\x1f]/);
			} catch (error) {
				if (!(error instanceof BrokenProfile)) throw error;
			}
		}),
		{ numRuns: 200 },
	);
});

test('a text of more lines, calls or labels than memory has room for is refused', () => {
	const why = (text: string): string => {
		try {
			read(text);
			return 'read';
		} catch (error) {
			return error instanceof BrokenProfile ? error.message : String(error);
		}
	};
	expect(why(`goroutine 1 [select]:\n${'f()\n\t/f.go:1\n'.repeat(1001)}`)).toBe(
		'a stack in it has more than 1000 calls',
	);
	expect(why(`goroutine profile: total 1\n${'\n'.repeat(8_000_001)}`)).toBe('it has more than 8000000 lines');
	expect(why(`goroutine profile: total 1\n${'x'.repeat(65 * 1024 * 1024)}`)).toBe(
		'it is longer than 64 MB, unpacked',
	);
	const states = Array.from({ length: 100_001 }, (_, at) => `goroutine 1 [s${at}]:\n\n`).join('');
	expect(why(states)).toBe('it has more than 100000 sets of labels');
});
