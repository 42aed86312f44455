// Whether the terminal keeps up with what is written to it; where it does not, nobody waits for it.

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
	/** Its title, written in line with the frames. */
	readonly title = new TerminalTitle((sequence) => void this.stream.write(sequence));
	/** Whether it tells of the mouse. */
	readonly mouse = new TerminalMouse((sequence) => void this.stream.write(sequence));
	readonly #listeners = new Set<() => void>();
	#waiting = false;

	constructor(readonly stream: NodeJS.WriteStream) {}

	/** From here on a write returns at once, and what the terminal has not taken yet waits in memory. */
	open(): void {
		setBlocking(this.stream, false);
		process.once('exit', this.#leave);
	}

	/** Back to how it was. */
	close(): void {
		process.off('exit', this.#leave);
		setBlocking(this.stream, true);
	}

	/** Somebody else has the terminal for a while: title and mouse are as they were before us. */
	lend(): void {
		this.title.lend();
		this.mouse.lend();
	}

	/** The terminal is ours again. */
	takeBack(): void {
		this.title.takeBack();
		this.mouse.takeBack();
	}

	/** False while something written is still on its way: a frame now would only make it longer. */
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

	/** An empty write is done when all before it are. */
	#wait(): void {
		if (this.#waiting) return;
		this.#waiting = true;
		this.stream.write('', () => {
			this.#waiting = false;
			for (const listener of this.#listeners) listener();
		});
	}

	/** The program ends with something unwritten: the terminal gets back at least its modes. */
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
