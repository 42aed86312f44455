// The contract of a screen: what can be watched, as data. Whoever adds one writes a `ScreenSpec`; the app, the commands
// and the documentation see a `Screen`, which knows nothing of its rows' type.

import type { ConnectionTarget } from '../model/connection-act.ts';
import type { Export } from '../system/export-file.ts';
import type { Column, ColumnHead, Look, Moment, Sort } from '../table/column.ts';
import type { FieldTerm } from '../table/filter-query.ts';
import type { Field } from '../table/list-language.ts';
import type { ListState, Opened, OpenedView, Tab } from '../table/list-state.ts';
import type { Glyphs, Token } from '../theme.ts';
import type { Example, LegendPart } from './legend.ts';
import type { Honesty, LogCounts } from './list-facts.ts';
import type { Asked, Following, FollowOptions, Once, OnceOptions, Source, Watching } from './source.ts';

/** Cells. */
export type Size = { width: number; height: number };

/** The server a row belongs to, for actions on it: by id, else by name. */
export type ServerRef = { id?: string; name?: string };

/** How a row looks before its cells. */
export type RowLook = { glyph: string; token?: Token; faded: boolean };

/** What a person chose that holds for all lists. */
export type Choices = { totals: boolean; exact: boolean; keys: boolean };

export type LogMark = { selected: boolean; offset: number };

/** What drawing depends on, whatever the screen. `screenWidth` is the whole terminal's, in cells. */
export type BaseLook = Look<{ choices: Choices; screenWidth: number }>;

/** The same with what a screen has worked out for all its rows. */
export type ScreenLook<Facts> = BaseLook & Facts;

/**
 * A tab of an object that is a list. With a `scope` it is a list of the registry, narrowed by these terms of its filter;
 * without one it stands only there, and its source is opened on the key of the object.
 */
export type ListTab<Row> = { list: Screen; scope?: (row: Row) => string };

/** What a pane of a screen's own is drawn for. */
export type OwnPane = {
	/** Key of the row under the cursor. */
	cursor?: string;
	/** How far it is scrolled to the right, in steps of its own. */
	offset: number;
};

/** A pane of a screen's own as drawn: rows of its size, how many of them are a page, the furthest step to the right. */
export type OwnPaneView = { rows: readonly string[]; page?: number; lastOffset?: number };

export type ScreenSpec<Row, Snapshot, Facts extends object> = {
	/** Names it in `:`, as a command, in the configuration. */
	id: string;
	/** The number that shows it; several specs of one number are its tabs. */
	key: string;
	title: string;
	/** What it is called among the tabs of its number; its title without. */
	tab?: string;
	about: string;
	noun: readonly [one: string, many: string];
	/** A table, a log that follows its end, or a table whose rows a `pane` of its own draws. */
	list: 'table' | 'log' | 'custom';
	/** What stands in place of rows before there are any. */
	empty: (counts: LogCounts | undefined) => string;
	source: {
		asked: 'always' | 'while visible';
		/** `of` is the key of the object, where the list stands in one of its tabs. */
		open: (watching: Watching, of?: string) => Source<Snapshot>;
		once?: (options: OnceOptions) => Promise<Once<Snapshot>>;
		/** A copy that nothing changes any more. */
		freeze?: (snapshot: Snapshot) => Snapshot;
	};
	rows: (snapshot: Snapshot) => readonly Row[];
	honesty?: (snapshot: Snapshot) => Honesty;
	/** Only for logs. */
	counts?: (snapshot: Snapshot) => LogCounts;
	/** Rows that are printed where nobody asks for more: the first ones, by `sort` unless another is asked for. */
	most?: number;
	/** Names of fields that servers choose by: a filter's `name=value` is asked of them then. */
	asks?: readonly string[];
	/** Why a filter that parses cannot be answered all the same, in a sentence; given its terms about fields. */
	refusal?: (terms: readonly FieldTerm[]) => string | undefined;
	/** As a command its rows can be asked for more, one by one. */
	asksMore?: true;
	/** Worked out once for a snapshot, for all its rows. */
	facts: (snapshot: Snapshot, choices: Choices) => Facts;
	keyOf: (row: Row) => string;
	/** Texts that decide between rows that sort alike; the first is its name on screen. */
	namesOf: (row: Row) => readonly string[];
	columns: readonly Column<Row, Facts>[];
	sort: Sort;
	fields?: readonly Field<Row, Facts>[];
	/** Where plain words of a filter look. */
	anywhere: (row: Row, facts: Facts) => readonly (string | undefined)[];
	/** Of rows whose groups are switched on and off together. */
	groupOf?: (row: Row) => string;
	/** All groups in order, and those that are off at start. */
	groups?: readonly string[];
	groupsOff?: readonly string[];
	/** Figures of such a row do not compare with those of now: it sorts as if they were unknown. */
	isPast?: (row: Row) => boolean;
	rowLook?: (row: Row, look: ScreenLook<Facts>) => RowLook;
	/** How bad a row is: 0 where nothing is wrong with it. Absent where rows are not judged. */
	rank?: (row: Row, facts: Facts) => number;
	/** The word for what the glyph says; stands under STATE in a printed table. */
	stateOf?: (row: Row) => string;
	/** When a row of a log came, and how many it stands for, for the rate of what is shown. */
	weigh?: (row: Row) => { from: number; to: number; count: number };
	/** One row of a log, exactly `width` wide. */
	line?: (row: Row, width: number, look: ScreenLook<Facts>, mark: LogMark) => string;
	/** Only for logs: how a command prints rows as they come. Without it the log is no command. */
	stream?: {
		/** The first row comes after it has returned. */
		follow: (options: FollowOptions, onRow: (row: Row) => void) => Following<Facts>;
		/** A row as a line, of which nothing is cut; `columns` where a terminal would break it. */
		text: (row: Row, look: ScreenLook<Facts>, columns: number | undefined) => string;
		/** The row that stands for those that nobody read in time. */
		leftOut: (count: number, at: number) => Row;
	};
	/** Only for `custom`: what stands under the title, for the rows that the filter lets through. */
	pane?: (rows: readonly Row[], size: Size, look: ScreenLook<Facts>, at: OwnPane) => OwnPaneView;
	/** The pane about one row, title included; without a row the pane says so. */
	detail?: (row: Row | undefined, size: Size, look: ScreenLook<Facts>, focused: boolean) => readonly string[];
	/** The list that Enter opens for a row, narrowed to it, where there is one. */
	open?: (row: Row) => { screen: string; scope: string };
	/** What other screens are narrowed to when their number is pressed here, by their ids. */
	scopes?: (row: Row) => Readonly<Record<string, string>>;
	/** How many rows the lists in its tabs have, by their ids, as far as that is known. */
	tabCounts?: (row: Row, snapshot: Snapshot) => Readonly<Record<string, number | undefined>>;
	/**
	 * Tabs of an object opened with Enter, the first one shown first: names of pictures that `opened` draws, and lists. Where
	 * one is a list the row of tabs stands under the title of each, which is the first row of `opened`; its size is without
	 * that row. Without tabs nothing opens.
	 */
	tabs?: readonly (string | ListTab<Row>)[];
	opened?: (
		row: Row | undefined,
		open: Opened,
		size: Size,
		look: ScreenLook<Facts>,
		snapshot: Snapshot,
	) => OpenedView;
	serverOf?: (row: Row) => ServerRef | undefined;
	/** The connection a row is, where it can be kicked or asked to move. */
	connectionOf?: (row: Row, look: ScreenLook<Facts>) => ConnectionTarget | undefined;
	json: (row: Row, look: ScreenLook<Facts>) => Readonly<Record<string, unknown>>;
	/** What `y` copies; `open` where the object is open. */
	copy: (row: Row, look: ScreenLook<Facts>, open: Opened | undefined) => { text: string; what: string };
	/** What its signs, abbreviations and words mean, beside its columns. */
	legend?: (glyphs: Glyphs) => readonly LegendPart[];
	/** Filters that let a row through, for the help. */
	examples?: (row: Row) => readonly Example[];
	/** What `e` writes of an open object; absent where the list is exported then too. */
	exportOpened?: (row: Row, snapshot: Snapshot) => Export;
};

/** One row without its type. */
export type Item = {
	key: string;
	name: string;
	server?: ServerRef;
	/** The connection it is, where it can be kicked or asked to move. */
	connection?: (look: BaseLook) => ConnectionTarget | undefined;
	/** The list that Enter opens for it. */
	place?: { screen: string; scope: string };
	/** What other screens are narrowed to when their number is pressed on it. */
	scopes?: Readonly<Record<string, string>>;
	/** Tabs of it once it is opened; none where it cannot be. */
	tabs: readonly Tab[];
	copy: (look: BaseLook, open?: Opened) => { text: string; what: string };
	exportOpened?: () => Export;
	/** Filters that let it through. */
	examples: () => readonly Example[];
};

/** How one line of a list is drawn. */
export type LineLook = {
	/** Columns of a table, as chosen for its width. */
	columns: readonly Pick<ColumnHead, 'id' | 'width'>[];
	width: number;
	look: BaseLook;
	selected: boolean;
	focused: boolean;
	/** The whole list is old: its values are muted. */
	old?: boolean;
	/** Cells the text of a log is scrolled to the left. */
	offset: number;
};

/** A snapshot seen through filter and sort. */
export type ListView = {
	/** Keys of what passes, in order. */
	keys: readonly string[];
	/** True where the filter or the search has not come to all rows yet. */
	unfinished: boolean;
	/** Keys of those that something is wrong with, in the same order. */
	problems: () => readonly string[];
	/** Positions of the rows that the search finds; absent where nothing is searched for. */
	found?: readonly number[];
	/** Of a log that has a filter: how many a second came lately of what passes it. */
	rate?: (now: number) => number;
	/** Cells that the longest name under a column of names takes, by its id: of all rows, whatever the filter. */
	nameWidths: () => ReadonlyMap<string, number>;
	/** Cells that columns need for every digit, by their id. */
	exactWidths: (look: BaseLook) => ReadonlyMap<string, number>;
	/** The line of the row at a position, exactly as wide as told. */
	line: (index: number, how: LineLook) => string;
	/** The texts of the row at a position under some columns, each in at most the width given. */
	cells: (index: number, columns: LineLook['columns'], look: BaseLook) => readonly string[];
	/** The word for the state of the row at a position; absent where rows have none. */
	state: (index: number) => string | undefined;
	/** The pane of a screen that draws its own; absent where it has none. */
	pane?: (size: Size, look: BaseLook, at: OwnPane) => OwnPaneView;
	/** The item at a position. */
	at: (index: number) => Item | undefined;
	/** What passes, as a file; the first `most` of it where that is told. */
	export: (look: BaseLook, most?: number) => Export;
};

/** One snapshot of one screen. */
export type Shot = {
	/** Rows known, before filter and groups. */
	total: number;
	honesty: Honesty;
	counts?: LogCounts;
	list: (state: ListState, moment: Moment, choices: Choices) => ListView;
	/** An item by its key, whatever the filter. */
	item: (key: string) => Item | undefined;
	/** Rows of the pane about one row. */
	detail: (key: string | undefined, size: Size, look: BaseLook, focused: boolean) => readonly string[];
	opened: (open: Opened, size: Size, look: BaseLook) => OpenedView;
	freeze: () => Shot;
};

/** A row of a log as it is printed: a line of text or of JSON. */
export type StreamLine = (how: { look: BaseLook; json: boolean; columns?: number }) => string;

/** A log that is followed without a screen. */
export type Stream = { leftOut: (count: number, at: number) => StreamLine; stop: () => void };

/** A screen without the type of its rows: what app, commands and documentation work with. */
export type Screen = Pick<
	ScreenSpec<never, never, never>,
	| 'id'
	| 'key'
	| 'title'
	| 'tab'
	| 'most'
	| 'asksMore'
	| 'about'
	| 'noun'
	| 'list'
	| 'sort'
	| 'groups'
	| 'groupsOff'
	| 'empty'
	| 'legend'
> & {
	asked: 'always' | 'while visible';
	/** There is a pane about the selected row. */
	hasDetail: boolean;
	/** Tabs of an object opened from it; `list` where one is a list. */
	tabs: readonly { id: string; title: string; list?: Screen }[];
	columns: readonly ColumnHead[];
	/** Names of what can be filtered by that is no column, the first of each. */
	fields: readonly (readonly string[])[];
	/** Everything that can be filtered by, under the name shown first. */
	filterFields: readonly string[];
	/** Why a filter does not parse, or nothing. */
	filterError: (filter: string) => string | undefined;
	/** What of a filter is asked of servers. */
	askedOf: (filter: string) => Asked;
	open: (watching: Watching, of?: string) => Source<Shot>;
	/** Asks once, for a command; absent where only watching makes sense. */
	once?: (options: OnceOptions) => Promise<Once<Shot>>;
	/** Follows a log for a command: what passes the filter, as it comes; absent where that is not possible. */
	follow?: (
		options: Omit<FollowOptions, 'everything'>,
		filter: string,
		onLine: (line: StreamLine) => void,
	) => Stream;
};
