// The title of a terminal is set and given back, and carries nothing but text.

import { describe, expect, test } from 'vitest';
import { TerminalTitle } from '../../source/system/terminal-title.ts';

const record = () => {
	const written: string[] = [];
	return { written, title: new TerminalTitle((sequence) => written.push(sequence)) };
};

const own = '\x1b]2;\x07\x1b[23;2t';

describe('the title of the terminal', () => {
	test('is kept by the terminal first, and written only when it changes', () => {
		const { written, title } = record();
		for (const text of ['natstop prod', 'natstop prod', 'natstop prod 1✗', 'natstop prod 1✗'])
			title.show(text);
		expect(written).toEqual(['\x1b[22;2t\x1b]2;natstop prod\x07', '\x1b]2;natstop prod 1✗\x07']);
	});

	test('is given back once at the end, and not at all where it was never taken', () => {
		const { written, title } = record();
		title.end();
		expect(title.ending).toBe('');
		expect(written).toEqual([]);
		title.show('natstop');
		title.end();
		title.end();
		expect(written.slice(1)).toEqual([own]);
		expect(title.ending).toBe(own);
	});

	test('is the own one of the shell while it has the terminal, and the newest one afterwards', () => {
		const { written, title } = record();
		title.show('natstop prod');
		title.lend();
		title.show('natstop prod 1✗');
		expect(written.slice(1)).toEqual([own]);
		title.takeBack();
		expect(written.slice(2)).toEqual(['\x1b[22;2t\x1b]2;natstop prod 1✗\x07']);
	});

	test.each([
		'\x07\x1b[2J',
		'\x1b\\\x1b]52;c;cm0=\x07',
		'\x9c\x9d2;pwned\x9c',
		'a\nb\rc\x18\x1a',
		'\u202eevil\u2066',
		'x'.repeat(5000),
	])('lets no name break out of it: %j', (name) => {
		const { written, title } = record();
		title.show(`natstop ${name}`);
		const [, text] = /^\x1b\[22;2t\x1b\]2;([^\p{C}]*)\x07$/u.exec(written.join('')) ?? [];
		expect(text).toMatch(/^natstop /);
		expect(text?.length).toBeLessThanOrEqual(80);
	});
});
