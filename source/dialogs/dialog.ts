// The contract of a dialog: the facts it is given, its state after a key, and the rows of its box.

import type { TimeSpan } from '../format/parse-time.ts';
import type { Action, Context } from '../keys/actions.ts';
import type { ActionsOff, ProfileLevel, ProfileState, ReloadState } from '../model/action.ts';
import type { ActState, ConnectionAct, ConnectionTarget } from '../model/connection-act.ts';
import type { LoggedEvent } from '../model/event.ts';
import type { ServerRow } from '../model/fleet.ts';
import type { ProfiledServer, ProfileMany } from '../model/profile-many.ts';
import type { Roll, RollServer } from '../model/rolling-reload.ts';
import type { Example, LegendEntry } from '../screens/legend.ts';
import type { Screen } from '../screens/screen.ts';
import type { ColumnHead, Sort } from '../table/column.ts';
import type { Theme } from '../theme.ts';

/** The place on screen where the help was asked for. */
export type Here = {
	/** The name of the place. */
	title: string;
	context: Context;
	/** Ids of actions that change nothing here and now. */
	idle: readonly string[];
	/** Screens in view, the one that keys act on first. */
	screens: readonly Pick<Screen, 'id' | 'title' | 'columns' | 'list' | 'legend' | 'filterFields'>[];
	/** True where an object has the whole screen. */
	opened: boolean;
	/** True where the mouse is on. */
	mouse: boolean;
	/** Filters that let a row of this screen through. */
	examples: readonly Example[];
	/** Commands of the `:` line. */
	commands: readonly LegendEntry[];
};

/** The facts that keys and rows of a dialog depend on besides its own state. */
export type DialogFacts = {
	servers: readonly ServerRow[];
	/** The reason why nothing may be asked of a server now. */
	off: (server: ServerRow | undefined, action: 'reload' | 'profile' | 'act') => ActionsOff | undefined;
	/** `subject` gives the subject of the request, from the id of a server. */
	reload: { state: ReloadState; subject: (id: string) => string };
	/** The rolling reload that runs, or whose result is not closed; the events of its servers since it began. */
	rolling: { roll?: Roll; events: () => readonly LoggedEvent[] };
	/** The state of the last kick or move, and our own connection. */
	act: { state: ActState; own: () => { id: string; cid?: number } | undefined };
	/** `directory` is where files go, as it is shown; files in `cwd` are named from it. `scpHost` is absent when nobody came over ssh. */
	profile: { state: ProfileState; directory: string; cwd: string; scpHost?: string };
	/** The profiles of several servers that are captured, or whose result is not closed. */
	profiles: { many?: ProfileMany };
	/** The actions, with the keys that the configuration gives them. */
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
	/** The time that can be gone to, ms since the epoch; absent where nothing is kept. */
	time?: TimeSpan;
	/** Groups of events that are hidden. */
	eventsOff: readonly string[];
	/** The size, time and theme of the screen under the box. */
	screen: { columns: number; rows: number; now: number; theme: Theme };
};

/** An effect outside the dialog; `server` is the key of a row. */
export type DialogEffect =
	| { do: 'reload'; server: string }
	| { do: 'roll'; servers: readonly RollServer[] }
	| { do: 'roll-stop' }
	/** Asks those that were not asked; first the one that stopped it where `again`. */
	| { do: 'roll-go-on'; again: boolean }
	| { do: 'roll-export' }
	| { do: 'roll-close' }
	/** Watches the system of another context. */
	| { do: 'context'; name: string }
	| { do: 'quit' }
	/** Goes to a time, ms since the epoch. */
	| { do: 'go-to'; at: number }
	| { do: 'act'; act: ConnectionAct; target: ConnectionTarget }
	/** Asks anew: the last result is not shown any more. */
	| { do: 'ask-act' }
	/** Listens to a subject for a while. */
	| { do: 'tap'; subject: string }
	| { do: 'capture'; server: string; kind: number; level: ProfileLevel; seconds: number }
	| {
			do: 'capture-many';
			servers: readonly ProfiledServer[];
			kind: number;
			level: ProfileLevel;
			seconds: number;
	  }
	/** Forgets the result of several; asks for another profile of the same servers. */
	| { do: 'profiles-close' }
	| { do: 'profiles-again' }
	| { do: 'hide-capture' }
	| { do: 'another-profile' }
	/** Opens saved profiles in the viewer, several as their sum. */
	| { do: 'view-profile'; paths: readonly string[] }
	| { do: 'copy'; text: string; what: string }
	| { do: 'copy-scp' }
	| { do: 'sort'; column: string }
	| { do: 'reverse-sort' }
	/** Shows these columns in this order; an empty list shows those there is room for. */
	| { do: 'columns'; columns: readonly string[] }
	| { do: 'export' }
	| { do: 'save' }
	| { do: 'switch'; off: readonly string[] };

/** The dialog after a key (absent: closed), and an effect if there is one. */
export type DialogStep<State> = { dialog?: State; effect?: DialogEffect };

/** One dialog. `Next` is the type of the states that its keys lead to. */
export type DialogSpec<State, Next = State> = {
	key: (dialog: State, key: string, facts: DialogFacts) => DialogStep<Next>;
	/** The box, in rows of one width; none where there is nothing to ask or to tell. A page is as wide as the screen. */
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
