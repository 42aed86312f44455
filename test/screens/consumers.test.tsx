// The consumers as the program draws them.

import { describe, expect, test } from 'vitest';
import { consumers } from '../../source/screens/consumers/consumers.ts';
import { consumerFacts } from '../../source/screens/consumers/facts.ts';
import { streamScope } from '../../source/screens/consumers/scopes.ts';
import { consumersHonesty, noConsumers } from '../../source/screens/consumers/snapshot.ts';
import { createTheme } from '../../source/theme.ts';
import { consumersSnapshot } from '../fixtures/consumers.ts';
import { drawApp, expectApp, openApp, sizes, typing } from '../helpers/app-screen.tsx';
import { logOf, lookOf, shotsOf } from '../helpers/drawn.tsx';

const all = [...sizes, { columns: 60, rows: 15, ascii: false }];

/** Keys that show the consumers, whatever tabs stand before them. */
const shown = [':', ...typing('consumers'), 'enter'];

describe.each(all)('at $columns x $rows', (size) => {
	test('consumers in trouble are first, and the detail of one says what it does to its users', () =>
		expectApp('consumers', { size }, shown));
});

test('one consumer says what is wrong, what it did, and who has it, in a screen of its own', async () => {
	for (const size of [
		{ columns: 80, rows: 24 },
		{ columns: 120, rows: 40 },
		{ columns: 200, rows: 60 },
	])
		await expectApp('consumer', { size }, [...shown, 'down', 'down', 'enter']);
});

test('the configuration of one is a tab, as its server told it', async () => {
	const text = await drawApp({ size: { columns: 80, rows: 24 } }, [...shown, 'enter', 'right']);
	expect(text).toMatch(/ack_policy +explicit/);
});

test('4 on a consumer shows the connections of its account, as servers do not say who reads from it', async () => {
	const screen = await openApp({ size: { columns: 80, rows: 24 } });
	try {
		await screen.press(...shown, '4');
		expect(screen.text()).toContain('4 Connections   acc=APP');
	} finally {
		screen.close();
	}
});

test.each([
	['type:push waiting:off', ['PAY/LEDGER/export']],
	['leader:none', ['APP/AUDIT/billing', 'APP/AUDIT/fraud']],
	['stream=TELEMETRY', ['hub/TELEMETRY/roll']],
	['acc=pay paused:yes', ['PAY/LEDGER/audit']],
	['trouble:"no client reads"', ['PAY/LEDGER/nightly']],
	['ack>=1000', ['APP/ORDERS/billing']],
	['consumer=ship server=west-2', ['hub/LOGS/ship']],
])('the filter %j lets through who it is about', (filter, paths) => {
	const look = lookOf(createTheme('default', false), 120);
	const shot = shotsOf({ size: { columns: 120, rows: 40 } }).consumers;
	const list = shot?.list(
		{ sort: consumers.sort, filter, wide: false, offset: 0, off: [] },
		look,
		look.choices,
	);
	const column = [{ id: 'consumer', width: 40 }];
	expect(list?.keys.map((_, index) => list.cells(index, column, look)[0]).sort()).toEqual(paths.toSorted());
});

test('the consumers of one stream are called by their own names alone', () => {
	const [row] = consumersSnapshot(logOf([])).consumers;
	const known = { ...noConsumers, stream: 'AUDIT' };
	expect(row && consumerFacts(known, { keys: false }).pathOf(row)).toBe(row?.consumer);
	expect(row && consumerFacts(noConsumers, { keys: false }).pathOf(row)).toBe(`APP/AUDIT/${row?.consumer}`);
});

test('what narrows consumers to a stream is a filter, whatever it is called', () => {
	expect(streamScope({ accountName: 'APP', stream: 'ORDERS' })).toBe('acc=APP stream=ORDERS');
	for (const name of ['my app', 'a"b', '!x', '/re/', '$G'])
		expect(consumers.filterError(streamScope({ accountName: name, stream: name })), name).toBe(undefined);
});

test('the line over a list that is only a part of all says of which account, and of how many', () => {
	const round = { ...noConsumers.round, at: 1, expected: 3, answered: 3 };
	const only = { account: 'APP', copies: 3612, all: 61_000 };
	expect(consumersHonesty({ ...noConsumers, round, only })).toMatchObject({
		...{ hasMore: true, partial: 'consumers of APP   0   3,612 of 61.0K copies' },
	});
	const none = consumersHonesty({ ...noConsumers, round, only: { copies: 0, all: 61_000 } });
	expect(none.failed).toContain('61,000 copies of consumers are too many to ask for all');
});
