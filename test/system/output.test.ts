// What a sentence for people may hold, and what waits for a reader that stalls.

import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { harmless, outputTo } from '../../source/system/output.ts';

test('a message of several lines keeps them', () => {
	expect(harmless('There is none.\n\nTo get one:\n  Debian     apt install')).toBe(
		'There is none.\n\nTo get one:\n  Debian     apt install',
	);
});

test('no line of a message moves the cursor or holds a secret', () => {
	expect(harmless('one\x1b[2J\ntwo nats://ada:hunter2@there:4222\r')).toBe(
		'one·[2J\ntwo nats://[credentials]@there:4222·',
	);
});

test('what waits for a reader that stalls is bounded, and it is told when he is back', async () => {
	let read: () => void = () => undefined;
	let taken = 0;
	const stalled = new Writable({
		write(chunk: Buffer, _encoding, done) {
			taken += chunk.length;
			read = done;
		},
	});
	const output = outputTo(Object.assign(stalled, { isTTY: false, columns: 80 }), process.stderr);
	const line = 'x'.repeat(1023);
	let offered = 0;
	while (output.offer(line)) offered++;
	expect(offered).toBe(1025);
	expect(stalled.writableLength).toBe(1025 * 1024);
	expect(output.offer(line)).toBe(false);
	const back = new Promise<void>((done) => output.whenTaken(done));
	const reading = setInterval(() => read());
	await back;
	clearInterval(reading);
	expect(taken).toBe(1025 * 1024);
	expect(output.offer(line)).toBe(true);
});
