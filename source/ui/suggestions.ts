// Suggestions for a `:` line: the commands, screens, servers, columns, profiles and themes that its last word may mean.

import { profileKinds } from '../model/action.ts';
import type { Screen } from '../screens/screen.ts';
import { likely, nearest } from '../table/nearest.ts';
import { paletteNames } from '../theme.ts';
import { allCommands } from './command-words.ts';

/** The names to suggest from. */
export type Known = {
	servers: readonly { name: string; about: string }[];
	/** Columns of the list that keys act on. */
	columns: readonly { id: string; about: string }[];
	/** The contexts of the nats CLI, as they are now. */
	contexts?: () => readonly string[];
	/** All screens: each is a command. */
	screens: readonly Screen[];
};

/** `line` is the text of the prompt once the suggestion is taken. */
export type Suggestion = { word: string; about: string; line: string };

type Candidate = { word: string; about: string };

const plain = (words: readonly string[]): Candidate[] => words.map((word) => ({ word, about: '' }));

const serversOf = ({ servers }: Known): Candidate[] =>
	servers.map(({ name, about }) => ({ word: name, about }));

/** The name of a command from its unique beginning. */
const commandOf = (word: string, { screens }: Known): string => {
	const names = Object.keys(allCommands(screens)).filter((name) => name.startsWith(word));
	return names.length === 1 ? (names[0] ?? word) : word;
};

/** The candidates for the next word, after the words before it. */
const candidates = ([name, ...args]: readonly string[], known: Known): Candidate[] => {
	if (name === undefined) {
		return Object.entries(allCommands(known.screens)).map(([word, { takes, about }]) => ({
			word,
			about: takes === '' ? about : `${takes}   ${about}`,
		}));
	}
	const kinds = profileKinds.map((kind) => ({ word: kind, about: 'a profile' }));
	switch (commandOf(name, known)) {
		case 'open':
		case 'reload':
			return args.length > 0 ? [] : serversOf(known);
		case 'profile':
			if (args.length > 1) return [];
			return args.length > 0 ? kinds : [...serversOf(known), ...kinds];
		case 'sort':
			if (args.length > 1) return [];
			return args.length > 0
				? plain(['asc', 'desc'])
				: known.columns.map(({ id, about }) => ({ word: id, about }));
		case 'context':
			return args.length > 0 ? [] : plain(known.contexts?.() ?? []);
		case 'theme':
			return args.length > 0 ? [] : plain(paletteNames);
		case 'interval':
			return args.length > 0 ? [] : plain(['1s', '2s', '5s', '10s', '30s', '1m']);
		default: {
			const isScreen = known.screens.some(({ id, list }) => id === commandOf(name, known) && list !== 'log');
			return isScreen && args.length === 0 ? serversOf(known) : [];
		}
	}
};

const partsOf = (line: string): { before: string[]; last: string; head: string } => {
	const last = line.slice(line.lastIndexOf(' ') + 1);
	const head = line.slice(0, line.length - last.length);
	return { before: head.split(' ').filter((word) => word !== ''), last, head };
};

/** The suggestions for a line, the nearest first. */
export const suggestions = (line: string, known: Known): Suggestion[] => {
	const { before, last, head } = partsOf(line);
	const all = candidates(before, known);
	const byWord = new Map(all.map((candidate) => [candidate.word, candidate]));
	return likely(last, [...byWord.keys()]).map((word) => ({
		word,
		about: byWord.get(word)?.about ?? '',
		line: `${head}${word} `,
	}));
};

/**
 * The line with its last word completed as far as that is certain; a word that begins nothing becomes the nearest.
 * Nothing typed completes to nothing.
 */
export const completeLine = (line: string, known: Known): string => {
	const { last, head } = partsOf(line);
	const found = suggestions(line, known);
	const [first] = found;
	if (first === undefined || (last === '' && found.length > 1)) return line;
	const beginning = found.filter(({ word }) => word.startsWith(last)).map(({ word }) => word);
	let common = beginning[0] ?? '';
	while (!beginning.every((word) => word.startsWith(common))) common = common.slice(0, -1);
	return beginning.length > 1 ? head + common : first.line;
};

/** `no server "n31x": us-east-1-n31?`: the error for an unknown name, with the nearest known one. */
export const unknownText = (kind: string, word: string, names: readonly string[]): string => {
	const near = nearest(word, names);
	return `no ${kind} "${word}"${near === undefined ? '' : `: ${near}?`}`;
};
