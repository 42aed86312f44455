// Findings over time: since when, how they begin and end, and what is said of it.

import { describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../../source/model/event.ts';
import { EventLog } from '../../../source/model/event-log.ts';
import type { FailingObject, Report } from '../../../source/model/health/finding.ts';
import { HealthBook, type HealthNews } from '../../../source/model/health/health-book.ts';
import { healthEvents } from '../../../source/model/health/health-news.ts';

const began = Date.UTC(2026, 8, 21, 12);
const interval = 2000;

type Bad = { name: string; check?: string; severity?: 'warn' | 'critical'; text?: string };

const object = ({ name, check = 'js-storage', severity = 'warn', text = 'is full' }: Bad): FailingObject => ({
	...{ key: name, name, where: { server: name }, evidence: () => [{ by: `${name} STATSZ` }] },
	troubles: [{ check, severity, text }],
});

const report = (
	at: number,
	bad: readonly Bad[],
	{
		there = ['n1', 'n2'],
		isWhole = true,
		kind = 'server',
	}: Partial<{ there: string[] } & Pick<Report, 'isWhole' | 'kind'>> = {},
): Report => ({
	...{ kind, at: began + at, isWhole, states: () => [], swings: (check) => check.startsWith('js-') },
	failing: bad.map(object),
	has: (key) => there.includes(key),
});

const bookOf = () => {
	const news: HealthNews[] = [];
	const book = new HealthBook(
		() => interval,
		(some) => news.push(...some),
	);
	return { book, news, turns: () => news.map(({ turn, finding }) => `${turn} ${finding.name}`) };
};

describe('a finding', () => {
	test('that was there when natstop began is no news, and says that it is older than is known', () => {
		const { book, turns } = bookOf();
		book.take(report(0, [{ name: 'n1' }]));
		expect(turns()).toEqual([]);
		expect(book.snapshot(began).findings).toMatchObject([{ name: 'n1', isFromStart: true, since: began }]);
	});

	test('of a figure that needs three rounds counts as there from the start', () => {
		const { book, turns } = bookOf();
		book.take(report(0, []));
		book.take(report(3 * interval, [{ name: 'n1' }]));
		expect(book.snapshot(began).findings).toMatchObject([{ isFromStart: true }]);
		expect(turns()).toEqual([]);
	});

	test('of a state that a first round had found well is not there from the start', () => {
		const { book } = bookOf();
		book.take(report(0, []));
		book.take(report(3 * interval, [{ name: 'n1', check: 'down' }]));
		expect(book.snapshot(began).findings).toMatchObject([{ isFromStart: false }]);
	});

	test('begins once, keeps since when, and ends once', () => {
		const { book, turns, news } = bookOf();
		book.take(report(0, []));
		for (const at of [60_000, 62_000, 64_000]) book.take(report(at, [{ name: 'n1', text: `at ${at}` }]));
		expect(book.snapshot(began).findings).toMatchObject([
			{ since: began + 60_000, at: began + 64_000, text: 'at 64000', isFromStart: false },
		]);
		book.take(report(66_000, []));
		expect(book.snapshot(began).findings).toEqual([]);
		expect(turns()).toEqual(['bad n1', 'good n1']);
		expect(healthEvents(news).map(({ text }) => text)).toEqual([
			'js-storage: at 62000',
			'js-storage ok after 6s',
		]);
		expect(book.snapshot(began).last).toMatchObject({ name: 'n1', from: began + 60_000, to: began + 66_000 });
	});

	test('that gets worse is told again, and not when it gets better', () => {
		const { book, turns } = bookOf();
		book.take(report(0, []));
		for (const at of [60_000, 62_000]) book.take(report(at, [{ name: 'n1' }]));
		book.take(report(64_000, [{ name: 'n1', severity: 'critical' }]));
		book.take(report(66_000, [{ name: 'n1' }]));
		expect(turns()).toEqual(['bad n1', 'worse n1']);
	});

	test('that is over within two seconds is no news', () => {
		const { book, turns } = bookOf();
		book.take(report(0, []));
		book.take(report(60_000, [{ name: 'n1' }]));
		book.take(report(61_000, []));
		expect(turns()).toEqual([]);
		expect(book.snapshot(began).last).toMatchObject({ name: 'n1' });
	});

	test('ends otherwise where its object is gone, and stays where its object was not looked at', () => {
		const { book, turns, news } = bookOf();
		book.take(report(0, []));
		for (const at of [58_000, 60_000]) book.take(report(at, [{ name: 'n1' }, { name: 'n2' }]));
		book.take(report(62_000, [{ name: 'n1' }], { there: ['n1'], isWhole: false }));
		expect(book.snapshot(began).findings.map(({ name }) => name)).toEqual(['n1', 'n2']);
		book.take(report(64_000, [{ name: 'n1' }], { there: ['n1'] }));
		expect(turns()).toEqual(['bad n1', 'bad n2', 'gone n2']);
		expect(healthEvents(news).at(-1)?.text).toBe('js-storage over after 6s: it is not there any more');
	});
});

test('what is wrong with an object whose server does not answer is neither so nor over', () => {
	const { book, turns } = bookOf();
	book.take(report(0, [{ name: 'n1' }]));
	book.take({ ...report(70_000, []), isUnknown: (key) => key === 'n1' });
	expect(book.snapshot(began).findings).toMatchObject([{ name: 'n1', at: began }]);
	expect(book.counts(began + 70_000)).toEqual({ critical: 0, warn: 0 });
	expect(turns()).toEqual([]);
	book.take(report(72_000, []));
	expect(turns()).toEqual(['good n1']);
});

test('the worst stand first, and of equally bad ones the newest', () => {
	const { book } = bookOf();
	book.take(report(0, [{ name: 'n1' }]));
	book.take(report(60_000, [{ name: 'n1' }, { name: 'n2' }], {}));
	book.take(report(60_000, [{ name: 'APP', severity: 'critical', check: 'claims' }], { kind: 'account' }));
	expect(book.snapshot(began).findings.map(({ name }) => name)).toEqual(['APP', 'n2', 'n1']);
});

test('what nobody has judged for a minute is not counted any more, and stays in the list', () => {
	const { book } = bookOf();
	book.take(report(0, [{ name: 'n1' }]));
	book.take(report(0, [{ name: 'APP', severity: 'critical' }], { kind: 'account' }));
	expect(book.counts(began)).toEqual({ critical: 1, warn: 1 });
	expect(book.counts(began, ['server'])).toEqual({ critical: 1, warn: 0 });
	book.take(report(61_000, [{ name: 'n1' }]));
	expect(book.counts(began + 61_000)).toEqual({ critical: 0, warn: 1 });
	expect(book.snapshot(began).findings).toHaveLength(2);
});

test('thousands of findings of one kind are kept to a thousand, and told in nine lines', () => {
	const { book, news } = bookOf();
	const many = Array.from({ length: 5000 }, (_, index) => ({ name: `c${index}`, check: 'pending' }));
	const there = many.map(({ name }) => name);
	book.take(report(0, [], { there, kind: 'connection' }));
	for (const at of [60_000, 62_000]) book.take(report(at, many, { there, kind: 'connection' }));
	expect(book.snapshot(began).findings).toHaveLength(1000);
	const events = healthEvents(news);
	expect(events).toHaveLength(9);
	expect(events.at(-1)?.text).toBe('pending fail of 992 more connections');
});

test('a check that goes on and off again and again takes one line of the log', () => {
	const log = new EventLog(began);
	const told: MonitorEvent[] = [];
	const book = new HealthBook(
		() => interval,
		(news) => told.push(...healthEvents(news)),
	);
	book.take(report(0, []));
	for (let at = 60_000; at < 110_000; at += 2500)
		book.take(report(at, Math.floor(at / 10_000) % 2 === 0 ? [{ name: 'n1' }] : []));
	for (const event of told) log.add(event);
	const { events } = log.snapshot(began + 110_000);
	expect(events).toMatchObject([
		{ kind: 'CHECK', count: 5, text: 'js-storage: is full', since: began + 62_500 },
	]);
	for (const event of told.slice(0, 2)) log.add({ ...event, at: began + 600_000 });
	expect(log.snapshot(began + 600_000).events.map(({ count }) => count)).toEqual([5, 1, 1]);
});
