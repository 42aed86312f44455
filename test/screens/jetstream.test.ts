// The servers with JetStream, and their meta groups, as the program draws them.

import { describe, test } from 'vitest';
import { expectApp, sizes, typing } from '../helpers/app-screen.tsx';

const all = [...sizes, { columns: 60, rows: 15, ascii: false }];

describe.each(all)('at $columns x $rows', (size) => {
	test('the server with trouble is first, under the line about its meta group', () =>
		expectApp('jetstream', { size }, ['6']));

	test('each peer of the meta group stands with how far it is, the one behind first', () =>
		expectApp('raft', { size }, [':', ...typing('raft'), 'enter']));
});
