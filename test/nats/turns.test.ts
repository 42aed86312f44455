// Long pieces of work let others between them.

import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurn } from '../../source/nats/turns.ts';
import { waitFor } from '../helpers/wait-for.ts';

test('pieces are done one after the other, others get between them, and one that throws ends none of the rest', async () => {
	const done: string[] = [];
	const thrown: unknown[] = [];
	const onError = (error: unknown): void => void thrown.push(error);
	const before = process.listeners('uncaughtException');
	process.removeAllListeners('uncaughtException');
	process.on('uncaughtException', onError);
	try {
		for (const name of ['a', 'b', 'c'])
			inTurn(() => {
				done.push(name);
				setImmediate(() => done.push(`after ${name}`));
				if (name === 'b') throw new Error('b');
			});
		expect(done).toEqual([]);
		await waitFor(() => done.length === 6, { what: 'all of them' });
		await turn();
	} finally {
		process.off('uncaughtException', onError);
		for (const listener of before) process.on('uncaughtException', listener);
	}
	expect(done).toEqual(['a', 'after a', 'b', 'after b', 'c', 'after c']);
	expect(thrown).toEqual([new Error('b')]);
});
