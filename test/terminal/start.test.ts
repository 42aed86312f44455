// The program begins and draws, on each Node and at each size we promise.

import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { closeTerminals, nodes, start, type TerminalOptions } from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster();
});
afterAll(() => cluster.stop());

const watch = (options: TerminalOptions = {}, ...more: string[]) =>
	start(['-s', cluster.urls.join(','), '--creds', cluster.creds.sys, ...more], options);

describe.each(await nodes())('on $name', ({ path }) => {
	test.each([
		[80, 24],
		[120, 40],
		[200, 60],
	])('it shows all servers at %ix%i', async (columns, rows) => {
		const terminal = watch({ columns, rows, node: path });
		for (const name of ['n1', 'n2', 'n3']) await terminal.waitForText(new RegExp(`● ${name} `));
		// What is written together may arrive in pieces.
		const isOnScreen = () => terminal.alternate() && terminal.cursorHidden();
		await waitFor(isOnScreen, { what: 'a screen of its own without a cursor' });
		terminal.send('q');
		expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
		const isBack = () => !terminal.alternate() && !terminal.cursorHidden();
		await waitFor(isBack, { what: 'the terminal as it was' });
	});
});

test.each([
	[['--filter', 'cpu>'], /natstop: --filter: cpu> needs a value/],
	[['--sort', 'nonsense'], /natstop: --sort: no column "nonsense"/],
])('with %j it draws nothing, says why, and ends with 2', async (flags, sentence) => {
	const terminal = watch({ columns: 120 }, ...flags);
	expect(await terminal.exit).toEqual({ code: 2, signal: 0 });
	await terminal.waitForText(sentence);
	expect(terminal.raw()).not.toContain('\x1b[?1049h');
});

test('a server that does not let us in at once is waited for on the screen', async () => {
	const mute = createServer();
	const port = await new Promise<number>((resolve, reject) => {
		mute.listen(0, '127.0.0.1', () => {
			const address = mute.address();
			if (address === null || typeof address === 'string') reject(new Error('no port'));
			else resolve(address.port);
		});
	});
	try {
		const terminal = start(['-s', `nats://127.0.0.1:${port}`, '--timeout', '60s'], { columns: 120 });
		await terminal.waitForText(/○ authenticate/);
		expect(terminal.alternate()).toBe(true);
	} finally {
		mute.close();
	}
});

test('what fails at once is said without a screen', async () => {
	const terminal = start(['-s', 'nats://127.0.0.1:1'], { columns: 120 });
	expect(await terminal.exit).toEqual({ code: 1, signal: 0 });
	await terminal.waitForText(/natstop: connection refused by 127\.0\.0\.1:1/);
});
