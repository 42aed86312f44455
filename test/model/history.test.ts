// The ring of slots behind the sparks.

import { describe, expect, test } from 'vitest';
import { History, historySize } from '../../source/model/history.ts';

describe('a history', () => {
	test('is empty at first', () => {
		const history = new History();
		expect(history.length).toBe(0);
		expect(history.tail('cpu', 10)).toEqual([]);
		expect(history.range('cpu')).toBeUndefined();
	});

	test('gives the newest values, oldest first', () => {
		const history = new History();
		for (const cpu of [1, 2, 3, 4]) history.push({ cpu });
		expect(history.tail('cpu', 3)).toEqual([2, 3, 4]);
		expect(history.tail('cpu', 99)).toEqual([1, 2, 3, 4]);
	});

	test('keeps a gap where a value is missing, not a zero', () => {
		const history = new History();
		history.push({ cpu: 5, mem: 1 });
		history.push({});
		history.push({ mem: 3 });
		expect(history.tail('cpu', 3)).toEqual([5, Number.NaN, Number.NaN]);
		expect(history.tail('mem', 3)).toEqual([1, Number.NaN, 3]);
		expect(history.range('mem')).toEqual({ min: 1, max: 3 });
		expect(history.range('in')).toBeUndefined();
	});

	test('holds 300 slots and lets the oldest go', () => {
		const history = new History();
		for (let i = 0; i < historySize + 7; i++) history.push({ cpu: i });
		expect(historySize).toBe(300);
		expect(history.length).toBe(300);
		expect(history.tail('cpu', 1000)).toHaveLength(300);
		expect(history.range('cpu')).toEqual({ min: 7, max: 306 });
	});

	test('can be copied for a paused screen', () => {
		const history = new History();
		history.push({ cpu: 1 });
		const copy = history.clone();
		history.push({ cpu: 2 });
		expect(copy.tail('cpu', 9)).toEqual([1]);
		expect(history.tail('cpu', 9)).toEqual([1, 2]);
	});
});
