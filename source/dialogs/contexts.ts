// The contexts of the nats CLI, with a mark at the one that is watched; Enter watches another.

import { fit, fitMiddle, width } from '../format/text.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys, placeText } from './box.ts';
import { closes, type DialogFacts, type DialogSpec, rowStep, within } from './dialog.ts';

/** The contexts as they were when the dialog was opened; `present` is the name of the one that is watched. */
export type ContextsDialog = {
	name: 'contexts';
	contexts: readonly { name: string; about: string }[];
	present?: string;
	cursor: number;
};

type Spec = DialogSpec<ContextsDialog>;

const key: Spec['key'] = (dialog, key) => {
	if (closes(key)) return {};
	const { contexts, cursor } = dialog;
	const chosen = contexts[cursor];
	if (key === 'enter') return chosen === undefined ? {} : { effect: { do: 'context', name: chosen.name } };
	return { dialog: { ...dialog, cursor: within(cursor + rowStep(key), contexts.length - 1) } };
};

const mostName = 24;

const lines = (
	{ contexts, present, cursor }: ContextsDialog,
	facts: DialogFacts,
	columns: number,
): string[] => {
	const { paint, glyphs } = facts.screen.theme;
	const names = Math.min(mostName, Math.max(...contexts.map(({ name }) => width(name))));
	return contexts.map(({ name, about }, index) => {
		const mark = name === present ? glyphs.ok : ' ';
		const text = `${mark} ${fitMiddle(name, names, glyphs)}  ${about}`;
		const line = `${index === cursor ? '>' : ' '} ${fit(text, columns - 2, glyphs)}`;
		return index === cursor ? paint('select', line) : line;
	});
};

const rows: Spec['rows'] = (dialog, facts) => {
	const { theme, rows: height, columns } = facts.screen;
	const box = dialogColumns(columns, 76);
	const inside = dialogInside(box);
	const close = dialogKeys([['Esc', 'close']], inside, theme);
	if (dialog.contexts.length === 0) {
		const none = [
			'There are none. They are made with the nats CLI:',
			'',
			'  nats context add NAME',
			'',
			...close,
		];
		return boxRows('Contexts', none, box, theme, height);
	}
	const keys = dialogKeys(
		[
			[theme.glyphs.enter, 'watch'],
			['Esc', 'close'],
		],
		inside,
		theme,
	);
	const all = lines(dialog, facts, inside);
	const room = Math.max(1, height - 4 - keys.length);
	const from = within(dialog.cursor - Math.floor(room / 2), Math.max(0, all.length - room));
	const shown = all.slice(from, from + room);
	const place = placeText(from, shown.length, all.length, theme.glyphs);
	return boxRows('Contexts', [...shown, '', ...keys], box, theme, height, place);
};

/** The list of contexts. */
export const contexts: Spec = { key, rows };
