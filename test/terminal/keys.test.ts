// Every key of the keymap does what the help says, pressed in a real terminal.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll } from '../../source/demo/poll.ts';
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

/** Moves down from n1. Where a busy machine reads the key together with what was sent before, it may be taken for more of that. */
const movesDown = async (terminal: Terminal): Promise<void> => {
	let keys = 'j';
	await waitFor(
		async () => {
			terminal.send(keys);
			keys = 'gj';
			return poll(() => cursorOn('n2').test(terminal.screen()), { timeout: 3000, what: 'n2' });
		},
		{ what: 'the row below' },
	);
};

describe('keys as they arrive', () => {
	test('many in one read are each a key', async () => {
		const terminal = await watch();
		await press(terminal, [
			['jj', cursorOn('n3')],
			['gjR', /Reload configuration[\s\S]*Server +n2 /],
		]);
	});

	test('an arrow whose sequence is split by a slow line is one arrow', async () => {
		const terminal = await watch();
		// One that this process sends too late is an Escape, which does nothing here: sent again until one was in time.
		const arrows = (parts: readonly string[], shows: RegExp) =>
			waitFor(
				async () => {
					await terminal.sendSlowly(parts, 5);
					return shows.test(terminal.screen());
				},
				{ what: `an arrow in ${parts.length} pieces`, interval: 100 },
			);
		await arrows([esc, '[B'], cursorOn('n3'));
		await arrows([esc, 'O', 'A'], cursorOn('n1'));
		await arrows([`${esc}[`, 'B'], cursorOn('n3'));
	});

	test('Escape alone is Escape, and text right after it is not keys', async () => {
		const terminal = await watch();
		await press(terminal, [
			['/n2\r', /1 Servers +\/n2 /],
			[esc, cursorOn('n1')],
		]);
		await terminal.waitForText('● n3');
		for (const apart of [25, 120]) {
			for (const tail of [[`${esc}R`], [esc, 'OR'], [esc, 'O', 'P'], [esc, 'P1$r0m'], [`${esc}[`, '15~']]) {
				await terminal.sendSlowly(tail, apart);
				await movesDown(terminal);
				await press(terminal, [['k', cursorOn('n1')]]);
				expect(terminal.screen()).not.toMatch(/Reload configuration|Capture profile/);
			}
		}
	});

	test('a paste goes into a prompt as one line, and does nothing elsewhere', async () => {
		const terminal = await watch();
		await press(terminal, [
			[`${esc}[200~Ry${esc}[201~j`, cursorOn('n2')],
			[`/${esc}[200~n1\nn2[3\r\n${esc}[201~`, /^ \/n1 n2\[3 /m],
		]);
		expect(terminal.screen()).not.toContain('Reload configuration');
		expect(terminal.screen()).not.toContain('reloaded');
	});
});

describe('moving', () => {
	test('rows, pages and ends', async () => {
		const terminal = await watch();
		await press(terminal, [
			['j', cursorOn('n2')],
			['k', cursorOn('n1')],
			[`${esc}[B`, cursorOn('n2')],
			[`${esc}[A`, cursorOn('n1')],
			['G', cursorOn('n3')],
			['g', cursorOn('n1')],
			[`${esc}[F`, cursorOn('n3')],
			[`${esc}[H`, cursorOn('n1')],
			[`${esc}[6~`, cursorOn('n3')],
			[`${esc}[5~`, cursorOn('n1')],
			['\x04', /^> ● n[23] /m],
			['\x15', cursorOn('n1')],
			['n', cursorOn('n2')],
			['N', cursorOn('n1')],
		]);
	});

	test('panes by number and in turn, and one pane alone', async () => {
		const terminal = await watch();
		await press(terminal, [
			['\t', /━━ 2 n1/],
			['\t', '━━ 3 Events'],
			['\t', '━━ 1 Servers'],
			[`${esc}[Z`, '━━ 3 Events'],
			['2', /━━ 2 n1/],
			['3', '━━ 3 Events'],
			['1', '━━ 1 Servers'],
		]);
		terminal.send('3z');
		await terminal.waitForNo('1 Servers');
		terminal.send('z');
		await terminal.waitForText('1 Servers');
	});

	test('a server: its tabs, its neighbours, its JSON, and back', async () => {
		const terminal = await watch({ columns: 80, rows: 24 });
		await press(terminal, [
			['\r', /━━ n1 .*ok ━[\s\S]*\[Overview\]/],
			['l', /\[Routes/],
			['\t', /\[Gateways/],
			[`${esc}[C`, /\[JetStream/],
			['h', /\[Gateways/],
			[`${esc}[Z`, /\[Routes/],
			['J', /━━ n2 /],
			['J', /━━ n3 /],
			['K', /━━ n2 /],
			['v', /"start": "20/],
			['v', /\[Routes/],
			['q', '1 Servers'],
			['\r', /\[Overview\]/],
			[esc, cursorOn('n2')],
		]);
	});
});

describe('the table', () => {
	test('sorting by the next, the previous, a chosen column, and the other way round', async () => {
		const terminal = await watch();
		await press(terminal, [
			['>', /sort trouble/],
			['>', /sort CLUSTER/],
			['<<', /sort NAME/],
			['O', /> ● n1[^\n]*\n[^\n]*$|n3[\s\S]*n2[\s\S]*> ● n1/m],
			['o', 'Sort by'],
			['jjjjjjjj\r', /sort MEM/],
		]);
		expect(terminal.screen()).not.toContain('Sort by');
	});

	test('wide columns scroll with the name in place', async () => {
		const terminal = await watch({ columns: 80, rows: 24 });
		expect(terminal.screen()).not.toMatch(/NAME▲ .*SUBS/);
		await press(terminal, [
			['w', /wide +sort/],
			['lll', /NAME▲ .*SUBS/],
			[`${esc}[D${esc}[D`, /NAME▲ .*CPU%/],
		]);
		terminal.send('w');
		await terminal.waitForNo(/wide +sort/);
	});

	test('a filter applies as it is typed; one that does not parse says why and the last good one stays', async () => {
		const terminal = await watch();
		await press(terminal, [['/n[23', /^ \/n\[23/m]]);
		terminal.send('\x15n2');
		await terminal.waitForNo('● n1 ');
		await press(terminal, [
			['\x15cpu>abc', /^ \/cpu>abc .*! /m],
			['\r', /^ \/cpu>abc .*! /m],
			['\x15n1', /● n1 /],
			['\r', /1 Servers +\/n1 /],
			['\r', /━━ n1 /],
		]);
	});

	test('where a filter hides the chosen row, the first that is left is chosen, and moves from there', async () => {
		const terminal = await watch();
		await press(terminal, [
			['/!n1\r', cursorOn('n2')],
			['j', cursorOn('n3')],
			[esc, cursorOn('n3')],
		]);
	});

	test('a filter that matches nothing says so, and Escape clears it', async () => {
		const terminal = await watch();
		await press(terminal, [
			['/nowhere\r', 'No server matches "nowhere"'],
			[esc, cursorOn('n1')],
			['/', /^ \//m],
			[`${esc}[A`, /^ \/nowhere/m],
			[esc, cursorOn('n1')],
		]);
	});
});
