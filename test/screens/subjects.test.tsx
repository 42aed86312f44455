// The screen of subjects and that of a tap at every size, and the question before a tap.

import { describe, expect, test } from 'vitest';
import { systemScreens } from '../../source/screens/registry.ts';
import { tap } from '../../source/screens/subjects/tap.ts';
import { drawApp, expectApp, sizes, typing } from '../helpers/app-screen.tsx';

const size = { columns: 80, rows: 24 };

/** The tap is only there for a user of the account. */
const app = { screens: [...systemScreens, tap] };

describe('subjects', () => {
	test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
		'at $columns x $rows, ascii: $ascii',
		async (each) => {
			await expectApp('subjects', { size: each, app }, ['0', 'down']);
		},
	);

	test.each(sizes.filter(({ ascii }) => !ascii))(
		'Enter shows who listens at $columns x $rows',
		async (each) => {
			await expectApp('subject', { size: each }, ['0', 'enter']);
		},
	);

	test('4 on a subject leads to the connections that listen to it', async () => {
		const text = await drawApp({ size: { columns: 120, rows: 40 } }, ['0', '4']);
		expect(text).toMatch(/4 Connections.*acc=APP/);
		expect(text).toContain('subject=');
	});

	test('a filter finds a subject by its words, and a stream that stores it', async () => {
		const text = await drawApp({ size }, ['0', '/', ...typing('stream:ORDERS'), 'enter']);
		expect(text).toContain('orders.>');
		expect(text).not.toContain('telemetry.>');
	});
});

describe('a tap', () => {
	test.each([...sizes])('what it heard at $columns x $rows, ascii: $ascii', async (each) => {
		await expectApp('tap', { size: each, app }, ['0', 'tab']);
	});

	test('a user of the system account is told that it needs one of the account', async () => {
		expect(await drawApp({ size }, ['0', 'T'])).toContain('a tap needs a user of the account');
	});
});
