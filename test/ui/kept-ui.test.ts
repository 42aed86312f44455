// What goes over to the screen of another system.

import { expect, test } from 'vitest';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { keptUi } from '../../source/ui/kept-ui.ts';
import { initialUi, withList } from '../../source/ui/ui-state.ts';

test('sorts, columns and modes go over to another system; cursors, filters, marks and what is open do not', () => {
	const fresh = initialUi(screens);
	const sort = { column: 'mem', descending: false };
	const list = { sort, chosen: ['name', 'mem'], cursor: 'east-1', filter: 'east', search: 'x', bad: true };
	const ui = {
		...withList(fresh, 'servers', list),
		...{ marks: [{ id: 'A', name: 'a' }], exact: true, paused: true },
		places: [
			{ screen: 'servers' },
			{ screen: 'accounts', open: { key: 'A', tab: 'x', raw: false, scroll: 0 } },
		],
	};
	const kept = keptUi(ui, fresh, screens);
	expect(kept.lists.servers).toMatchObject({ sort, chosen: ['name', 'mem'], filter: '' });
	expect(kept.lists.servers?.cursor).toBeUndefined();
	expect(kept.lists.servers?.bad).toBeUndefined();
	expect(kept).toMatchObject({ marks: [], exact: true, paused: false });
	expect(kept.places).toEqual([{ screen: 'servers' }, { screen: 'accounts' }]);
});

test('an open server is left with its system', () => {
	const fresh = initialUi(screens);
	const open = { key: 'A', tab: 'x', raw: false, scroll: 0 };
	const places = [{ screen: 'servers' }, { screen: 'servers', open }];
	expect(keptUi({ ...fresh, places }, fresh, screens).places).toEqual([{ screen: 'servers' }]);
});
