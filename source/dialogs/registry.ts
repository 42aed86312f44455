// Every dialog by its name.

import { act } from './act.ts';
import { columns } from './columns.ts';
import type { DialogFacts, DialogSpec, DialogStep } from './dialog.ts';
import type { Dialog } from './dialog-state.ts';
import { exporting } from './export.ts';
import { help } from './help.ts';
import { kinds } from './kinds.ts';
import { profile } from './profile.ts';
import { reload } from './reload.ts';
import { save } from './save.ts';
import { saved } from './saved.ts';
import { sort } from './sort.ts';

type States = { [State in Dialog as State['name']]: State };

/** The dialogs by name. */
export const dialogs: { [Name in Dialog['name']]: DialogSpec<States[Name], Dialog> } = {
	act,
	reload,
	profile,
	saved,
	help,
	sort,
	kinds,
	columns,
	export: exporting,
	save,
};

const pressNamed = <Name extends Dialog['name']>(
	name: Name,
	dialog: States[Name],
	key: string,
	facts: DialogFacts,
): DialogStep<Dialog> => dialogs[name].key(dialog, key, facts);

const rowsNamed = <Name extends Dialog['name']>(
	name: Name,
	dialog: States[Name],
	facts: DialogFacts,
): string[] => dialogs[name].rows(dialog, facts);

/** Applies one key to the open dialog. */
export const dialogKey = (dialog: Dialog, key: string, facts: DialogFacts): DialogStep<Dialog> =>
	pressNamed(dialog.name, dialog, key, facts);

/** The box of the open dialog, in rows of one width; none where there is nothing to ask or to tell. */
export const dialogBox = (dialog: Dialog, facts: DialogFacts): string[] =>
	rowsNamed(dialog.name, dialog, facts);
