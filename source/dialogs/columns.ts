// Chooses the columns of a list: which are on, in what order, and what each of them means.

import { firstFitting } from '../format/cell.ts';
import { fit, width, wrapText } from '../format/text.ts';
import { columnNamed } from '../table/column.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys, placeText } from './box.ts';
import { closes, type DialogFacts, type DialogSpec, rowStep, within } from './dialog.ts';

/** `cursor` is a position in `order`, the ids of all columns; without an order those on come first. */
export type ColumnsDialog = { name: 'columns'; cursor: number; order?: readonly string[] };

type Spec = DialogSpec<ColumnsDialog>;

/** Ids of the columns that are on: those chosen, else those there is room for. The first is pinned. */
const onOf = ({ list: { columns, chosen, shown } }: DialogFacts): string[] => {
	const ids = chosen.flatMap((name) => columnNamed(columns, name)?.id ?? []);
	const first = columns.slice(0, 1).map(({ id }) => id);
	return [...new Set([...first, ...(ids.length > 0 ? ids : shown)])];
};

const orderOf = ({ order }: ColumnsDialog, facts: DialogFacts): readonly string[] =>
	order ?? [...new Set([...onOf(facts), ...facts.list.columns.map(({ id }) => id)])];

/** The columns of `order` that are on; at least one stays beside the pinned one. */
const chosenOf = (order: readonly string[], on: readonly string[]): readonly string[] =>
	order.filter((id) => on.includes(id));

const toggled = (dialog: ColumnsDialog, order: readonly string[], on: readonly string[]) => {
	const id = order[dialog.cursor];
	const isLast = id !== undefined && on.includes(id) && on.length <= 2;
	if (id === undefined || dialog.cursor === 0 || isLast) return { dialog: { ...dialog, order } };
	const next = on.includes(id) ? on.filter((other) => other !== id) : [...on, id];
	return {
		dialog: { ...dialog, order },
		effect: { do: 'columns' as const, columns: chosenOf(order, next) },
	};
};

/** The column under the cursor changes places with its neighbour; the pinned one keeps its own. */
const moved = (dialog: ColumnsDialog, order: readonly string[], on: readonly string[], by: -1 | 1) => {
	const to = dialog.cursor + by;
	const [here, there] = [order[dialog.cursor], order[to]];
	if (dialog.cursor < 1 || to < 1 || here === undefined || there === undefined)
		return { dialog: { ...dialog, order } };
	const next = order.map((id) => (id === here ? there : id === there ? here : id));
	const after = { ...dialog, order: next, cursor: to };
	return on.includes(here)
		? { dialog: after, effect: { do: 'columns' as const, columns: chosenOf(next, on) } }
		: { dialog: after };
};

const key: Spec['key'] = (dialog, key, facts) => {
	if (closes(key) || key === 'C' || key === 'enter') return {};
	const order = orderOf(dialog, facts);
	const on = onOf(facts);
	if (key === 'space' || key === 'x') return toggled(dialog, order, on);
	if (key === 'K' || key === '<') return moved(dialog, order, on, -1);
	if (key === 'J' || key === '>') return moved(dialog, order, on, 1);
	if (key === 'a')
		return { dialog: { name: 'columns', cursor: dialog.cursor }, effect: { do: 'columns', columns: [] } };
	const step = key === 'pagedown' ? 10 : key === 'pageup' ? -10 : rowStep(key);
	return { dialog: { ...dialog, cursor: within(dialog.cursor + step, order.length - 1) } };
};

/** Cells before the words of a column: cursor, mark and title. */
const wordsAt = 15;

/** The list scrolls with its cursor where the screen is low. */
const rows: Spec['rows'] = (dialog, facts) => {
	const { list, screen, here } = facts;
	const { rows, theme } = screen;
	const { glyphs, paint } = theme;
	const columns = dialogColumns(screen.columns, 72);
	const inside = dialogInside(columns);
	const order = orderOf(dialog, facts);
	const on = onOf(facts);
	const keys = dialogKeys(
		[
			['Space', 'on, off'],
			['J K', 'down, up'],
			['a', 'as there is room'],
			['Esc', 'close'],
		],
		inside,
		theme,
	);
	const headOf = (id: string | undefined) => list.columns.find((column) => column.id === id);
	const wordsOf = (id: string | undefined): string => {
		const lacks = id !== undefined && on.includes(id) && !list.shown.includes(id) ? '(no room now) ' : '';
		return lacks + (headOf(id)?.about ?? '');
	};
	// The meaning of the column under the cursor is never cut, whatever rows it takes.
	const meaning = wrapText(wordsOf(order[dialog.cursor]), inside - wordsAt);
	const room = Math.max(1, rows - 2 - keys.length - meaning.length);
	const start = Math.max(0, Math.min(dialog.cursor - Math.floor(room / 2), order.length - room));
	const shown = order.slice(start, start + room);
	const lines = shown.flatMap((id, index) => {
		const isHere = start + index === dialog.cursor;
		const mark = start + index === 0 ? ' = ' : on.includes(id) ? '[x]' : '[ ]';
		const [first = '', ...more] = isHere ? meaning : [wordsOf(id)];
		const text = `${isHere ? '>' : ' '} ${mark} ${(headOf(id)?.title ?? id).padEnd(8)} ${first}`;
		return [text, ...more.map((words) => ' '.repeat(wordsAt) + words)].map((each) => {
			const line = fit(each, inside, glyphs);
			return isHere ? paint('select', line) : on.includes(id) ? line : paint('muted', line);
		});
	});
	const of = here.screens[0] === undefined ? '' : ` of ${here.screens[0].title}`;
	const place = placeText(start, shown.length, order.length, glyphs);
	const hows =
		list.chosen.length > 0 ? [': chosen, :save keeps them', ': chosen'] : [': as there is room', ''];
	const titles = hows.map((how) => `Columns${of}${how}`);
	const title = firstFitting(titles, inside - width(place) - 5);
	return boxRows(title, [...lines, '', ...keys], columns, theme, rows, place);
};

/** Space switches a column on or off, `J` and `K` move it. */
export const columns: Spec = { key, rows };
