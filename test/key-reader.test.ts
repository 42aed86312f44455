// From reads of the keyboard to names of keys.

import type { Key } from 'ink';
import { beforeEach, describe, expect, test } from 'vitest';
import { KeyReader } from '../source/key-reader.ts';

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
		expect(reader.undecided).toBe(true);
		expect(reader.expire()).toEqual(['escape']);
		expect(reader.undecided).toBe(false);
		expect(reader.expire()).toEqual([]);
	});

	test('with the rest of its sequence a read later is an arrow', () => {
		feed('', { escape: true });
		expect(feed('[A')).toEqual(['up']);
		feed('', { escape: true });
		expect(feed('OB')).toEqual(['down']);
		expect(reader.undecided).toBe(false);
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

	test('takes the text right after it away, which can be the tail of a sequence', () => {
		for (const tail of ['R', 'q', 'Px']) {
			feed('', { escape: true });
			expect(feed(tail)).toEqual(['escape']);
			expect(reader.undecided).toBe(false);
		}
	});

	test('before the answer of a terminal to somebody else makes no keys of its text', () => {
		feed('', { escape: true });
		expect(feed(']11;rgb:RyRy/0000/0000')).toEqual(['escape']);
		expect(feed('q', { meta: true })).toEqual(['escape']);
	});
});
