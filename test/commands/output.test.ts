// What a sentence for people may hold.

import { expect, test } from 'vitest';
import { harmless } from '../../source/commands/output.ts';

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
