// Where number keys lead from a row.

import { expect, test } from 'vitest';
import { leadsOf } from '../../source/app/leads.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';

test('a number key opens that list of its number which the row narrows, the first one if it can', () => {
	const scopes = { connections: 'acc=APP', streams: 'acc=APP' };
	expect(leadsOf(scopes, screens)).toEqual({
		connections: { screen: 'connections', scope: 'acc=APP' },
		jetstream: { screen: 'streams', scope: 'acc=APP' },
	});
	expect(leadsOf({ closed: 'acc=APP', connections: 'acc=APP server=n1' }, screens)).toEqual({
		connections: { screen: 'connections', scope: 'acc=APP server=n1' },
	});
	expect(leadsOf({}, screens)).toEqual({});
});
