// The contract of a screen, as data: a new one is a `ScreenSpec`; app, commands and documentation see a `Screen` without its rows' type.

import type { CheckSettings } from '../model/checks/check.ts';
import type { ConnectionTarget } from '../model/connection-act.ts';
import type { Report } from '../model/health/finding.ts';
import type { MessageTarget } from '../model/last-message.ts';
import type { Export } from '../system/export-file.ts';
import type { Column, ColumnHead, Moment, Sort } from '../table/column.ts';
import type { FieldTerm } from '../table/filter-query.ts';
import type { Field } from '../table/list-language.ts';
import type { ListState, Opened, OpenedView, Tab } from '../table/list-state.ts';
import type { Glyphs } from '../theme.ts';
import type { Before } from './compared.ts';
import type { Kept } from './kept-parts.ts';
import type { Example, LegendPart } from './legend.ts';
import type { Heading, Honesty, LogCounts, Target } from './list-facts.ts';
import type { BaseLook, Choices, ScreenLook, Size, Stream, StreamLine, ValueLook } from './look.ts';
import type { Moded } from './modes.ts';
import type { Blocks, JsonObject, OwnPane, OwnPaneView } from './own-pane.ts';
import type { RowLook, ServerRef } from './row-look.ts';
import type { Asked, Following, FollowOptions, Once, OnceOptions, Source, Watching } from './source.ts';

export type { BaseLook, Choices, ScreenLook, Size, Stream, StreamLine, ValueLook } from './look.ts';

/**
 * A tab of an object that is a list. With a `scope` it is a list of the registry, narrowed by these terms of its filter;
 * without one it stands only there, and its source is opened on the key of the object. With `has` only some objects have it.
 */
export type ListTab<Row> = {
	list: Screen;
	scope?: (row: Row) => string;
	has?: (row: Row) => boolean;
};

export type ScreenSpec<Row, Snapshot, Facts extends object> = Blocks<Row> &
	Moded & {
		/** The name of the screen on the `:` line, as a command, and in the configuration. */
		id: string;
		/** The number key that shows the screen; several specs of one number are its tabs. */
		key: string;
		title: string;
		/** The name among the tabs of its number; the title by default. */
		tab?: string;
		about: string;
		noun: readonly [one: string, many: string];
		/** A table, a log that follows its end, or a table whose rows a `pane` of its own draws. */
		list: 'table' | 'log' | 'custom';
		/** The words in place of rows before there are any. */
		empty: (counts: LogCounts | undefined) => string;
		source: {
			asked: 'always' | 'while visible';
			/** `of` is the key of the object, where the list stands in one of its tabs. */
			open: (watching: Watching, of?: string) => Source<Snapshot>;
			once?: (options: OnceOptions) => Promise<Once<Snapshot>>;
			/** Copies a snapshot, so that nothing changes the copy any more. */
			freeze?: (snapshot: Snapshot) => Snapshot;
		};
		rows: (snapshot: Snapshot) => readonly Row[];
		honesty?: (snapshot: Snapshot) => Honesty;
		heading?: (snapshot: Snapshot) => Heading;
		/** The counts beside the rows; only for logs. */
		counts?: (snapshot: Snapshot) => LogCounts;
		/** How many rows a command prints by default: the first ones, by `sort` unless another sort is asked for. */
		most?: number;
		/** Fields that servers themselves can filter by: a filter's `name=value` goes into the request. */
		asks?: readonly string[];
		asksMany?: readonly string[]; // For several values at once: see `askedValues`.
		/** The sentence about a filter that parses and still cannot be answered; takes its terms about fields. */
		refusal?: (terms: readonly FieldTerm[]) => string | undefined;
		/** True where the command can ask for more about each row. */
		asksMore?: true;
		/** What checks have found of the rows, by what a person wants them to judge by; absent where rows are not judged. */
		report?: (snapshot: Snapshot, settings: CheckSettings | undefined) => Report | undefined;
		/** Asks for what it judges only while it is on the screen: the whole health opens it nowhere else. */
		isJudgedInView?: true;
		/** Works out facts once a snapshot, for all its rows. */
		facts: (snapshot: Snapshot, choices: Choices) => Facts;
		keyOf: (row: Row) => string;
		/** The names of a row, which decide between rows that sort alike; the first is its name on screen. */
		namesOf: (row: Row) => readonly string[];
		columns: readonly Column<Row, Facts>[];
		sort: Sort;
		fields?: readonly Field<Row, Facts>[];
		/** The texts that plain words of a filter search. */
		anywhere: (row: Row, facts: Facts) => readonly (string | undefined)[];
		/** The group of a row; rows of a group are switched on and off together. */
		groupOf?: (row: Row) => string;
		/** All groups in order, and the groups that are off at the start. */
		groups?: readonly string[];
		groupsOff?: readonly string[];
		/** True for a row with old figures, which sorts as if they were unknown. */
		isPast?: (row: Row) => boolean;
		rowLook?: (row: Row, look: ScreenLook<Facts>) => RowLook;
		/** How bad a row is: 0 where nothing is wrong with it. Absent where rows are not judged. */
		rank?: (row: Row, facts: Facts) => number;
		/** The word for the glyph of a row; stands under STATE in a printed table. */
		stateOf?: (row: Row) => string;
		/** When a row of a log came, and how many events it stands for; for the rate of the shown rows. */
		weigh?: (row: Row) => { from: number; to: number; count: number };
		/** Draws one row of a log, exactly `width` wide. */
		line?: (
			row: Row,
			width: number,
			look: ScreenLook<Facts>,
			mark: { selected: boolean; offset: number },
		) => string;
		/** Prints rows for a command as they come; only for logs. A log without it is no command. */
		stream?: {
			/** Starts the stream; the first row comes after it has returned. */
			follow: (options: FollowOptions, onRow: (row: Row) => void) => Following<Facts>;
			/** Writes a row as a line, without cutting it; `columns` where a terminal would break it. */
			text: (row: Row, look: ScreenLook<Facts>, columns: number | undefined) => string;
			/** Makes the row that stands for rows that the reader did not take in time. */
			leftOut: (count: number, at: number) => Row;
		};
		/** Draws the pane under the title, from the rows that the filter lets through; only for `custom`. */
		pane?: (rows: readonly Row[], size: Size, look: ScreenLook<Facts>, at: OwnPane) => OwnPaneView;
		/** Lines above the heads of the columns, each as wide as told, for what is true of all rows together; not for `custom`. */
		above?: (snapshot: Snapshot, size: Size, look: ScreenLook<Facts>) => readonly string[];
		/** Draws the detail of a row, title included; without a row the detail says so. */
		detail?: (
			row: Row | undefined,
			size: Size,
			look: ScreenLook<Facts>,
			focused: boolean,
		) => readonly string[];
		/** The list that Enter opens for a row, narrowed to the row, or the object in it; absent where Enter opens none. */
		open?: (row: Row) => Target | undefined;
		/** Scopes by screen id: a number key pressed on a row narrows its screen to this. */
		scopes?: (row: Row) => Readonly<Record<string, string>>;
		/** The number of rows of the lists in an object's tabs, by their ids, as far as it is known. */
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
		/** The connection of a row, where it can be kicked or asked to move. */
		connectionOf?: (row: Row, look: ScreenLook<Facts>) => ConnectionTarget | undefined;
		/** The subject of a stream that a row stands for, where a person may look at its last message. */
		messageOf?: (row: Row) => MessageTarget | undefined;
		/** What a row is in JSON; several objects where it stands for several. */
		json: (row: Row, look: ScreenLook<Facts>) => JsonObject | readonly JsonObject[];
		/** The text that `y` copies; `open` where the object is open. */
		copy: (row: Row, look: ScreenLook<Facts>, open: Opened | undefined) => { text: string; what: string };
		/** The meanings of the screen's signs, abbreviations and words, beside its columns. */
		legend?: (glyphs: Glyphs) => readonly LegendPart[];
		/** Filters that let a row through, for the help. */
		examples?: (row: Row) => readonly Example[];
		/** The file that `e` writes of an open object; absent where `e` exports the list then, too. */
		exportOpened?: (row: Row, snapshot: Snapshot) => Export;
	};

/** One row without its type. */
export type Item = {
	key: string;
	name: string;
	server?: ServerRef;
	/** The connection of the row, where it can be kicked or asked to move. */
	connection?: (look: BaseLook) => ConnectionTarget | undefined;
	/** The subject of a stream that the row stands for. */
	message?: MessageTarget;
	/** The list that Enter opens for the row. */
	place?: Target;
	/** Scopes by screen id: a number key pressed on the row narrows its screen to this. */
	scopes?: Readonly<Record<string, string>>;
	tabs: readonly Tab[];
	copy: (look: BaseLook, open?: Opened) => { text: string; what: string };
	exportOpened?: () => Export;
	examples: () => readonly Example[];
};

/** The look of one line of a list. */
export type LineLook = {
	/** Columns of a table, as chosen for its width. */
	columns: readonly Pick<ColumnHead, 'id' | 'width'>[];
	width: number;
	look: BaseLook;
	selected: boolean;
	focused: boolean;
	marked?: boolean;
	/** True where the whole list is old: its values are muted. */
	old?: boolean;
	/** What the row was at the marked moment; its figures tell what has changed since. Absent where none is marked. */
	before?: Before;
	/** Cells the text of a log is scrolled to the left. */
	offset: number;
};

/** A snapshot seen through filter and sort. */
export type ListView = {
	/** Keys of the rows that pass, in order. */
	keys: readonly string[];
	/** True where the filter or the search has not seen all rows yet. */
	unfinished: boolean;
	/** Keys of the rows with a problem, in the same order. */
	problems: () => readonly string[];
	/** The key of the first row of each block; none where rows stand in no blocks. */
	blocks: () => readonly string[];
	/** Positions of the rows that the search finds; absent where nothing is searched for. */
	found?: readonly number[];
	/** The moment that it is compared with, and how many rows are new since, and gone. */
	since?: { at: number; fresh: number; gone: number };
	/** The rate of the rows that pass the filter, a second; only for a log with a filter. */
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
	/** The rows that pass, as a file; only the first `most` where that is given. */
	export: (look: BaseLook, most?: number) => Export;
};

/** One snapshot of one screen. */
export type Shot = Heading & {
	/** Rows known, before filter and groups. */
	total: number;
	honesty: Honesty;
	counts?: LogCounts;
	/** What checks have found of its rows, worked out by the first look at it; absent where it has no checks. */
	report?: () => Report | undefined;
	list: (state: ListState, moment: Moment, choices: Choices) => ListView;
	/** An item by its key, whatever the filter. */
	item: (key: string) => Item | undefined;
	/** The values of the columns of a row, if there is one of that key; absent where rows cannot be compared. */
	values?: (key: string, look: ValueLook) => ((column: string) => number | string | undefined) | undefined;
	/** The column of an id; absent where rows cannot be compared. */
	column?: (id: string) => ColumnHead | undefined;
	/** Lines above the heads of its columns, in a pane of this size; absent where it has none. */
	above?: (size: Size, look: BaseLook) => readonly string[];
	/** Rows of the pane about one row. */
	detail: (key: string | undefined, size: Size, look: BaseLook, focused: boolean) => readonly string[];
	opened: (open: Opened, size: Size, look: BaseLook) => OpenedView;
	freeze: () => Shot;
};

/** A screen without the type of its rows, for the app, the commands and the documentation. */
export type Screen = Pick<ScreenSpec<never, never, never>, Kept> & {
	asked: 'always' | 'while visible';
	/** Its rows are judged by checks; `in view` where nobody asks for them elsewhere. */
	judged?: 'everywhere' | 'in view';
	/** There is a pane about the selected row. */
	hasDetail: boolean;
	/** Tabs of an object opened from it; `list` where one is a list. */
	tabs: readonly { id: string; title: string; list?: Screen }[];
	columns: readonly ColumnHead[];
	/** Fields to filter by that are no columns, by their first names. */
	fields: readonly (readonly string[])[];
	/** All fields to filter by, under the name that is shown. */
	filterFields: readonly string[];
	/** The error of a filter that does not parse, or nothing. */
	filterError: (filter: string) => string | undefined;
	/** The part of a filter that goes into requests to servers. */
	askedOf: (filter: string) => Asked;
	open: (watching: Watching, of?: string) => Source<Shot>;
	/** Asks once, for a command; absent where only watching makes sense. */
	once?: (options: OnceOptions) => Promise<Once<Shot>>;
	/** Follows a log for a command: gives the rows that pass the filter as they come; absent where the screen has no stream. */
	follow?: (
		options: Omit<FollowOptions, 'everything'>,
		filter: string,
		onLine: (line: StreamLine) => void,
	) => Stream;
};
