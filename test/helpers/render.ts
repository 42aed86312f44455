// Draws an element with Ink into a terminal emulator, as the program does, and reads the screen back.

import { Writable } from 'node:stream';
import xterm from '@xterm/headless';
import { render } from 'ink';
import type { ReactElement } from 'react';

export type ScreenSize = { columns: number; rows: number };

/** A terminal that Ink can write to; `columns` and `rows` are what Ink asks a TTY for. */
class ScreenStream extends Writable {
	readonly isTTY = true;
	readonly terminal: xterm.Terminal;
	readonly columns: number;
	readonly rows: number;
	/** How often something was written. */
	writes = 0;

	constructor(size: ScreenSize) {
		super();
		this.columns = size.columns;
		this.rows = size.rows;
		this.terminal = new xterm.Terminal({
			cols: size.columns,
			rows: size.rows,
			convertEol: true,
			allowProposedApi: true,
		});
	}

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
		if (chunk.length > 0) this.writes++;
		this.terminal.write(chunk, done);
	}

	/** What is on the screen, one line a row, every line padded to the full width. */
	text(): string {
		const buffer = this.terminal.buffer.active;
		const lines = Array.from({ length: this.rows }, (_, row) =>
			(buffer.getLine(buffer.viewportY + row)?.translateToString(false) ?? '').padEnd(this.columns),
		);
		return `${lines.join('\n')}\n`;
	}
}

/** A mounted element: read it, change it, end it. */
export type MountedScreen = {
	/** The screen as it is now. */
	text: () => string;
	/** Replaces the element and resolves when the terminal shows it. */
	rerender: (element: ReactElement) => Promise<void>;
	/** Resolves when the terminal shows everything there is to show. */
	settled: () => Promise<void>;
	/** The emulator, for colours and cursor. */
	terminal: xterm.Terminal;
	unmount: () => void;
};

/** Mounts an element, or what is made of the terminal it is drawn on, full screen in an emulated terminal of a size. */
export const mountScreen = async (
	element: ReactElement | ((output: NodeJS.WriteStream) => ReactElement),
	size: ScreenSize,
	stdin?: NodeJS.ReadStream,
): Promise<MountedScreen> => {
	const stream = new ScreenStream(size);
	const stdout = stream as unknown as NodeJS.WriteStream;
	const instance = render(typeof element === 'function' ? element(stdout) : element, {
		stdout,
		stdin,
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	await instance.waitUntilRenderFlush();
	return {
		text: () => stream.text(),
		async rerender(next) {
			instance.rerender(next);
			await instance.waitUntilRenderFlush();
		},
		async settled() {
			// A frame that was held back is drawn once the terminal has caught up: wait until no output is on its way.
			for (let before = -1; before !== stream.writes || stream.writableLength > 0; ) {
				before = stream.writes;
				await instance.waitUntilRenderFlush();
				await new Promise<void>((done) => void stream.write('', () => done()));
				await new Promise((done) => setImmediate(done));
			}
		},
		terminal: stream.terminal,
		unmount() {
			instance.unmount();
			instance.cleanup();
		},
	};
};

/** The screen an element gives, as text: `rows` lines of exactly `columns` characters, each ended by a newline. */
export const renderScreen = async (element: ReactElement, size: ScreenSize): Promise<string> => {
	const screen = await mountScreen(element, size);
	try {
		return screen.text();
	} finally {
		screen.unmount();
	}
};
