// The help: its keys, its search, and every key of natstop at every size.

import { expect, test } from 'vitest';
import { type HelpDialog, help } from '../../source/dialogs/help.ts';
import { actions } from '../../source/keys/actions.ts';
import { keyHints } from '../../source/keys/key-hints.ts';
import { expectApp, sizes, typing } from '../helpers/app-screen.tsx';
import { dialogFacts, hereIn, plain, press, type Told } from '../helpers/dialogs.tsx';

const helpAt = (over: Partial<HelpDialog> = {}): HelpDialog => ({
	name: 'help',
	scroll: 0,
	search: '',
	searching: false,
	...over,
});
/** Too low for all keys. */
const low: Told = { screen: { columns: 60, rows: 15 } };
const tall: Told = { screen: { columns: 60, rows: 2000 } };

/** The help after some keys. */
const after = (dialog: HelpDialog, keys: readonly string[], told: Told): HelpDialog => {
	let now = dialog;
	for (const key of keys) {
		const next = press(now, key, told).dialog;
		if (next?.name !== 'help') throw new Error(`${key} closes the help`);
		now = next;
	}
	return now;
};

test('the help scrolls, and closes by what opened it', () => {
	expect(after(helpAt(), ['j'], low).scroll).toBe(1);
	expect(after(helpAt(), ['pagedown'], low).scroll).toBe(12);
	expect(after(helpAt(), ['up'], low).scroll).toBe(0);
	for (const key of ['?', 'escape', 'q', 'enter']) expect(press(helpAt(), key)).toEqual({});
});

test('the help is searched as it is typed, with letters that are keys elsewhere', () => {
	const typed = after(helpAt(), ['/', 'q', 'j', 'space', 'k'], low);
	expect(typed).toMatchObject({ search: 'qj k', searching: true });
	const shorter = after(typed, ['backspace'], low);
	expect(shorter).toMatchObject({ search: 'qj ' });
	const kept = after(shorter, ['enter'], low);
	expect(kept).toMatchObject({ search: 'qj ', searching: false });
	expect(after(kept, ['escape'], low)).toMatchObject({ search: '' });
	expect(after(shorter, ['escape'], low)).toMatchObject({ search: '', searching: false });
});

test('the scroll of the help ends with its last line, so that one key up is seen', () => {
	const pages = Array.from({ length: 60 }, () => 'pagedown');
	const end = after(helpAt(), pages, low);
	const rows = (dialog: HelpDialog) => help.rows(dialog, dialogFacts(low));
	const all = help.rows(helpAt(), dialogFacts(tall));
	expect(end.scroll).toBe(all.length - rows(end).length);
	const up = after(end, ['up'], low);
	expect(rows(up)).not.toEqual(rows(end));
	expect(rows(up)[2]).toBe(rows(end)[1]);
});

test('the help does not scroll where all of it fits', () => {
	expect(after(helpAt(), ['j', 'pagedown'], tall).scroll).toBe(0);
});

test('the help that a taller screen has left with too far a scroll moves by the first key', () => {
	expect(after(helpAt({ scroll: 5000 }), ['up'], tall).scroll).toBe(0);
	const end = after(helpAt(), Array(60).fill('pagedown'), low).scroll;
	expect(after(helpAt({ scroll: 5000 }), ['up'], low).scroll).toBe(end - 1);
});

test('help that is taller than the screen scrolls, and not past its end', () => {
	const draw = (scroll: number) => help.rows(helpAt({ scroll }), dialogFacts(low));
	expect(draw(0)).toHaveLength(15);
	expect(draw(1)[1]).toBe(draw(0)[2]);
	expect(draw(5000)).toEqual(draw(4999));
});

test.each(sizes)(
	'the help begins with the keys of the place and says that it scrolls, at $columns x $rows, ascii $ascii',
	(size) => expectApp('help', { size }, ['?']),
);

test('a search narrows the help', () =>
	expectApp('help-search', { size: sizes[0] }, ['?', '/', ...typing('sort')]));

test('every action is in the help once', () => {
	const listed = keyHints(actions).flatMap(({ ids }) => ids);
	expect([...listed].sort()).toEqual(actions.map(({ id }) => id).sort());
});

test.each([60, 66, 77])('help on %d columns stays inside its box and leaves no key out', (columns) => {
	const rows = plain(help.rows(helpAt(), dialogFacts({ screen: { columns, rows: 400 } })));
	for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
	expect(rows[0]?.length).toBeLessThanOrEqual(columns - 2);
	const able = actions.filter(
		({ id, where }) => ([...where] as string[]).includes('servers') && !hereIn().idle.includes(id),
	);
	for (const { label } of keyHints(able)) expect(rows.some((row) => row.includes(label))).toBe(true);
});
