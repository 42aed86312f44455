// What the build gives to Ink in place of its own writer to the terminal: rows that moved are scrolled, changed cells are painted.

import { rowUpdate } from './row-update.ts';
import { findScroll, scrolled, scrollSequence } from './scroll.ts';
import stringWidth from './string-width.ts';

type Stream = { write: (text: string) => unknown; columns?: number; rows?: number };

const anew = '\x1b[H\x1b[J';
/** Without it a row that is too wide goes on in the next one. */
const [cutRows, wrapRows] = ['\x1b[?7l', '\x1b[?7h'];
const hideCursor = '\x1b[?25l';
const showCursor = '\x1b[?25h';

/** Writes whole screens to a terminal whose alternate screen is ours, from its first row on. */
class Screen {
	#rows?: readonly string[];
	#text = '';
	#size = '';

	constructor(readonly stream: Stream) {}

	/** True where a text would change what is shown. */
	willRender(text: string): boolean {
		return this.#rows === undefined || text !== this.#text || this.#size !== this.#sizeNow();
	}

	/** Takes for granted that a text is on the screen. */
	sync(text: string): void {
		this.#text = text;
		this.#rows = text.split('\n');
		this.#size = this.#sizeNow();
	}

	/** From here on nothing is known of the screen. */
	forget(): void {
		this.#rows = undefined;
		this.#text = '';
	}

	/** The bytes that bring a text onto the screen. */
	update(text: string): string {
		const known = this.#size === this.#sizeNow() ? this.#rows : undefined;
		this.sync(text);
		const fresh = text.split('\n');
		if (known?.length === fresh.length) return changes(known, fresh);
		const isCut = fresh.some((row) => stringWidth(row) > (this.stream.columns ?? Number.POSITIVE_INFINITY));
		if (!isCut) return anew + fresh.join('\r\n');
		// Drawn for the size the terminal had before: what is seen of it is not what the next one is compared with.
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

/** As Ink's own: a function that draws a text, and what else Ink asks of it. natstop never shows a cursor. */
const create = (stream: Stream) => {
	const screen = new Screen(stream);
	let isHidden = false;
	const render = (text: string): boolean => {
		if (!screen.willRender(text)) return false;
		stream.write(`${isHidden ? '' : hideCursor}${screen.update(text)}`);
		isHidden = true;
		return true;
	};
	return Object.assign(render, {
		clear: () => {
			stream.write(anew);
			screen.forget();
		},
		done: () => {
			screen.forget();
			if (isHidden) stream.write(showCursor);
			isHidden = false;
		},
		reset: () => screen.forget(),
		sync: (text: string) => screen.sync(text),
		willRender: (text: string) => screen.willRender(text),
		setCursorPosition: () => {},
		isCursorDirty: () => false,
		getCursorPosition: () => undefined,
	});
};

export default { create };
