// Which subjects may be tapped, and how what came is counted.

import { describe, expect, test } from 'vitest';
import { tapRefusal } from '../../../source/model/subjects/tap.ts';
import { foldedTo, TapBook } from '../../../source/model/subjects/tap-book.ts';

describe('a tap', () => {
	test.each(['orders.>', 'orders.*', '*.new', '>', 'a.*.c', 'größe.>'])('may be on %s', (subject) => {
		expect(tapRefusal(subject)).toBeUndefined();
	});

	test.each([
		['orders.new', 'no wildcard'],
		['push.audit', 'take messages from a consumer'],
		['$JS.API.>', 'of the system itself'],
		['$SRV.>', 'of the system itself'],
		['_INBOX.>', 'of the system itself'],
		['', 'no subject'],
		['a..>', 'no subject'],
		['a.>.b', 'no subject'],
		['a b.>', 'no subject'],
		['a.>\r\nPUB b 0', 'no subject'],
		['a.\u001b[31m.>', 'no subject'],
		['ab*', 'no wildcard'],
	])('may not be on %j: %s', (subject, why) => {
		expect(tapRefusal(subject)).toContain(why);
	});
});

test.each([
	['orders.eu.new.7', 1, 'orders.>'],
	['orders.eu.new.7', 3, 'orders.eu.new.>'],
	['orders.eu.new.7', 4, 'orders.eu.new.7'],
	['orders', 1, 'orders'],
	['orders.eu', 9, 'orders.eu'],
])('%s told apart by %i tokens is %s', (subject, depth, expected) => {
	expect(foldedTo(subject, depth)).toBe(expected);
});

test('what came is counted by subject at any depth, with the least and the greatest length', () => {
	const book = new TapBook();
	for (const [subject, bytes] of [
		['a.b.1', 10],
		['a.b.2', 30],
		['a.c', 5],
		['d', 0],
	] as const)
		book.add(subject, bytes);
	expect([book.messages, book.bytes, book.depth]).toEqual([4, 45, 3]);
	expect(book.rows(1)).toEqual([
		{ subject: 'a.>', isFolded: true, subjects: 3, messages: 3, bytes: 45, least: 5, most: 30 },
		{ subject: 'd', isFolded: false, subjects: 1, messages: 1, bytes: 0, least: 0, most: 0 },
	]);
	expect(book.rows(2).map(({ subject, messages }) => [subject, messages])).toEqual([
		['a.b.>', 2],
		['a.c', 1],
		['d', 1],
	]);
	expect(book.rows(3)).toHaveLength(4);
});

test('a tap that hears ever new subjects keeps no more than it can show, and counts all', () => {
	const book = new TapBook();
	for (let index = 0; index < 30_000; index++) book.add(`a.${index}`, 1);
	expect(book.messages).toBe(30_000);
	expect(book.rows(2)).toHaveLength(20_000);
});
