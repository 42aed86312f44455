// The screens of services, instances and endpoints at every size, with one that hangs.

import { describe, expect, test } from 'vitest';
import { drawApp, expectApp, sizes } from '../helpers/app-screen.tsx';

const size = { columns: 80, rows: 24 };

describe.each([...sizes])('at $columns x $rows, ascii: $ascii', (each) => {
	test('services have the one with a hanging instance first', async () => {
		await expectApp('services', { size: each }, ['9']);
	});

	test('Enter opens the instances of a service, the one that hangs first', async () => {
		await expectApp('service-instances', { size: each }, ['9', 'enter']);
	});

	test('endpoints of all services', async () => {
		await expectApp('service-endpoints', { size: each }, ['9', 'tab', 'tab']);
	});
});

test('an instance that hangs is told from one that is gone', async () => {
	const hangs = await drawApp({ size }, ['9']);
	expect(hangs).toContain('is silent for 25s, but its cid 90114 is open: it hangs.');
	const cart = await drawApp({ size }, ['9', '/', ...'cart', 'enter']);
	expect(cart).toMatch(/is gone: its connection cid 30 was closed 4\ds ago\./);
});
