// Values that are marked in the table of servers: what became so, what no longer is.

import type { Screen, Shot } from '../screens/screen.ts';
import { createTheme } from '../theme.ts';
import { alike, named, spoken } from './sentences.ts';

/** How long a value must be unmarked before its trouble is said to be over, milliseconds: it may swing around a limit. */
const calmSpan = 20_000;

/** Every column at a width that nothing is cut in. */
const cellWidth = 40;

type Held = { title: string; server: string; text: string; level: number; seenAt: number };

const levelOf = (text: string): number => /!*$/.exec(text)?.[0].length ?? 0;

const verdicts = ['', 'Warning', 'Error'];

/** One sentence for each measure, whatever many servers have it. */
const grouped = (
	marks: readonly Held[],
	say: (title: string, level: number, all: readonly Held[]) => string,
) =>
	alike(marks, ({ title, level }) => `${level} ${title}`).flatMap((all) => {
		const [first] = all;
		return first === undefined ? [] : say(first.title, first.level, all);
	});

/** Remembers which values are marked from one round to the next. */
export class Marks {
	readonly #held = new Map<string, Held>();

	constructor(readonly screen: Pick<Screen, 'columns' | 'sort'>) {}

	/** What is marked now, `east-2 CPU% 312`. */
	get now(): string[] {
		return [...this.#held.values()].map(({ server, title, text }) => `${server} ${title} ${text}`);
	}

	/** Looks at the servers; gives a sentence for what is new and for what is over. */
	look(shot: Shot, filter: string, at: number): string[] {
		const theme = createTheme('mono', true);
		const choices = { totals: false, exact: false, keys: false };
		const look = {
			...{ theme, glyphs: { ...theme.glyphs, none: spoken.none }, now: at, totals: false, exact: false },
			...{ screenWidth: cellWidth, choices },
		};
		const [name, ...columns] = this.screen.columns;
		const wide = columns.map(({ id }) => ({ id, width: cellWidth }));
		const state = { sort: this.screen.sort, filter, wide: true, offset: 0, off: [] };
		const view = shot.list(state, { now: at, totals: false }, choices);
		const fresh: Held[] = [];
		for (const [index, key] of view.keys.entries()) {
			// What is wrong with one that does not answer is said by itself.
			if (view.state(index) !== 'ok') continue;
			const server = view.at(index)?.name ?? name?.title ?? '';
			for (const [column, text] of view.cells(index, wide, look).entries()) {
				const level = levelOf(text);
				if (level === 0) continue;
				const { id = '', title = '' } = columns[column] ?? {};
				const before = this.#held.get(`${key} ${id}`);
				const mark = { title, server, text: text.slice(0, -level), level, seenAt: at };
				this.#held.set(`${key} ${id}`, { ...mark, level: Math.max(level, before?.level ?? 0) });
				if (before === undefined || before.level < level) fresh.push(mark);
			}
		}
		return [...grouped(fresh, this.#begun), ...grouped(this.#ended(at), this.#over)];
	}

	#begun = (title: string, level: number, all: readonly Held[]): string => {
		const head = verdicts[Math.min(level, 2)];
		const [first] = all;
		return all.length === 1
			? `${head}: ${title} of ${first?.server} is marked, ${first?.text}.`
			: `${head}: ${title} of ${all.length} servers is marked: ${named(all.map(({ server, text }) => `${server} ${text}`))}.`;
	};

	#over = (title: string, _level: number, all: readonly Held[]): string =>
		`Over: ${title} of ${named(all.map(({ server }) => server))} is no longer marked.`;

	#ended(at: number): Held[] {
		const ended = [...this.#held].filter(([, { seenAt }]) => at - seenAt > calmSpan);
		for (const [key] of ended) this.#held.delete(key);
		return ended.map(([, mark]) => mark);
	}
}
