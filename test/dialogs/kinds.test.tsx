// The dialog that switches groups of events: its keys and its list.

import { expect, test } from 'vitest';
import type { KindsDialog } from '../../source/dialogs/kinds.ts';
import { sizes } from '../helpers/app-screen.tsx';
import { expectDialog, press } from '../helpers/dialogs.tsx';

const kinds = (cursor: number): KindsDialog => ({ name: 'kinds', cursor });

test('kinds of events are switched off and on one by one, and the dialog stays', () => {
	expect(press(kinds(0), 'space')).toEqual({
		dialog: kinds(0),
		effect: { do: 'switch', off: ['connect'] },
	});
	expect(press(kinds(0), 'space', { eventsOff: ['connect', 'statsz'] }).effect).toEqual({
		do: 'switch',
		off: ['statsz'],
	});
	expect(press(kinds(0), 'j').dialog).toEqual(kinds(1));
	for (const key of ['t', 'escape', 'q']) expect(press(kinds(0), key)).toEqual({});
});

test('groups of event kinds are switched in a list', () =>
	expectDialog('kinds', { size: sizes[0] }, ['t', 'j']));
