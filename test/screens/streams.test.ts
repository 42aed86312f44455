// The streams as the program draws them.

import { describe, expect, test } from 'vitest';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { streams } from '../../source/screens/streams/streams.ts';
import { drawApp, expectApp, openApp, sizes, typing } from '../helpers/app-screen.tsx';

/** Keys to the tab: its number shows the first one of several. */
const tabs = screens.filter(({ key }) => key === streams.key);
const keys = [streams.key, ...Array<string>(tabs.indexOf(streams)).fill('tab')];

describe.each([...sizes, { columns: 60, rows: 15, ascii: false }])('at $columns x $rows', (size) => {
	test('the stream that nobody leads is first, and its detail says what that does to its users', () =>
		expectApp('streams', { size }, keys));
});

test.each(['overview', 'config', 'events'])('the tab %s of one stream', async (tab) => {
	// Subjects are only of a stream in account mode.
	const place = streams.tabs.filter(({ id }) => id !== 'stream-subjects').findIndex(({ id }) => id === tab);
	for (const size of [
		{ columns: 80, rows: 24 },
		{ columns: 120, rows: 40 },
	])
		await expectApp(`stream-${tab}`, { size }, [
			...keys,
			'down',
			'down',
			'enter',
			...Array<string>(place).fill('tab'),
		]);
});

test('4 on a stream shows the connections of its account, and Escape the stream again', async () => {
	const screen = await openApp({ size: { columns: 80, rows: 24 } });
	try {
		await screen.press(...keys, '4');
		expect(screen.text()).toContain('4 Connections   acc=APP');
		await screen.press('q', 'q');
		expect(screen.text()).toContain('[Streams 16]');
	} finally {
		screen.close();
	}
});

test.each([
	['server=west-1 stream:AUDIT', 'APP/AUDIT'],
	['replicas=1 storage:file full>50%', 'OPS/LOGS'],
	['lag>1000', 'APP/ORDERS'],
	['subject:ledger acc=PAY full>90', 'PAY/LEDGER'],
])('the filter %s finds a stream', async (filter, found) => {
	const text = await drawApp({ size: { columns: 120, rows: 40 } }, [
		...keys,
		'/',
		...typing(filter),
		'enter',
	]);
	expect(text).toContain(`> `);
	expect(
		text
			.split('\n')
			.filter((line) => /^[> ] [ !✗?] [A-Z]+\//.test(line))
			.map((line) => line.slice(4).split(' ')[0]),
	).toEqual([found]);
});
