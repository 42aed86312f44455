// Spans of time in sentences.

import { expect, test } from 'vitest';
import { spanText, spanWords } from '../../source/model/span-text.ts';

test.each([
	[400, '0s', '0 seconds'],
	[59_900, '59s', '59 seconds'],
	[60_000, '1m', '1 minute'],
	[3_599_000, '59m', '59 minutes'],
	[3_600_000, '1h', '1 hour'],
	[86_399_000, '23h', '23 hours'],
	[9 * 86_400_000, '9d', '9 days'],
])('%i ms are told in their greatest unit', (ms, short, words) => {
	expect([spanText(ms), spanWords(ms)]).toEqual([short, words]);
});
