// The state of the open dialog, whichever it is.

import type { ActDialog } from './act.ts';
import type { ColumnsDialog } from './columns.ts';
import type { ContextsDialog } from './contexts.ts';
import type { ExportDialog } from './export.ts';
import type { GoToDialog } from './go-to.ts';
import type { HelpDialog } from './help.ts';
import type { KindsDialog } from './kinds.ts';
import type { MessageDialog } from './message.ts';
import type { ProfileDialog } from './profile.ts';
import type { ProfilesDialog } from './profiles.ts';
import type { ReloadDialog } from './reload.ts';
import type { LeaveDialog, RollAskDialog, RollDialog } from './roll.ts';
import type { SaveDialog } from './save.ts';
import type { SavedDialog } from './saved.ts';
import type { SortDialog } from './sort.ts';
import type { TapDialog } from './tap.ts';

/** The dialog that is open; each file of `dialogs/` says what it holds. */
export type Dialog =
	| ActDialog
	| ReloadDialog
	| RollAskDialog
	| RollDialog
	| LeaveDialog
	| ProfileDialog
	| ProfilesDialog
	| SavedDialog
	| GoToDialog
	| HelpDialog
	| SortDialog
	| KindsDialog
	| MessageDialog
	| ColumnsDialog
	| ContextsDialog
	| ExportDialog
	| SaveDialog
	| TapDialog;
