// Turns Ink's reports of the keyboard into names of keys, be it many in one read or a sequence split by a slow link.

import type { Key } from 'ink';
import { mouseSpan } from './mouse.ts';

/**
 * Milliseconds that an Escape waits for the rest of a sequence, before it counts as the Escape key: Ink has waited 20 ms
 * before it reports one, and a tail that is later still makes no keys of its letters.
 */
const escapeSpan = 10;

/** Milliseconds that a sequence under way waits for its next part. */
const sequenceSpan = 150;

/** Milliseconds after an Escape key in which the late tail of its sequence is still recognised. */
const lateSpan = 500;

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

const whole = /^[[O](<?[\d;]*[A-Za-z~])/;
const partial = /^([[O][\d;]*|\[<[\d;]*)?$/;

/** The beginning of a mouse report's tail; no key begins like this. */
const mouse = '[<';

/** The beginning of a sequence that stops for a while, as Ink gives it: without the Escape. */
const cutSequence = /^\[[\d;]*$/;
const cutReport = /^\[<[\d;]*$/;

/** The beginning of a terminal's answer to another program (DCS and the like); a P alone is the key P. */
const answer = /^(\]|[PX^_].)/s;

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
 * Escape, and any other text after it is dropped, since it can be the rest of a sequence nobody knows. A tail that a
 * slow link brings when the Escape has been taken for the key is nothing: its letters are never keys.
 */
export class KeyReader {
	/** The input after an undecided Escape; absent while there is none. */
	#tail?: string;
	/** A bracket came alone: the key, unless the rest of a sequence follows. */
	#bracket = false;
	/** True once the Escape was taken for the key. */
	#late = false;
	/** Keys to give out where the supposed tail turns out to be none. */
	#held: string[] = [];

	/** Milliseconds without input after which to call `expire`; absent where nothing is awaited. */
	get wait(): number | undefined {
		if (this.#tail === undefined) return undefined;
		if (this.#tail.startsWith(mouse)) return mouseSpan;
		if (this.#late) return lateSpan;
		return this.#tail === '' ? escapeSpan : sequenceSpan;
	}

	/**
	 * Takes one report of Ink. `typing` keeps a `[` as text: in a prompt it is part of an expression. `isWhole` says that no
	 * Escape stood before the input when it was read: a `[` is then the key, which waits for nothing.
	 */
	feed(input: string, key: Key, typing: boolean, isWhole = false): string[] {
		const name = special(key);
		const isText = name === undefined && !key.escape && !key.ctrl;
		if (this.#tail !== undefined && isText) {
			if (!this.#late) return this.#continue(input);
			if (!key.meta) return this.#continueLate(input);
		}
		const before = this.#end();
		if (key.escape) {
			this.#tail = '';
			return before;
		}
		if (name !== undefined) return [...before, name];
		if (key.ctrl) return [...before, `ctrl+${input}`];
		const cut = key.meta || (!isWhole && (cutReport.test(input) || (!typing && cutSequence.test(input))));
		if (cut) {
			this.#tail = '';
			this.#bracket = !key.meta && input === '[';
			return [...before, ...this.#continue(input)];
		}
		return [...before, ...Array.from(input, keyOfCharacter)];
	}

	/** Ends the wait: an undecided Escape or bracket becomes the key, and a supposed tail becomes the keys that it looks like. */
	expire(): string[] {
		if (this.#tail === undefined || this.#late || this.#tail.startsWith(mouse)) return this.#end();
		this.#late = true;
		return [this.#undecided()];
	}

	/** The key that waits for the rest of a sequence. */
	#undecided(): string {
		return this.#bracket && this.#tail === '[' ? '[' : 'escape';
	}

	/** Forgets the undecided input and gives it. */
	#end(): string[] {
		const isKey = this.#tail !== undefined && !this.#tail.startsWith(mouse);
		const keys = this.#late ? this.#held : isKey ? [this.#undecided()] : [];
		this.#tail = undefined;
		this.#bracket = false;
		this.#late = false;
		this.#held = [];
		return keys;
	}

	#continue(input: string): string[] {
		const text = (this.#tail ?? '') + input;
		const match = whole.exec(text);
		// No key of a terminal ends in a small letter: the bracket was a key, and the letter is another.
		const isNone = this.#bracket && /^\[[a-z]/.test(text);
		if (match && !isNone) {
			this.#tail = undefined;
			const key = sequences[match[1] ?? ''];
			const rest = Array.from(text.slice(match[0].length), keyOfCharacter);
			return key === undefined ? rest : [key, ...rest];
		}
		if (partial.test(text)) {
			this.#tail = text;
			return [];
		}
		const key = this.#undecided();
		this.#tail = undefined;
		return text.startsWith(mouse) ? [] : key === '[' ? [key, ...Array.from(input, keyOfCharacter)] : [key];
	}

	#continueLate(input: string): string[] {
		const text = (this.#tail ?? '') + input;
		const match = whole.exec(text);
		if (partial.test(text)) {
			// An O by itself can be the key: it is given out when nothing follows.
			if (text === 'O') this.#held = ['O'];
			this.#tail = text;
			return [];
		}
		const held = this.#held;
		this.#tail = undefined;
		this.#end();
		if (match) return Array.from(text.slice(match[0].length), keyOfCharacter);
		if (answer.test(text) || text.startsWith(mouse)) return [];
		return [...held, ...Array.from(input, keyOfCharacter)];
	}
}
