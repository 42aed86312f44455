// Keys in the log and in prompts, while servers tell of themselves.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { closeTerminals, press, start, type Terminal, type TerminalOptions } from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();

let cluster: OperatorTestCluster;

beforeAll(async () => {
	cluster = await startCluster();
});

afterAll(() => cluster.stop());

const esc = '\x1b';

/** The monitor with all servers on screen, sorted by name, the first selected. */
const watch = async (options: TerminalOptions = {}, ...more: string[]): Promise<Terminal> => {
	const args = ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys, '--sort', 'name', ...more];
	const terminal = start(args, { columns: 120, rows: 40, ...options });
	await terminal.waitForText(/> ● n1 [\s\S]*● n2 [\s\S]*● n3 /);
	return terminal;
};

const cursorOn = (name: string) => new RegExp(`^> ● ${name} `, 'm');

describe('the log', () => {
	test('moves, follows, opens, shows JSON, and turns kinds on and off', async () => {
		const terminal = await watch();
		const client = await cluster.appClient({ name: 'somebody' });
		await client.close();
		await press(terminal, [
			['3', /━━ 3 Events[\s\S]*DISCONNECT/],
			['k', /not following/],
			['G', /━━ 3 Events .* following/],
			['\r', /── DISCONNECT[\s\S]*subject +\$SYS\.ACCOUNT/],
			['v', /"type": "io\.nats\.server\.advisory/],
			['v', /reason +Client Closed/],
			['k', /── CONNECT/],
			['n', /── DISCONNECT/],
			['N', /── CONNECT/],
			['q', '1 Servers'],
			['t', 'Event kinds'],
			[' ', /> \[ \] connect/],
		]);
		terminal.send('q');
		await terminal.waitForNo('Event kinds');
		await terminal.waitForNo('DISCONNECT');
		await press(terminal, [['t\r', /> \[x\] connect/]]);
		terminal.send('t/acc:APP\r');
		await terminal.waitForNo('LINK');
		await terminal.waitForText('DISCONNECT');
		terminal.send(esc);
		await terminal.waitForText('LINK');
	});
});

describe('live', () => {
	test('pausing freezes the picture and says so', async () => {
		const terminal = await watch();
		await press(terminal, [['p', /PAUSED/]]);
		const client = await cluster.appClient({ name: 'unseen' });
		terminal.send('r');
		await press(terminal, [['pp', /PAUSED/]]);
		terminal.send('p');
		await terminal.waitForNo('PAUSED');
		await terminal.waitForText('CONNECT');
		await client.close();
	});

	test('slower, faster, totals and exact numbers', async () => {
		const terminal = await watch();
		await press(terminal, [
			['-', /every 4s/],
			['--', /every 16s/],
			['+', /every 8s/],
			['===', /every 1s/],
			[' ', /NAME.* IN +OUT /],
			[' ', /NAME.* IN\/s/],
			['b', /MEM +\d\d,\d{3},\d{3}/],
			['b', /MEM +\d\d\.\dM/],
		]);
	});

	test('repainting clears what others wrote, at once and while paused', async () => {
		const terminal = await watch();
		await press(terminal, [['p', 'PAUSED']]);
		const [, title] = terminal.lines();
		await terminal.scribble('\x1b[2J\x1b[3;3Hwall: the system is going down');
		expect(terminal.screen()).not.toContain('1 Servers');
		await press(terminal, [['\x0c', '1 Servers']]);
		expect(terminal.lines()[1]).toBe(title);
		expect(terminal.screen()).not.toContain('wall:');
		await press(terminal, [['j', cursorOn('n2')]]);
	});
});

describe('a prompt', () => {
	test('has the cursor of the terminal at its caret, and hides it again', async () => {
		const terminal = await watch();
		expect(terminal.cursorHidden()).toBe(true);
		terminal.send('/東京 x');
		await waitFor(() => !terminal.cursorHidden() && terminal.cursor().x === 8, { what: 'the cursor' });
		expect(terminal.cursor()).toEqual({ x: 8, y: 39 });
		terminal.send(`${esc}[D`);
		await waitFor(() => terminal.cursor().x === 7, { what: 'the cursor a cell to the left' });
		terminal.send(esc);
		await terminal.waitForText('/ filter');
		await waitFor(() => terminal.cursorHidden(), { what: 'no cursor' });
		terminal.send(':');
		await waitFor(() => !terminal.cursorHidden(), { what: 'the cursor' });
		terminal.send('q\r');
		expect((await terminal.exit).code).toBe(0);
	});
});
