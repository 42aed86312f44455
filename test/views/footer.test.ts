// The last row: keys by context and width, a prompt.

import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import { actions, type Context } from '../../source/keys/actions.ts';
import { bindKeys } from '../../source/keys/keymap.ts';
import { createTheme } from '../../source/theme.ts';
import { type FooterProps, footerRow } from '../../source/views/footer.tsx';
import { promptCaret } from '../../source/views/prompt.ts';

const theme = createTheme('default', false);
const plain = (text: string) => text.replace(/\u001b\[\d+m/g, '');

const row = (context: Context, columns: number, over: Partial<FooterProps> = {}) => {
	const text = footerRow({ actions, context, columns, theme, ...over });
	expect(width(text)).toBe(columns);
	return plain(text).trimEnd();
};

const contexts: Context[] = ['servers', 'detail', 'events', 'object', 'log'];

describe('key hints', () => {
	test('name the keys of the table at 80, more at 120, in longer words at 200', () => {
		expect(row('servers', 80)).toBe(
			' ?help  /filter  ↵open  Tab pane  <>sort  p pause  R reload  P profile  q quit',
		);
		expect(row('servers', 120)).toMatchInlineSnapshot(
			`" ? help  / filter  : command  ↵ open  Tab pane  < > sort  O reverse sort  p pause  R reload  P profile  q quit"`,
		);
		expect(row('servers', 200)).toMatchInlineSnapshot(
			`" ? help   / filter   f search   : command   ↵ open   Tab pane   z zoom pane   < > sort   O reverse sort   p pause   r refresh now   R reload config   P profile   y copy   e export to file   q quit"`,
		);
	});

	test('name the way back to the newest event', () => {
		expect(row('events', 80)).toMatchInlineSnapshot(
			`" ?help  /filter  ↵open  Tab pane  G live  t kinds  p pause  y copy  q quit"`,
		);
		expect(row('log', 80)).toMatchInlineSnapshot(
			`" Esc back  /filter  t kinds  G live  ↵open  v raw  y copy  e export  ?help"`,
		);
		expect(row('object', 80)).toMatchInlineSnapshot(
			`" Esc back  X kick  D move  KJ server  R reload  P profile  y copy  ?help"`,
		);
	});

	test.each(contexts)('of %s always name help and fit every width', (context) => {
		for (const columns of [60, 79, 99, 100, 159, 160, 240]) expect(row(context, columns)).toContain('help');
	});

	test('say that acting is off, and why, in place of the keys that act', () => {
		expect(row('servers', 80, { off: 'disconnected' })).toMatchInlineSnapshot(
			`" ?help  /filter  ↵open  Tab pane  <>sort  p pause  R P off: disconnected  q quit"`,
		);
	});

	test('say of read-only mode that it turns off reloading alone', () => {
		for (const columns of [60, 120]) {
			const hints = row('servers', columns, { off: 'read-only' });
			expect(hints).toContain('R off: read-only');
			expect(hints).toMatch(/P (capture )?profile/);
		}
	});

	test('show the keys a configuration gives', () => {
		expect(row('servers', 80, { actions: bindKeys({ 'server.reload': ['ctrl+r'] }) })).toContain('^r reload');
	});

	test('fit a row in ASCII, too', () => {
		const ascii = createTheme('mono', true);
		expect(row('servers', 80, { theme: ascii })).toBe(
			' ?help  /filter  Enter open  Tab pane  p pause  R reload  P profile  q quit',
		);
	});
});

describe('a prompt', () => {
	const prompt = { target: 'servers', text: 'cpu>200', caret: 7 } as const;

	test('takes the row of the key hints', () => {
		const text = footerRow({ actions, context: 'servers', columns: 80, theme, prompt });
		expect(plain(text).trimEnd()).toBe(` /cpu>200${' '.repeat(53)}↵ keep  Esc clear`);
	});

	test('has the cursor of the terminal in the cell of its caret, after wide characters and where the text is scrolled', () => {
		const at = (text: string, caret: number) => promptCaret({ target: 'servers', text, caret }, 80, theme);
		expect([at('', 0), at('cpu>200', 7), at('cpu>200', 3)]).toEqual([2, 9, 5]);
		expect(at('東京 e\u0301', 7)).toBe(8);
		const text = '東京'.repeat(40);
		for (const caret of [0, 20, 60, 80]) {
			const prompt = { target: 'servers', text, caret };
			const shown = plain(footerRow({ actions, context: 'servers', columns: 80, theme, prompt }));
			let cells = 0;
			let before = '';
			for (const character of shown) {
				if (cells >= promptCaret(prompt, 80, theme)) break;
				cells += width(character);
				before += character;
			}
			expect(cells).toBe(promptCaret(prompt, 80, theme));
			expect(text.slice(0, caret).endsWith(before.slice(2))).toBe(true);
			expect(cells).toBeLessThan(80);
		}
	});

	test('says why it does not parse', () => {
		expect(
			row('servers', 80, { prompt: { ...prompt, text: 'cpu>', caret: 4, error: 'cpu: no number' } }),
		).toMatch(/^ \/cpu> +! cpu: no number$/);
	});

	test('is marked as a command', () => {
		expect(row('servers', 80, { prompt: { target: 'command', text: 'events', caret: 6 } })).toMatch(
			/^ :events +↵ run {2}Esc cancel$/,
		);
	});

	test.each([60, 80])('shows the caret of a text longer than %i columns', (columns) => {
		const text = 'name:'.padEnd(150, 'abcdefghij');
		for (const caret of [0, 75, 150]) {
			const shown = row('servers', columns, { prompt: { target: 'servers', text, caret } });
			expect(shown).toContain(caret === 0 ? '/name:' : text.slice(caret - 10, caret));
		}
		const long = row('servers', columns, {
			prompt: { target: 'servers', text, caret: 150, error: 'e'.repeat(200) },
		});
		expect(long).toContain(text.slice(140));
		expect(long).toContain('! eee');
	});
});
