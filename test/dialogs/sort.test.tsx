// The dialog that chooses a sort: its keys and its list.

import { expect, test } from 'vitest';
import type { SortDialog } from '../../source/dialogs/sort.ts';
import { serverColumns } from '../../source/screens/servers/columns.ts';
import { expectApp, sizes } from '../helpers/app-screen.tsx';
import { press } from '../helpers/dialogs.tsx';

const sort = (cursor: number): SortDialog => ({ name: 'sort', cursor });

test('sorting is chosen by Enter and turned by O', () => {
	const last = serverColumns.length - 1;
	expect(press(sort(2), 'j').dialog).toEqual(sort(3));
	expect(press(sort(last), 'j').dialog).toEqual(sort(last));
	expect(press(sort(0), 'k').dialog).toEqual(sort(0));
	expect(press(sort(2), 'enter')).toEqual({ effect: { do: 'sort', column: serverColumns[2]?.id } });
	expect(press(sort(2), 'O')).toEqual({ effect: { do: 'reverse-sort' } });
	expect(press(sort(2), 'escape')).toEqual({});
});

test('the column to sort by is chosen from a list', () => expectApp('sort', { size: sizes[0] }, ['o']));
