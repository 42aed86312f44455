// The screen of closed connections at every size.

import { describe, test } from 'vitest';
import { expectApp, sizes } from '../helpers/app-screen.tsx';

describe('who has gone', () => {
	test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
		'at $columns x $rows, ascii: $ascii',
		async (size) => {
			await expectApp('connections-closed', { size }, ['4', 'tab']);
		},
	);
});
