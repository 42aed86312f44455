// The contract of a dialog: what it is told, what a key makes of it, and the rows of its box.

import type { Action, Context } from '../keys/actions.ts';
import type { ActionsOff, ProfileLevel, ProfileState, ReloadState } from '../model/action.ts';
import type { ActState, ConnectionAct, ConnectionTarget } from '../model/connection-act.ts';
import type { ServerRow } from '../model/fleet.ts';
import type { Example, LegendEntry } from '../screens/legend.ts';
import type { Screen } from '../screens/screen.ts';
import type { ColumnHead, Sort } from '../table/column.ts';
import type { Theme } from '../theme.ts';

/** Where a person is when the help is asked for. */
export type Here = {
	/** What the place is called. */
	title: string;
	context: Context;
	/** Ids of actions that change nothing here and now. */
	idle: readonly string[];
	/** Screens in view, the one that keys act on first. */
	screens: readonly Pick<Screen, 'id' | 'title' | 'columns' | 'list' | 'legend' | 'filterFields'>[];
	/** An object has the whole screen. */
	opened: boolean;
	/** The mouse is on. */
	mouse: boolean;
	/** Filters that let something through that is on this screen. */
	examples: readonly Example[];
	/** Commands of the `:` line. */
	commands: readonly LegendEntry[];
};

/** What keys and rows of a dialog depend on besides its own state. */
export type DialogFacts = {
	servers: readonly ServerRow[];
	/** Why nothing may be asked of a server now. */
	off: (server: ServerRow | undefined, action: 'reload' | 'profile' | 'act') => ActionsOff | undefined;
	/** `subject` is that of the request, by the id of a server. */
	reload: { state: ReloadState; subject: (id: string) => string };
	/** What came of the last kick, or request to move; and which connection is our own. */
	act: { state: ActState; own: () => { id: string; cid?: number } | undefined };
	/** `directory` is where files go, as it is shown; files in `cwd` are named from it. `scpHost` is absent when nobody came over ssh. */
	profile: { state: ProfileState; directory: string; cwd: string; scpHost?: string };
	/** With the keys the configuration gives them. */
	actions: readonly Action[];
	/**
	 * Of the list that keys act on: its columns, the sort in force, those a person chose in their order (none where they
	 * follow from the room there is), and the ids of those there is room for.
	 */
	list: {
		columns: readonly Pick<ColumnHead, 'id' | 'title' | 'about' | 'aliases'>[];
		sort: Sort;
		chosen: readonly string[];
		shown: readonly string[];
	};
	here: Here;
	/** Groups of events that are hidden. */
	eventsOff: readonly string[];
	/** The screen the box lies on. */
	screen: { columns: number; rows: number; now: number; theme: Theme };
};

/** What a dialog wants done outside; `server` is the key of a row. */
export type DialogEffect =
	| { do: 'reload'; server: string }
	| { do: 'act'; act: ConnectionAct; target: ConnectionTarget }
	/** Another question: what came of the last one is not shown any more. */
	| { do: 'ask-act' }
	| { do: 'capture'; server: string; kind: number; level: ProfileLevel; seconds: number }
	| { do: 'hide-capture' }
	| { do: 'another-profile' }
	| { do: 'copy'; text: string; what: string }
	| { do: 'copy-scp' }
	| { do: 'sort'; column: string }
	| { do: 'reverse-sort' }
	/** Those columns in that order; none: as there is room. */
	| { do: 'columns'; columns: readonly string[] }
	| { do: 'export' }
	| { do: 'save' }
	| { do: 'switch'; off: readonly string[] };

/** The dialog after a key (absent: closed), and an effect if there is one. */
export type DialogStep<State> = { dialog?: State; effect?: DialogEffect };

/** One dialog. `Next` is what its keys may lead to. */
export type DialogSpec<State, Next = State> = {
	key: (dialog: State, key: string, facts: DialogFacts) => DialogStep<Next>;
	/** The box, in rows of one width; none where there is nothing to ask or to tell. */
	rows: (dialog: State, facts: DialogFacts) => string[];
};

/** True for the keys that close every dialog. */
export const closes = (key: string): boolean => key === 'escape' || key === 'q' || key === 'ctrl+c';

/** A position from 0 to `most`. */
export const within = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** Rows that a key moves a cursor by. */
export const rowStep = (key: string): number =>
	key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0;

/** The server a dialog is about; absent once its row has gone. */
export const serverAt = ({ servers }: DialogFacts, key: string): ServerRow | undefined =>
	servers.find((row) => row.key === key);
