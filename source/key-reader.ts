// From what Ink reports of the keyboard to names of keys: bursts in one read, and sequences split by a slow link.

import type { Key } from 'ink';

/** How long after an Escape the rest of its sequence may still be under way, milliseconds. */
export const escapeSpan = 150;

const sequences: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	H: 'home',
	F: 'end',
	Z: 'shift+tab',
	'1~': 'home',
	'4~': 'end',
	'5~': 'pageup',
	'6~': 'pagedown',
	'7~': 'home',
	'8~': 'end',
};

const whole = /^[[O]([\d;]*[A-Za-z~])/;
const partial = /^([[O][\d;]*)?$/;

const controls: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\x7f': 'backspace',
	'\b': 'backspace',
	' ': 'space',
};

/** One printable or control character as the name of a key. */
const keyOfCharacter = (character: string): string => {
	const named = controls[character];
	if (named !== undefined) return named;
	const code = character.codePointAt(0) ?? 0;
	return code < 0x20 ? `ctrl+${String.fromCodePoint(code + 0x60)}` : character;
};

const special = (key: Key): string | undefined => {
	if (key.upArrow) return 'up';
	if (key.downArrow) return 'down';
	if (key.leftArrow) return 'left';
	if (key.rightArrow) return 'right';
	if (key.pageUp) return 'pageup';
	if (key.pageDown) return 'pagedown';
	if (key.home) return 'home';
	if (key.end) return 'end';
	if (key.tab) return key.shift ? 'shift+tab' : 'tab';
	if (key.return) return 'enter';
	if (key.backspace) return 'backspace';
	if (key.delete) return 'delete';
	return undefined;
};

/**
 * Reads keys. While an Escape is undecided nothing comes out: its tail (`[A`) makes it an arrow, silence makes it an
 * Escape, and any other text after it is dropped, since it can be the rest of a sequence nobody knows.
 */
export class KeyReader {
	/** What has come after an Escape; absent when none is undecided. */
	#tail?: string;

	/** True while an Escape waits for its tail: call `expire` after `escapeSpan` without further input. */
	get undecided(): boolean {
		return this.#tail !== undefined;
	}

	/** Takes one report of Ink. `typing` keeps a `[` as text: in a prompt it is part of an expression. */
	feed(input: string, key: Key, typing: boolean): string[] {
		const name = special(key);
		if (this.#tail !== undefined && name === undefined && !key.escape && !key.ctrl)
			return this.#continue(input);
		const before = this.expire();
		if (key.escape) {
			this.#tail = '';
			return before;
		}
		if (name !== undefined) return [...before, name];
		if (key.ctrl) return [...before, `ctrl+${input}`];
		const cut = key.meta || (!typing && input === '[');
		if (cut) {
			this.#tail = '';
			return [...before, ...this.#continue(input)];
		}
		return [...before, ...Array.from(input, keyOfCharacter)];
	}

	/** No tail came: an undecided Escape was the key itself. */
	expire(): string[] {
		if (this.#tail === undefined) return [];
		this.#tail = undefined;
		return ['escape'];
	}

	#continue(input: string): string[] {
		const text = (this.#tail ?? '') + input;
		const match = whole.exec(text);
		if (match) {
			this.#tail = undefined;
			const key = sequences[match[1] ?? ''];
			const rest = Array.from(text.slice(match[0].length), keyOfCharacter);
			return key === undefined ? rest : [key, ...rest];
		}
		if (partial.test(text)) {
			this.#tail = text;
			return [];
		}
		this.#tail = undefined;
		return ['escape'];
	}
}
