// Every dialog by its name.

import { act } from './act.ts';
import { columns } from './columns.ts';
import { contexts } from './contexts.ts';
import type { DialogFacts, DialogSpec, DialogStep } from './dialog.ts';
import type { Dialog } from './dialog-state.ts';
import { exporting } from './export.ts';
import { goTo } from './go-to.ts';
import { help } from './help.ts';
import { kinds } from './kinds.ts';
import { message } from './message.ts';
import { profile } from './profile.ts';
import { profiles } from './profiles.ts';
import { reload } from './reload.ts';
import { leave, roll, rollAsk } from './roll.ts';
import { save } from './save.ts';
import { saved } from './saved.ts';
import { sort } from './sort.ts';
import { tap } from './tap.ts';

type States = { [State in Dialog as State['name']]: State };

/** The dialogs by name. */
export const dialogs: { [Name in Dialog['name']]: DialogSpec<States[Name], Dialog> } = {
	act,
	reload,
	'roll-ask': rollAsk,
	roll,
	leave,
	profile,
	profiles,
	saved,
	'go-to': goTo,
	help,
	sort,
	kinds,
	message,
	columns,
	contexts,
	export: exporting,
	save,
	tap,
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

/** The dialogs that take the whole body and the footer, and leave the header. */
const pages: readonly Dialog['name'][] = ['roll', 'profiles'];

/** True for a dialog that is a page. */
export const isPage = ({ name }: Dialog): boolean => pages.includes(name);

/** Applies one key to the open dialog. */
export const dialogKey = (dialog: Dialog, key: string, facts: DialogFacts): DialogStep<Dialog> =>
	pressNamed(dialog.name, dialog, key, facts);

/** The box of the open dialog, in rows of one width; none where there is nothing to ask or to tell. */
export const dialogBox = (dialog: Dialog, facts: DialogFacts): string[] =>
	rowsNamed(dialog.name, dialog, facts);
