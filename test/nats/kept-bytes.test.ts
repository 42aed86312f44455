// Copies stay what they are for as long as somebody holds them, though the memory of all others is used again.

import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { type Kept, keep } from '../../source/nats/kept-bytes.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Keeps many pieces, of one letter each; gives every fiftieth. */
const some = (round: number): { kept: Kept; text: string }[] => {
	const held = [];
	for (let i = 0; i < 2000; i++) {
		const text = String.fromCharCode(97 + ((round + i) % 26)).repeat(1000 + ((i * 37) % 5000));
		const kept = keep(Buffer.from(text));
		if (i % 50 === 0) held.push({ kept, text });
	}
	return held;
};

test('what is held stays as it was while other memory is used again', async () => {
	const held = [];
	const memories = new Set<ArrayBufferLike>();
	let pieces = 0;
	for (let round = 0; round < 12; round++) {
		// Every other round lets go of all it kept.
		const fresh = some(round);
		for (const { kept } of fresh) memories.add(kept.bytes.buffer);
		pieces += fresh.length;
		if (round % 2 === 0) held.push(...fresh.slice(0, 5));
		collect();
		await setImmediate();
		for (const { kept, text } of held) expect(kept.bytes.toString('latin1')).toBe(text);
	}
	expect(held).toHaveLength(30);
	expect(memories.size).toBeLessThan(pieces / 2);
});

test('memory is bounded where the collector never gets to tell what is gone', () => {
	const before = process.memoryUsage().external;
	for (let round = 0; round < 100; round++) {
		some(round);
		if (round % 10 === 9) collect();
	}
	expect((process.memoryUsage().external - before) / 2 ** 20).toBeLessThan(200);
});

test('a piece that is large has memory of its own, and so has what came', () => {
	const source = Buffer.from('x'.repeat(200_000));
	const large = keep(source);
	const small = keep(source.subarray(0, 10));
	source.fill('y');
	expect(large.bytes.equals(Buffer.from('x'.repeat(200_000)))).toBe(true);
	expect(small.bytes.toString()).toBe('x'.repeat(10));
	expect(large.bytes.buffer.byteLength).toBe(200_000);
});
