// Counters worked out backwards from the rates that are kept.

import { describe, expect, test } from 'vitest';
import { History } from '../../source/model/history.ts';
import { totalHistory } from '../../source/model/total-history.ts';

/** Slots two seconds apart: a rate, `first` for a sample without one, `none` for a round without a sample. */
const historyOf = (...slots: (number | 'first' | 'none')[]): History => {
	const history = new History();
	for (const [index, slot] of slots.entries()) {
		const figures = slot === 'none' ? {} : { mem: 1, ...(slot === 'first' ? {} : { in: slot }) };
		history.push(figures, index * 2000);
	}
	return history;
};

const { NaN: gap } = Number;

describe('what a counter stood at', () => {
	test('follows from what it stands at now and the rates before', () => {
		expect(totalHistory(historyOf('first', 10, 20), 'in', 1000, 9)).toEqual([940, 960, 1000]);
	});

	test('of a round without a sample is a gap, and the next rate spans it', () => {
		expect(totalHistory(historyOf('first', 'none', 10, 'none'), 'in', 100, 9)).toEqual([60, gap, 100, gap]);
	});

	test('before a restart is unknown: that was another counter', () => {
		expect(totalHistory(historyOf('first', 500, 'first', 5), 'in', 10, 9)).toEqual([gap, gap, 0, 10]);
	});

	test('is unknown where the counter is, and never below zero', () => {
		expect(totalHistory(historyOf('first', 10), 'in', undefined, 9)).toEqual([gap, gap]);
		expect(totalHistory(historyOf('first', 100), 'in', 150, 9)).toEqual([0, 150]);
		expect(totalHistory(new History(), 'in', 150, 9)).toEqual([]);
	});

	test('is told for the newest slots alone', () => {
		expect(totalHistory(historyOf('first', 10, 10, 10), 'in', 100, 2)).toEqual([80, 100]);
	});
});
