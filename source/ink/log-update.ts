// Replaces Ink's writer to the terminal in the build: it scrolls rows that moved, and paints only the cells that changed.

import { moveTo, rowUpdate } from './row-update.ts';
import { findScroll, scrolled, scrollSequence } from './scroll.ts';
import stringWidth from './string-width.ts';

type Stream = { write: (text: string) => unknown; columns?: number; rows?: number };

const anew = '\x1b[H\x1b[J';
/** Turn line wrap off and on: with wrap, a row that is too wide would continue in the next row. */
const [cutRows, wrapRows] = ['\x1b[?7l', '\x1b[?7h'];
const hideCursor = '\x1b[?25l';
const showCursor = '\x1b[?25h';

/** Writes whole screens to the alternate screen of a terminal, beginning in its first row. */
class Screen {
	#rows?: readonly string[];
	#text = '';
	#size = '';

	constructor(readonly stream: Stream) {}

	/** True where a text differs from what the terminal shows. */
	willRender(text: string): boolean {
		return this.#rows === undefined || text !== this.#text || this.#size !== this.#sizeNow();
	}

	/** Notes that the terminal shows a text, without writing it. */
	sync(text: string): void {
		this.#text = text;
		this.#rows = text.split('\n');
		this.#size = this.#sizeNow();
	}

	/** Forgets what the terminal shows; the next update writes the whole screen. */
	forget(): void {
		this.#rows = undefined;
		this.#text = '';
	}

	/** The bytes that make the terminal show a text. */
	update(text: string): string {
		const known = this.#size === this.#sizeNow() ? this.#rows : undefined;
		this.sync(text);
		const fresh = text.split('\n');
		if (known?.length === fresh.length) return changes(known, fresh);
		const isCut = fresh.some((row) => stringWidth(row) > (this.stream.columns ?? Number.POSITIVE_INFINITY));
		if (!isCut) return anew + fresh.join('\r\n');
		// The text was drawn for the former size of the terminal and is cut: it cannot be compared with the next one.
		this.forget();
		return `${cutRows}${anew}${fresh.join('\r\n')}${wrapRows}`;
	}

	#sizeNow(): string {
		return `${this.stream.columns}x${this.stream.rows}`;
	}
}

const changes = (known: readonly string[], fresh: readonly string[]): string => {
	const scroll = findScroll(known, fresh);
	const old = scroll ? scrolled(known, scroll) : known;
	const rows = fresh.map((row, i) => (row === old[i] ? '' : rowUpdate(i, old[i] ?? '', row)));
	return (scroll ? scrollSequence(scroll) : '') + rows.join('');
};

/** A cell of the screen, both counted from 0. */
type Cell = { x: number; y: number };

/** The writer as Ink expects it: a function that draws a text, with methods. The cursor is seen where somebody types. */
const create = (stream: Stream) => {
	const screen = new Screen(stream);
	let isHidden = false;
	let wanted: Cell | undefined;
	/** Where the terminal shows its cursor; absent while it is hidden. */
	let shown: Cell | undefined;
	const hasMoved = (): boolean => wanted?.x !== shown?.x || wanted?.y !== shown?.y;
	const placed = (): string => {
		shown = wanted;
		return wanted === undefined ? '' : moveTo(wanted.y, wanted.x) + showCursor;
	};
	/** A cursor that is seen would run over the screen while it is drawn. */
	const hidden = (): string => (isHidden && shown === undefined ? '' : hideCursor);
	const render = (text: string): boolean => {
		const isNew = screen.willRender(text);
		if (!isNew && !hasMoved()) return false;
		stream.write(hidden() + (isNew ? screen.update(text) : '') + placed());
		isHidden = true;
		return true;
	};
	return Object.assign(render, {
		clear: () => {
			stream.write(hidden() + anew);
			isHidden = true;
			shown = undefined;
			screen.forget();
		},
		done: () => {
			screen.forget();
			if (isHidden) stream.write(showCursor);
			isHidden = false;
			shown = undefined;
		},
		reset: () => screen.forget(),
		sync: (text: string) => {
			screen.sync(text);
			// What drew the text has moved the cursor.
			if (wanted ?? shown) stream.write(hidden() + placed());
		},
		willRender: (text: string) => screen.willRender(text) || hasMoved(),
		setCursorPosition: (cell: Cell | undefined) => {
			wanted = cell;
		},
		isCursorDirty: hasMoved,
		getCursorPosition: () => shown,
	});
};

export default { create };
