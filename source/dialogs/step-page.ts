// A page that takes the whole body: what is done to one server after another, and what came of each.

import { fillRows, paneTitle } from '../format/pane-title.ts';
import { roomyColumns } from '../format/screen-sizes.ts';
import { fit, fitMiddle, joinSides, width, wrapText } from '../format/text.ts';
import type { LoggedEvent } from '../model/event.ts';
import { eventRow } from '../screens/events/event-row.ts';
import type { Theme, Token } from '../theme.ts';
import { rowStep, within } from './dialog.ts';

/** One server: a sign, its name, what is done, how long that took, what came of it. */
export type StepRow = {
	glyph: string;
	token?: Token;
	name: string;
	step: string;
	took: string;
	result: string;
	/** True for the one that something is done to now, or that stopped the others. */
	current: boolean;
};

export type StepPage = {
	title: string;
	/** A part of the title with a colour of its own. */
	mark?: { text: string; token: Token };
	/** At the right of the title. */
	right: string;
	note: string;
	/** The head over the results. */
	heading: string;
	rows: readonly StepRow[];
	/** Sentences under the rows. */
	under: readonly string[];
	/** Commands that people copy, each behind what it is for: wrapped, never cut. */
	commands?: readonly (readonly [label: string, command: string])[];
	/** Events of these servers, the newest last. */
	events: readonly LoggedEvent[];
	keys: readonly (readonly [key: string, label: string])[];
	/** Rows scrolled away; absent while the page follows the current one. */
	scroll?: number;
};

type Screen = { columns: number; rows: number; now: number; theme: Theme };

/** Cells before the name, for the step, and for the time; one blank between. */
const lead = 4;
const stepCells = 12;
const tookCells = 5;

const leastName = 12;
const mostEvents = 8;

/** The rows of a screen that the header takes. */
export const pageTop = (columns: number): number => (columns < roomyColumns ? 1 : 2);

const nameCells = (rows: readonly StepRow[], columns: number): number =>
	Math.max(
		leastName,
		Math.min(Math.floor(columns / 4), ...[Math.max(...rows.map(({ name }) => width(name)))]),
	);

const rowLines = (row: StepRow, names: number, columns: number, { paint, glyphs }: Theme): string[] => {
	const sign = row.token ? paint(row.token, row.glyph) : row.glyph;
	const head = `${row.current ? '>' : ' '} ${sign} ${fitMiddle(row.name, names, glyphs)} ${fit(row.step, stepCells, glyphs)} ${row.took.padStart(tookCells)}  `;
	const room = Math.max(8, columns - lead - names - 1 - stepCells - 1 - tookCells - 2);
	const [first = '', ...rest] = wrapText(row.result, room);
	const blank = ' '.repeat(columns - room);
	return [head + first, ...rest.map((line) => blank + line)];
};

/** The rows of the list that there is room for, and its furthest scroll. */
const partOf = ({ rows, scroll }: StepPage, lines: readonly (readonly string[])[], room: number) => {
	const flat = lines.flat();
	const most = Math.max(0, flat.length - room);
	const current = rows.findIndex(({ current: isCurrent }) => isCurrent);
	const at = lines.slice(0, Math.max(0, current)).flat().length;
	const start = within(scroll ?? at - Math.floor(room / 2), most);
	return { shown: flat.slice(start, start + room), most, start };
};

/** Cells for what a command is for. */
const labelCells = 8;

const commandLines = (label: string, command: string, columns: number): string[] =>
	wrapText(command, columns - labelCells - 1).map(
		(line, index) => ` ${(index === 0 ? label : '').padEnd(labelCells - 1)}${line}`,
	);

/** The keys in one row; the last ones leave where there is no room. */
const keyRow = (keys: StepPage['keys'], columns: number, { paint }: Theme): string => {
	const shown = [...keys];
	const widthOf = () => shown.reduce((sum, [key, label]) => sum + width(key) + width(label) + 3, -1);
	while (shown.length > 1 && widthOf() > columns) shown.pop();
	return ` ${shown.map(([key, label]) => `${paint('key', key)} ${label}`).join('  ')}`;
};

const parts = (page: StepPage, { columns, rows: height, now, theme }: Screen) => {
	const body = height - pageTop(columns);
	const names = nameCells(page.rows, columns);
	const lines = page.rows.map((row) => rowLines(row, names, columns, theme));
	const under = page.under.flatMap((text) => wrapText(text, columns - 2)).map((line) => ` ${line}`);
	const copied = (page.commands ?? []).flatMap(([label, command]) => commandLines(label, command, columns));
	const below = [...(under.length > 0 ? ['', ...under] : []), ...(copied.length > 0 ? ['', ...copied] : [])];
	const fixed = 4 + below.length;
	const spare = body - fixed - lines.flat().length;
	const events = page.events.slice(-Math.max(0, Math.min(mostEvents, spare - 2)));
	const log =
		spare < 4 || events.length === 0
			? []
			: [
					paneTitle({
						...{ title: 'Events', right: `${page.events.length}`, columns, theme },
						focused: false,
					}),
					...events.map((event) =>
						eventRow(event, columns, {
							...{ nameOf: (name) => name, now, offset: 0, theme },
							selected: false,
						}),
					),
				];
	const room = Math.max(1, body - fixed - log.length);
	return { body, names, lines, below, log, room };
};

/** Where a page stands that a key scrolls; absent where the key does not scroll. */
export const scrolled = (
	page: () => StepPage | undefined,
	key: string,
	screen: Screen,
): number | undefined => {
	const step = rowStep(key);
	const shown = step === 0 ? undefined : page();
	if (shown === undefined) return undefined;
	const { lines, room } = parts(shown, screen);
	const { most, start } = partOf(shown, lines, room);
	return within(start + step, most);
};

/** The page as rows of the screen's width: all but the header, the footer with its keys included; none without a page. */
export const stepPageRows = (page: StepPage | undefined, screen: Screen): string[] => {
	if (page === undefined) return [];
	const { columns, theme } = screen;
	const { body, names, lines, below, log, room } = parts(page, screen);
	const { paint, glyphs } = theme;
	const { shown } = partOf(page, lines, room);
	const heads = `${' '.repeat(lead)}${'SERVER'.padEnd(names)} ${'STEP'.padEnd(stepCells)} ${'TOOK'.padStart(tookCells)}  ${page.heading}`;
	const top = [
		paneTitle({ title: page.title, right: page.right, mark: page.mark, columns, focused: true, theme }),
		paint('muted', ` ${fit(page.note, columns - 1, glyphs)}`),
		paint('title', fit(heads, columns, glyphs)),
	];
	const upper = fillRows([...top, ...shown, ...below], body - 1 - log.length, columns);
	const keys = keyRow(page.keys, columns, theme);
	return [...upper, ...log, keys].map((line) => joinSides(line, '', columns));
};
