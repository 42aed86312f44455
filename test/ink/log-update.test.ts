// The writer to the terminal: whatever came before, the screen shows the last text, and it takes few bytes to get there.

import xterm from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import logUpdate from '../../source/ink/log-update.ts';

const columns = 24;
const rows = 10;

type Shown = { text: string; style: string; width: number };

/** A terminal that the writer writes to, and what it shows, cell by cell. */
class Terminal {
	columns = columns;
	readonly rows = rows;
	bytes = 0;
	raw = '';
	readonly #emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });

	write(text: string): void {
		this.bytes += Buffer.byteLength(text);
		this.raw += text;
		this.#emulator.write(text);
	}

	/** Where the cursor is, counted from 0. */
	async cursor(): Promise<{ x: number; y: number }> {
		await this.cells();
		const { cursorX, cursorY } = this.#emulator.buffer.active;
		return { x: cursorX, y: cursorY };
	}

	resize(columns: number): void {
		this.columns = columns;
		this.#emulator.resize(columns, rows);
	}

	async cells(): Promise<Shown[]> {
		await new Promise<void>((done) => this.#emulator.write('', done));
		const { active } = this.#emulator.buffer;
		const width = this.columns;
		return Array.from({ length: rows * width }, (_, at) => {
			const cell = active.getLine(Math.floor(at / width))?.getCell(at % width);
			if (cell === undefined) throw new Error('no such cell');
			const flags = [cell.isBold(), cell.isDim(), cell.isInverse(), cell.isUnderline()].map(Boolean);
			const style = `${cell.getFgColorMode()} ${cell.getFgColor()} ${flags}`;
			return { text: cell.getChars() || ' ', style, width: cell.getWidth() };
		});
	}

	async text(): Promise<string> {
		const cells = await this.cells();
		return Array.from({ length: rows }, (_, row) =>
			cells
				.slice(row * this.columns, (row + 1) * this.columns)
				.filter(({ width }) => width > 0)
				.map(({ text }) => text)
				.join('')
				.trimEnd(),
		).join('\n');
	}
}

const paints = [
	['', ''],
	['\x1b[32m', '\x1b[39m'],
	['\x1b[33m\x1b[1m', '\x1b[22m\x1b[39m'],
	['\x1b[2m', '\x1b[22m'],
	['\x1b[7m', '\x1b[27m'],
	['\x1b[38;5;130m', '\x1b[39m'],
] as const;

const piece = fc
	.tuple(fc.constantFrom('a', 'bb', '  ', '17', '●', '▃', '東京', '–', 'n1-east'), fc.constantFrom(...paints))
	.map(([text, [open, close]]) => open + text + close);

/** As wide as the screen at most: eight pieces of three cells. */
const short = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('').trimEnd());
const full = fc.constantFrom(
	'x'.repeat(columns),
	`\x1b[7m${'y'.repeat(columns)}\x1b[27m`,
	'─'.repeat(columns),
);
const row = fc.oneof({ weight: 5, arbitrary: short }, { weight: 1, arbitrary: full });

/** What becomes of a screen: rows change, move, or all is new. */
const step = fc.oneof(
	fc.record({ do: fc.constant('change' as const), at: fc.nat(rows - 1), row }),
	fc.record({ do: fc.constant('up' as const), from: fc.nat(3), to: fc.integer({ min: 6, max: rows }), row }),
	fc.record({
		do: fc.constant('down' as const),
		from: fc.nat(3),
		to: fc.integer({ min: 6, max: rows }),
		row,
	}),
	fc.record({ do: fc.constant('anew' as const), rows: fc.array(row, { minLength: rows, maxLength: rows }) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const after = (screen: readonly string[], change: Step): string[] => {
	if (change.do === 'anew') return change.rows;
	const next = [...screen];
	if (change.do === 'change') next[change.at] = change.row;
	else {
		const part = next.slice(change.from, change.to);
		const moved = change.do === 'up' ? [...part.slice(1), change.row] : [change.row, ...part.slice(0, -1)];
		next.splice(change.from, part.length, ...moved);
	}
	return next;
};

const screenOf = (lines: readonly string[]): string =>
	Array.from({ length: rows }, (_, index) => lines[index] ?? '').join('\n');

describe('the writer to the terminal', () => {
	test('shows the last text, as if it had been painted onto an empty screen, whatever was shown before', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
				async (frames) => {
					const terminal = new Terminal();
					const render = logUpdate.create(terminal);
					let screen: string[] = Array.from({ length: rows }, (_, index) => `row ${index}`);
					render(screenOf(screen));
					for (const frame of frames) {
						screen = frame.reduce(after, screen);
						render(screenOf(screen));
					}
					const fresh = new Terminal();
					logUpdate.create(fresh)(screenOf(screen));
					expect(await terminal.cells()).toEqual(await fresh.cells());
				},
			),
			{ numRuns: 300 },
		);
	});

	test('scrolls a log by one row with less than a third of the bytes of the screen', async () => {
		const terminal = new Terminal();
		const render = logUpdate.create(terminal);
		const log = (first: number): string =>
			screenOf([
				'title',
				...Array.from({ length: 8 }, (_, row) => `${first + row} event of ${first + row}`),
				'keys',
			]);
		render(log(10));
		const whole = terminal.bytes;
		render(log(11));
		expect(terminal.bytes - whole).toBeLessThan(whole / 3);
		expect(await terminal.text()).toBe(log(11));
	});

	test('paints only the cells of a row that changed', async () => {
		const terminal = new Terminal();
		const render = logUpdate.create(terminal);
		render(screenOf(['n1-east   12%   \x1b[32m3.1M\x1b[39m ok']));
		const before = terminal.bytes;
		render(screenOf(['n1-east   14%   \x1b[32m3.1M\x1b[39m ok']));
		expect(terminal.bytes - before).toBe('\x1b[1;12H4'.length);
		expect(await terminal.text()).toBe(screenOf(['n1-east   14%   3.1M ok']));
	});

	test('paints a row with a wide character up to its end, as a terminal may see its width otherwise', async () => {
		const terminal = new Terminal();
		const render = logUpdate.create(terminal);
		render(screenOf(['n1 12% 東京 east']));
		const before = terminal.bytes;
		render(screenOf(['n1 14% 東京 east']));
		expect(terminal.bytes - before).toBe(Buffer.byteLength('\x1b[1;5H4% 東京 east'));
		expect(await terminal.text()).toBe(screenOf(['n1 14% 東京 east']));
	});

	test('writes nothing where nothing changed', () => {
		const terminal = new Terminal();
		const render = logUpdate.create(terminal);
		expect(render(screenOf(['a']))).toBe(true);
		const before = terminal.bytes;
		expect(render(screenOf(['a']))).toBe(false);
		expect(terminal.bytes).toBe(before);
	});

	test('paints everything again when the terminal has another size', async () => {
		const terminal = new Terminal();
		const render = logUpdate.create(terminal);
		render(screenOf(['a']));
		terminal.write('\x1b[1;1Hrubbish');
		terminal.resize(columns + 1);
		render(screenOf(['a']));
		expect(await terminal.text()).toBe(screenOf(['a']));
	});

	test('a row drawn for a wider terminal is cut, and forgotten before the next is drawn', async () => {
		const terminal = new Terminal();
		const render = logUpdate.create(terminal);
		const wide = screenOf(Array.from({ length: rows }, (_, row) => `${row}`.padEnd(columns, 'x')));
		render(wide);
		terminal.resize(columns - 8);
		render(wide);
		const narrow = Array.from({ length: rows }, (_, row) => `${row}`.padEnd(columns - 8, 'x')).join('\n');
		render(narrow);
		expect(await terminal.text()).toBe(narrow);
	});

	test('hides the cursor with the first text and shows it when done', () => {
		const written: string[] = [];
		const render = logUpdate.create({ write: (text: string) => written.push(text), columns, rows });
		render('a');
		render('b');
		render.done();
		const text = written.join('');
		expect(text.startsWith('\x1b[?25l') && text.endsWith('\x1b[?25h')).toBe(true);
		expect(text.split('\x1b[?25l')).toHaveLength(2);
	});

	test('shows the cursor where somebody types, never while it draws, and hides it afterwards', async () => {
		const terminal = new Terminal();
		const render = logUpdate.create(terminal);
		const isShown = (): boolean =>
			terminal.raw.lastIndexOf('\x1b[?25h') > terminal.raw.lastIndexOf('\x1b[?25l');
		render(screenOf(['a', 'b']));
		expect(isShown()).toBe(false);
		render.setCursorPosition({ x: 4, y: 9 });
		expect([render.isCursorDirty(), render.willRender(screenOf(['a', 'b']))]).toEqual([true, true]);
		render(screenOf(['a', 'b']));
		expect([isShown(), render.isCursorDirty()]).toEqual([true, false]);
		expect(await terminal.cursor()).toEqual({ x: 4, y: 9 });
		// Data changes above while the caret stands still.
		const before = terminal.raw.length;
		render(screenOf(['c', 'b']));
		expect(terminal.raw.slice(before)).toMatch(/^\x1b\[\?25l.*\x1b\[\?25h$/s);
		expect(await terminal.cursor()).toEqual({ x: 4, y: 9 });
		render.setCursorPosition(undefined);
		render(screenOf(['c', 'b']));
		expect(isShown()).toBe(false);
		render.done();
		expect(isShown()).toBe(true);
	});
});
