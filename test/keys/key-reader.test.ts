// From reads of the keyboard to names of keys.

import type { Key } from 'ink';
import { beforeEach, describe, expect, test } from 'vitest';
import { KeyReader } from '../../source/keys/key-reader.ts';

const none = (): Key => ({
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
});

let reader: KeyReader;
beforeEach(() => {
	reader = new KeyReader();
});

const feed = (input: string, key: Partial<Key> = {}, typing = false): string[] =>
	reader.feed(input, { ...none(), ...key }, typing);

describe('one read', () => {
	test('of one character is that key', () => {
		expect(feed('j')).toEqual(['j']);
		expect(feed('R', { shift: true })).toEqual(['R']);
		expect(feed(' ')).toEqual(['space']);
		expect(feed('ü')).toEqual(['ü']);
	});

	test.each([
		[{ upArrow: true }, 'up'],
		[{ downArrow: true }, 'down'],
		[{ leftArrow: true }, 'left'],
		[{ rightArrow: true }, 'right'],
		[{ pageUp: true }, 'pageup'],
		[{ pageDown: true }, 'pagedown'],
		[{ home: true }, 'home'],
		[{ end: true }, 'end'],
		[{ tab: true }, 'tab'],
		[{ tab: true, shift: true }, 'shift+tab'],
		[{ return: true }, 'enter'],
		[{ backspace: true }, 'backspace'],
		[{ delete: true }, 'delete'],
	] satisfies [Partial<Key>, string][])('of %j is %s', (key, name) => {
		expect(feed('', key)).toEqual([name]);
	});

	test('of control and a letter is that', () => {
		expect(feed('d', { ctrl: true })).toEqual(['ctrl+d']);
		expect(feed('\u0015')).toEqual(['ctrl+u']);
	});

	test('of a burst is every key in it', () => {
		expect(feed('jjk')).toEqual(['j', 'j', 'k']);
		expect(feed('/cpu>5\r')).toEqual(['/', 'c', 'p', 'u', '>', '5', 'enter']);
		expect(feed('a\tb\x7f')).toEqual(['a', 'tab', 'b', 'backspace']);
	});

	test('of a character outside the basic plane is one key', () => {
		expect(feed('😀a')).toEqual(['😀', 'a']);
	});
});

describe('an Escape', () => {
	test('is undecided until its time is over', () => {
		expect(feed('', { escape: true })).toEqual([]);
		expect(reader.wait).toBe(10);
		expect(reader.expire()).toEqual(['escape']);
		expect(reader.wait).toBe(500);
		expect(reader.expire()).toEqual([]);
		expect(reader.wait).toBeUndefined();
	});

	test('with the rest of its sequence a read later is an arrow', () => {
		feed('', { escape: true });
		expect(feed('[A')).toEqual(['up']);
		feed('', { escape: true });
		expect(feed('OB')).toEqual(['down']);
		expect(reader.wait).toBeUndefined();
	});

	test('with its sequence in three reads is one key', () => {
		feed('', { escape: true });
		expect(feed('[')).toEqual([]);
		expect(feed('5')).toEqual([]);
		expect(feed('~')).toEqual(['pageup']);
	});

	test('with keys right after its sequence gives them, too', () => {
		feed('', { escape: true });
		expect(feed('[Bjj')).toEqual(['down', 'j', 'j']);
	});

	test('with a sequence that nobody knows is nothing', () => {
		feed('', { escape: true });
		expect(feed('[1;5C')).toEqual([]);
		expect(feed('j')).toEqual(['j']);
	});

	test('twice is two keys', () => {
		feed('', { escape: true });
		expect(feed('', { escape: true })).toEqual(['escape']);
		expect(reader.expire()).toEqual(['escape']);
	});

	test('and a key that Ink knows are two keys', () => {
		feed('', { escape: true });
		expect(feed('', { downArrow: true })).toEqual(['escape', 'down']);
		feed('', { escape: true });
		expect(feed('c', { ctrl: true })).toEqual(['escape', 'ctrl+c']);
	});

	test('cut off by Ink as meta continues', () => {
		expect(feed('[', { meta: true })).toEqual([]);
		expect(feed('A')).toEqual(['up']);
	});

	test('lost before a bracket still makes an arrow, except where a bracket can be text', () => {
		expect(feed('[')).toEqual([]);
		expect(feed('C')).toEqual(['right']);
		expect(feed('[', {}, true)).toEqual(['[']);
	});

	test('a bracket that was read without an Escape is the key at once', () => {
		expect(reader.feed('[', none(), false, true)).toEqual(['[']);
		expect(reader.wait).toBeUndefined();
		expect(reader.feed('[<', none(), false, true)).toEqual(['[', '<']);
	});

	test('a bracket that nothing follows is the key, and so is one before a letter or another bracket', () => {
		expect(feed('[')).toEqual([]);
		expect(reader.expire()).toEqual(['[']);
		expect(feed('A')).toEqual([]);
		expect(reader.expire()).toEqual([]);
		expect(feed(']')).toEqual([']']);
		expect([...feed('['), ...feed('j')]).toEqual(['[', 'j']);
		expect([...feed('['), ...feed('[')]).toEqual(['[', '[']);
		expect([...feed('['), ...feed('', { escape: true })]).toEqual(['[']);
		expect(reader.expire()).toEqual(['escape']);
	});

	test('takes the text right after it away, which can be the tail of a sequence', () => {
		for (const tail of ['R', 'q', 'Px']) {
			feed('', { escape: true });
			expect(feed(tail)).toEqual(['escape']);
			expect(reader.wait).toBeUndefined();
		}
	});

	test('before the answer of a terminal to somebody else makes no keys of its text', () => {
		feed('', { escape: true });
		expect(feed(']11;rgb:RyRy/0000/0000')).toEqual(['escape']);
		expect(feed('q', { meta: true })).toEqual(['escape']);
	});
});

/** Every way to split a text into reads: a bit for each place between two characters. */
const splits = (text: string): string[][] =>
	Array.from({ length: 2 ** (text.length - 1) }, (_, cuts) => {
		const parts = [''];
		Array.from(text).forEach((character, index) => {
			if (index > 0 && cuts & (1 << (index - 1))) parts.push('');
			parts[parts.length - 1] += character;
		});
		return parts;
	});

/** Lets so many milliseconds pass without input. */
const pass = (ms: number): string[] => {
	const keys: string[] = [];
	let left = ms;
	for (let { wait } = reader; wait !== undefined && left >= wait; wait = reader.wait) {
		left -= wait;
		keys.push(...reader.expire());
	}
	return keys;
};

/** What comes out of an Escape and the pieces after it, each so many milliseconds after the one before. */
const heard = (pieces: readonly string[], delays: readonly number[]): string[] => {
	const keys = feed('', { escape: true });
	pieces.forEach((piece, index) => {
		keys.push(...pass(delays[index] ?? 0), ...feed(piece));
	});
	return [...keys, ...pass(10_000)];
};

/** In time; after the Escape was taken for the key; after a begun sequence was given up; as late as is known. */
const delays = [0, 40, 200, 499];

describe('a sequence on a slow link', () => {
	test.each(['OP', 'OR', 'OQ', 'OS', 'OA', '[D', '[A', '[5~', '[15~'])(
		'ESC %s is never its letters, wherever it is split and however late each piece comes',
		(tail) => {
			for (const pieces of splits(tail)) {
				for (let choice = 0; choice < delays.length ** pieces.length; choice++) {
					reader = new KeyReader();
					const each = pieces.map((_, index) => delays[(choice >> (2 * index)) & 3] ?? 0);
					const keys = heard(pieces, each);
					const known = ['escape', 'up', 'left', 'pageup'];
					expect(known, `${pieces.join('|')} after ${each}`).toEqual(expect.arrayContaining(keys));
					expect(keys.length).toBeLessThanOrEqual(1);
				}
			}
		},
	);

	test('the answer of a terminal that comes late is no keys', () => {
		for (const answer of [']11;rgb:RyRy/0000/0000', 'P>|RyR', '_RyR']) {
			reader = new KeyReader();
			expect(heard([answer], [100])).toEqual(['escape']);
		}
	});
});

describe('what somebody types after Escape', () => {
	const typed = (...reads: string[]): string[] =>
		heard(
			reads,
			reads.map(() => 100),
		);

	test('is heard as soon as the Escape is', () => {
		expect(typed('j')).toEqual(['escape', 'j']);
		expect(typed('R')).toEqual(['escape', 'R']);
		expect(typed('P')).toEqual(['escape', 'P']);
		expect(typed('/cpu>5')).toEqual(['escape', '/', 'c', 'p', 'u', '>', '5']);
		expect(typed('q', 'O', 'P')).toEqual(['escape', 'q', 'O', 'P']);
	});

	test('is heard where it is an O, when nothing follows that makes it a tail', () => {
		expect(typed('O')).toEqual(['escape', 'O']);
		expect(typed('O', '/')).toEqual(['escape', 'O', '/']);
		expect(typed('O', 'R')).toEqual(['escape']);
	});

	test('are special keys and Control keys, too', () => {
		feed('', { escape: true });
		reader.expire();
		expect(feed('', { downArrow: true })).toEqual(['down']);
		feed('', { escape: true });
		reader.expire();
		expect(feed('', { escape: true })).toEqual([]);
		expect(reader.expire()).toEqual(['escape']);
	});
});
