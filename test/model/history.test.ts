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
		for (const cpu of [1, 2, 3, 4]) history.push({ cpu }, cpu);
		expect(history.tail('cpu', 3)).toEqual([2, 3, 4]);
		expect(history.tail('cpu', 99)).toEqual([1, 2, 3, 4]);
	});

	test('keeps a gap where a value is missing, not a zero', () => {
		const history = new History();
		history.push({ cpu: 5, mem: 1 }, 0);
		history.push({}, 1);
		history.push({ mem: 3 }, 2);
		expect(history.tail('cpu', 3)).toEqual([5, Number.NaN, Number.NaN]);
		expect(history.tail('mem', 3)).toEqual([1, Number.NaN, 3]);
		expect(history.range('mem')).toEqual({ min: 1, max: 3 });
		expect(history.range('in')).toBeUndefined();
	});

	test('holds 300 slots and lets the oldest go', () => {
		const history = new History();
		for (let i = 0; i < historySize + 7; i++) history.push({ cpu: i }, i);
		expect(historySize).toBe(300);
		expect(history.length).toBe(300);
		expect(history.tail('cpu', 1000)).toHaveLength(300);
		expect(history.range('cpu')).toEqual({ min: 7, max: 306 });
	});

	test('knows its range whenever it is asked, as ends of it come and go', () => {
		const history = new History();
		for (let i = 0; i < 3 * historySize; i++) {
			history.push(i % 7 === 0 ? {} : { cpu: (i * 7919) % 101 }, i);
			if (i % 3 > 0) continue;
			const held = history.tail('cpu', historySize).filter((cpu) => !Number.isNaN(cpu));
			const range = held.length === 0 ? undefined : { min: Math.min(...held), max: Math.max(...held) };
			expect(history.range('cpu')).toEqual(range);
		}
	});

	test('knows how far back it goes, whatever the time between two rounds was', () => {
		const history = new History();
		expect(history.span(10)).toBe(0);
		expect(history.within(1000)).toBe(0);
		for (const at of [0, 2000, 4000, 64_000, 124_000]) history.push({ cpu: 1 }, at);
		expect(history.span(1)).toBe(60_000);
		expect(history.span(3)).toBe(122_000);
		expect(history.span(99)).toBe(124_000);
		expect(history.within(60_000)).toBe(1);
		expect(history.within(61_000)).toBe(2);
		expect(history.within(300_000)).toBe(5);
	});

	test('tells its span when full', () => {
		const history = new History();
		for (let i = 0; i < historySize + 7; i++) history.push({ cpu: i }, i * 1000);
		expect(history.span(historySize)).toBe((historySize - 1) * 1000);
		expect(history.span(10)).toBe(10_000);
		expect(history.within(5000)).toBe(5);
	});

	test('can be copied for a paused screen', () => {
		const history = new History();
		history.push({ cpu: 1 }, 0);
		const copy = history.clone();
		history.push({ cpu: 2 }, 1);
		expect(copy.tail('cpu', 9)).toEqual([1]);
		expect(history.tail('cpu', 9)).toEqual([1, 2]);
	});

	test('goes on from what was packed, whichever column is looked at first and whenever that is', () => {
		const slotAt = (i: number) => ({ cpu: i, ...(i % 3 > 0 && { mem: 2 * i }), connections: 7 });
		for (const [before, after] of [
			[0, 5],
			[40, 20],
			[historySize, historySize + 40],
		] as const) {
			const [whole, first] = [new History(), new History()];
			for (let i = 0; i < before; i++) for (const history of [whole, first]) history.push(slotAt(i), i);
			const resumed = new History();
			resumed.unpack(first.pack(historySize));
			for (let i = before; i < before + after; i++) {
				for (const history of [whole, resumed]) history.push(slotAt(i), i);
				if (i === before + 3) expect(resumed.tail('mem', 10)).toEqual(whole.tail('mem', 10));
			}
			for (const metric of ['connections', 'cpu', 'mem', 'in'] as const) {
				expect(resumed.range(metric)).toEqual(whole.range(metric));
				expect(resumed.tail(metric, historySize)).toEqual(whole.tail(metric, historySize));
			}
			expect(resumed.clone().tail('cpu', 9)).toEqual(whole.tail('cpu', 9));
			expect(resumed.pack(historySize)).toEqual(whole.pack(historySize));
		}
	});
});
