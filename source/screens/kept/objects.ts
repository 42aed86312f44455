// The object stores of our account: how much they hold, and how full they are.

import { isStore } from '../../model/jetstream/kept-values.ts';
import { defineScreen } from '../define-screen.ts';
import { storeColumns } from './columns.ts';
import { storeJson } from './json.ts';
import { keptSpec } from './kept-screen.ts';
import { storeObjects } from './subjects.ts';

export const objects = defineScreen(
	keptSpec({
		...{ id: 'objects', tab: 'Objects', noun: ['object store', 'object stores'], holds: isStore },
		about: 'the object stores of our account: parts, bytes, how full they are',
		empty: () => 'Our account has no object store.',
		columns: storeColumns,
		sort: { column: 'trouble', descending: true },
		tabs: ['overview', { list: storeObjects }, 'config', 'events'],
		json: storeJson,
	}),
);
