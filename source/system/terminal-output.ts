// Writes to the terminal without waiting for it, and tells whether the terminal keeps up.

import { writeSync } from 'node:fs';
import { TerminalMouse } from './terminal-mouse.ts';
import { TerminalTitle } from './terminal-title.ts';

/**
 * Node writes to a terminal synchronously: one that reads slowly would stop the whole program, sockets included, until the
 * server calls us a slow consumer. There is no public way to ask for anything else.
 */
export const setBlocking = (stream: object, blocking: boolean): void => {
	if (!('_handle' in stream) || typeof stream._handle !== 'object' || stream._handle === null) return;
	const { _handle: handle } = stream;
	if ('setBlocking' in handle && typeof handle.setBlocking === 'function') handle.setBlocking(blocking);
};

/** Ends a sequence that was cut, a scroll region, synchronized output and the alternate screen, and shows the cursor. */
const restore = '\x18\x1b[r\x1b[?2026l\x1b[?1049l\x1b[?25h';

/** How long the end of the program waits for a terminal that does not read, milliseconds. */
const patience = 2000;

/** Follows one terminal from `open` to `close`. */
export class TerminalOutput {
	/** The title of the terminal, written in line with the frames. */
	readonly title = new TerminalTitle((sequence) => void this.stream.write(sequence));
	/** The mouse modes of the terminal. */
	readonly mouse = new TerminalMouse((sequence) => void this.stream.write(sequence));
	readonly #listeners = new Set<() => void>();
	#waiting = false;

	constructor(readonly stream: NodeJS.WriteStream) {}

	/** Makes every write return at once from here on; output that the terminal has not taken waits in memory. */
	open(): void {
		setBlocking(this.stream, false);
		process.once('exit', this.#leave);
	}

	/** Restores the terminal as it was before `open`. */
	close(): void {
		process.off('exit', this.#leave);
		setBlocking(this.stream, true);
	}

	/** Lends the terminal to another program: title and mouse are as they were before natstop. */
	lend(): void {
		this.title.lend();
		this.mouse.lend();
	}

	/** Takes the terminal back: sets title and mouse again. */
	takeBack(): void {
		this.title.takeBack();
		this.mouse.takeBack();
	}

	/** False while earlier output is still on its way: a further frame would only add to it. */
	readonly isClear = (): boolean => {
		if (this.stream.writableLength === 0) return true;
		this.#wait();
		return false;
	};

	/** Calls back whenever the terminal has caught up. */
	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** Waits for earlier output with an empty write, which ends after all before it. */
	#wait(): void {
		if (this.#waiting) return;
		this.#waiting = true;
		this.stream.write('', () => {
			this.#waiting = false;
			for (const listener of this.#listeners) listener();
		});
	}

	/** Ends with output unwritten: gives the terminal at least its modes back. */
	readonly #leave = (): void => {
		if (this.stream.writableLength === 0) return;
		const deadline = Date.now() + patience;
		for (let text = restore + this.mouse.ending + this.title.ending; text !== '' && Date.now() < deadline; ) {
			try {
				text = text.slice(writeSync(1, text));
			} catch (error) {
				if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
			}
		}
	};
}
