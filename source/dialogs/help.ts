// The help for the place on screen: its keys, the meaning of every sign on it, filters, commands; `/` searches all of it.

import { joinSides } from '../format/text.ts';
import { boxRows, dialogColumns, dialogInside, placeText } from './box.ts';
import { closes, type DialogFacts, type DialogSpec, rowStep, within } from './dialog.ts';
import { keyLines, wordLines } from './help-lines.ts';
import { keyParts, legendParts, matching } from './help-parts.ts';

export type HelpDialog = {
	name: 'help';
	/** Lines scrolled away where not all fit. */
	scroll: number;
	search: string;
	/** True while the search is typed. */
	searching: boolean;
};

type Spec = DialogSpec<HelpDialog>;

/** The widest box, in cells: longer lines are hard to read. */
const widest = 180;

const boxColumns = ({ screen }: DialogFacts): number => dialogColumns(screen.columns, widest);

/** All lines, of which the box shows as many as the screen has room for. */
const linesOf = ({ search }: HelpDialog, facts: DialogFacts): string[] => {
	const { theme } = facts.screen;
	const inside = dialogInside(boxColumns(facts));
	const keys = matching(keyParts(facts), search);
	const words = matching(legendParts(facts), search);
	const lines = [
		...(keys.length > 0 ? keyLines(keys, inside, theme) : []),
		...(keys.length > 0 && words.length > 0 ? [''] : []),
		...(words.length > 0 ? wordLines(words, inside, theme) : []),
	];
	return lines.length > 0 ? lines : [`Nothing here matches "${search}".  Esc shows all.`];
};

/** Lines between the borders. */
const roomOf = ({ screen }: DialogFacts): number => screen.rows - 2;

/** Furthest scroll: the last line is at the bottom then. */
const lastScroll = (lines: readonly string[], facts: DialogFacts): number =>
	Math.max(0, lines.length - roomOf(facts));

/** Lines that a key scrolls by. */
const stepOf = (key: string, room: number): number => {
	if (key === 'pagedown' || key === 'space') return room - 1;
	if (key === 'pageup') return 1 - room;
	if (key === 'ctrl+d' || key === 'ctrl+u') return Math.floor(room / 2) * (key === 'ctrl+d' ? 1 : -1);
	if (key === 'g' || key === 'home') return Number.NEGATIVE_INFINITY;
	return key === 'G' || key === 'end' ? Number.POSITIVE_INFINITY : rowStep(key);
};

const key: Spec['key'] = (dialog, key, facts) => {
	if (dialog.searching) {
		if (key === 'escape' || key === 'ctrl+c') return { dialog: { ...dialog, searching: false, search: '' } };
		if (key === 'enter') return { dialog: { ...dialog, searching: false } };
		if (key === 'backspace') return { dialog: { ...dialog, search: dialog.search.slice(0, -1) } };
		const typed = key === 'space' ? ' ' : key;
		return [...typed].length === 1 && dialog.search.length < 32
			? { dialog: { ...dialog, search: dialog.search + typed, scroll: 0 } }
			: { dialog };
	}
	if (key === 'escape' && dialog.search !== '') return { dialog: { ...dialog, search: '' } };
	if (closes(key) || key === '?' || key === 'enter') return {};
	if (key === '/') return { dialog: { ...dialog, searching: true, search: '' } };
	const last = lastScroll(linesOf(dialog, facts), facts);
	const to = within(dialog.scroll, last) + stepOf(key, roomOf(facts));
	return { dialog: { ...dialog, scroll: within(to, last) } };
};

const titleOf = ({ search, searching }: HelpDialog, { here, screen }: DialogFacts): string => {
	const { glyphs } = screen.theme;
	if (searching) return `Help   /${search}${glyphs.ascii ? '_' : glyphs.barFull}`;
	if (search !== '') return `Help   /${search}   Esc shows all`;
	return `Help: ${here.title}   / search, Esc close`;
};

const rows: Spec['rows'] = (dialog, facts) => {
	const { theme, rows } = facts.screen;
	const all = linesOf(dialog, facts);
	const start = within(dialog.scroll, lastScroll(all, facts));
	const columns = boxColumns(facts);
	const shown = all.slice(start, start + roomOf(facts));
	const lines = shown.map((line) => joinSides(line, '', dialogInside(columns)));
	const place = placeText(start, shown.length, all.length, theme.glyphs);
	return boxRows(titleOf(dialog, facts), lines, columns, theme, rows, place);
};

/** The help; it scrolls where it has more lines than the screen has rows. */
export const help: Spec = { key, rows };
