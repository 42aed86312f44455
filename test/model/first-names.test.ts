// Sentences that name some of many.

import { expect, test } from 'vitest';
import { firstAndMore } from '../../source/model/first-names.ts';
import { nothingKnown } from '../../source/screens/accounts/snapshot.ts';
import { lackingText } from '../../source/screens/accounts/source.ts';

test('the first of many names stand in a sentence, and how many more there are', () => {
	expect(firstAndMore(['n1'])).toBe('n1');
	expect(firstAndMore(['n1', 'n2', 'n3'])).toBe('n1, n2, n3');
	expect(firstAndMore(['n1', 'n2', 'n3', 'n4', 'n5'])).toBe('n1, n2, n3 and 2 more');
	expect(firstAndMore(['a', 'b', 'c'], 1, { noun: 'servers', joint: ' ' })).toBe('a and 2 more servers');
});

test('accounts whose claims nobody told are one sentence for each reason, not one for each account', () => {
	const unheard = new Map(Array.from({ length: 500 }, (_, index) => [`ACC${index}`, 'nothing in 2s']));
	expect(lackingText({ denied: new Set(), unheard }, nothingKnown.accounts)).toEqual([
		'no claims of ACC0, ACC1, ACC2 and 497 more: nothing in 2s',
	]);
	const reasons = new Map(Array.from({ length: 500 }, (_, index) => [`ACC${index}`, `reason ${index}`]));
	const [text] = lackingText({ denied: new Set(), unheard: reasons }, nothingKnown.accounts);
	expect(text).toMatch(/no claims of ACC3: reason 3 and 496 more reasons$/);
});
