// The generated table of the keys of the viewer of profiles.

import { keyLabel } from '../source/keys/keymap.ts';
import { createTheme } from '../source/theme.ts';
import { viewerKeys } from '../source/ui/profile/key-table.ts';
import { viewNames } from '../source/ui/profile/viewer-state.ts';
import { code, table } from './markdown.ts';

const { glyphs } = createTheme('default', false);

/** Every key of the viewer, what it does, and in which views. */
export const viewerKeysTable = (): string =>
	table(
		['Key', 'Does', 'Where'],
		viewerKeys.map(({ keys, label, where }) => [
			keys.map((key) => code(keyLabel(key, glyphs))).join(' '),
			label,
			where === undefined ? 'everywhere' : where.map((view) => viewNames[view]).join(', '),
		]),
	);
