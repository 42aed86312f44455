// Screen 8 as the program draws it: what fails, what passes, what is not known, and where Enter leads.

import { describe, expect, test } from 'vitest';
import { HealthBook } from '../../source/model/health/health-book.ts';
import { serverReport } from '../../source/model/health/server-report.ts';
import { healthScreens } from '../../source/screens/health/health.ts';
import { fleetRows, fleetSnapshot } from '../fixtures/fleet.ts';
import { drawApp, expectApp, openApp, sizes } from '../helpers/app-screen.tsx';
import { watchingOf } from '../helpers/drawn.tsx';

const all = [...sizes, { columns: 60, rows: 15, ascii: false }];
const small = { columns: 80, rows: 24 };

describe.each(all)('at $columns x $rows', (size) => {
	test('the worst stands first, and the detail says who says so, what it means and where to look', () =>
		expectApp('health', { size }, ['8']));
});

test('the tabs have what passes and how near it is, and what is not known and why', async () => {
	await expectApp('health-passed', { size: small }, ['8', 'tab']);
	await expectApp('health-unknown', { size: small }, ['8', 'tab', 'tab']);
});

test('a system that is well takes a few lines, and says how much was judged and what was wrong last', () => {
	const rows = fleetRows().filter(({ info }) => info.name === 'east-3' || info.name === 'west-2');
	const fleet = fleetSnapshot({ rows });
	const health = new HealthBook();
	health.take(serverReport(fleetSnapshot({ rows: fleetRows() })));
	health.take({ ...serverReport(fleet), at: fleet.at + 52_000 });
	const [failing] = healthScreens([]);
	const source = failing?.open({ ...watchingOf(fleet), health });
	const shot = source?.get();
	source?.close?.();
	expect(shot?.total).toBe(0);
	expect(shot?.summary).toMatch(/^all \d+ checks pass$/);
	expect(shot?.honesty.none?.split('\n')).toEqual([
		'Nothing fails.',
		'',
		expect.stringMatching(/^\d+ checks pass on 2 servers\.$/),
		expect.stringMatching(/^\d+ not known: \S+, .* and \d+ more\.$/),
		'',
		expect.stringMatching(/^Last trouble: \S+ \S+, \d\d:\d\d:\d\d to \d\d:\d\d:\d\d \(52s\)$/),
	]);
});

test('Enter goes to the server that a finding is about, and Escape comes back', async () => {
	const screen = await openApp({ size: small });
	try {
		await screen.press('8', '/', ...'check:js-storage', 'enter', 'enter');
		expect(screen.text()).toContain('━━ east-2');
		expect(screen.text()).toContain('[Overview]');
		await screen.press('q');
		expect(screen.text()).toContain('8 Health');
	} finally {
		screen.close();
	}
});

test('Enter goes to the account that a finding is about', async () => {
	const text = await drawApp({ size: small }, ['8', '/', ...'check:claims', 'enter', 'enter']);
	expect(text).toContain('[Overview]');
	expect(text).toMatch(/^━━ (APP|PAY)/m);
});
