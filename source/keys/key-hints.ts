// Words keys for people: opposite actions share a line, and words that both have stand there once.

import type { Glyphs } from '../theme.ts';
import type { Action } from './actions.ts';
import { keyLabel } from './keymap.ts';

/** One line of help or one hint of the footer: one action, or several that belong together. */
export type KeyHint = {
	ids: readonly string[];
	/** The keys of each action, in its order. */
	keys: readonly (readonly string[])[];
	label: string;
	/** The shorter words of the footer. */
	hint?: string;
	group: Action['group'];
	acts: boolean;
};

/** The longest words that actions share: the help has two columns at 80 cells, and no word of them is cut. */
const longestLabel = 26;

const parent = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('.')));

/** `row up` and `row down` as `row up/down`, `next pane` and `previous pane` as `next/previous pane`. */
const joinWords = (left: string, right: string): string | undefined => {
	const a = left.split(' ');
	const b = right.split(' ');
	if (a.length === 1 && b.length === 1) return `${left}/${right}`;
	if (a.length !== b.length) return undefined;
	const at = a.findIndex((word, index) => word !== b[index]);
	if (at < 0 || a.some((word, index) => index !== at && word !== b[index])) return undefined;
	return a.map((word, index) => (index === at ? `${word}/${b[index]}` : word)).join(' ');
};

/** Joins the words of two actions, the part after a comma once; nothing where they have no words in common, or too many. */
const joinLabels = (left: string, right: string): string | undefined => {
	const [a = '', ...restA] = left.split(', ');
	const [b = '', ...restB] = right.split(', ');
	const joined = joinWords(a, b);
	const label = joined && [joined, ...new Set([...restA, ...restB])].join(', ');
	return label && label.length <= longestLabel ? label : undefined;
};

/** The lines of some actions, in order: neighbours of one family share a line where their words can be joined. */
export const keyHints = (actions: readonly Action[]): KeyHint[] => {
	const hints: KeyHint[] = [];
	let previous: Action | undefined;
	for (const action of actions) {
		const last = hints.at(-1);
		const family = parent(action.id);
		const joined =
			previous && last && family !== '' && parent(previous.id) === family && previous.group === action.group
				? joinLabels(last.label, action.label)
				: undefined;
		previous = action;
		if (last && joined !== undefined) {
			const hint = last.hint ?? action.hint;
			hints[hints.length - 1] = {
				...last,
				ids: [...last.ids, action.id],
				keys: [...last.keys, action.keys],
				label: joined,
				...(hint === undefined ? {} : { hint }),
			};
			continue;
		}
		hints.push({
			ids: [action.id],
			keys: [action.keys],
			label: action.label,
			...(action.hint === undefined ? {} : { hint: action.hint }),
			group: action.group,
			acts: action.acts ?? false,
		});
	}
	return hints;
};

/** Every key of a line: `↑ ↓  k j`; further keys are left out from the first that would pass `columns`. */
export const allKeys = ({ keys }: KeyHint, columns: number, glyphs: Glyphs): string => {
	let text = '';
	for (let index = 0; keys.some((each) => each[index] !== undefined); index++) {
		const labels = keys.flatMap((each) => each[index] ?? []).map((key) => keyLabel(key, glyphs));
		const next = text === '' ? labels.join(' ') : `${text}  ${labels.join(' ')}`;
		if (text !== '' && next.length > columns) break;
		text = next;
	}
	return text;
};

/** The first key of each action, for the footer. */
export const firstKeys = ({ keys }: KeyHint, glyphs: Glyphs): string[] =>
	keys.flatMap((each) => each[0] ?? []).map((key) => keyLabel(key, glyphs));
