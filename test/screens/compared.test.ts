// What cannot be compared with a marked moment, and what is said then.

import { expect, test } from 'vitest';
import { whyNotCompared } from '../../source/screens/compared.ts';

const table = { values: () => undefined };
const picture = {};

test('a log and a picture are not compared, and the words say which of them is in view', () => {
	expect(whyNotCompared([picture], { title: 'Events', list: 'log' })).toBe(
		'Events is a log of what happened, which is not compared: d is for tables',
	);
	expect(whyNotCompared([picture], { title: 'Network', list: 'custom' })).toBe(
		'Network is a picture, which is not compared: d is for tables',
	);
});

test('where a table is in view beside a log, or has yet to come, a moment can be marked', () => {
	expect(whyNotCompared([table, picture], { title: 'Servers', list: 'table' })).toBeUndefined();
	expect(whyNotCompared([undefined], { title: 'Network', list: 'custom' })).toBeUndefined();
	expect(whyNotCompared([], undefined)).toBeUndefined();
});
