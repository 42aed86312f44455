// What linear mode says, and how much of it.

import { expect, test } from 'vitest';
import { Marks } from '../../source/linear/marks.ts';
import { Pace } from '../../source/linear/pace.ts';
import { eventSentence, isSaid, named, summary } from '../../source/linear/sentences.ts';
import type { LoggedEvent } from '../../source/model/event.ts';
import { mainScreen } from '../../source/screens/registry.ts';
import { loggedEvents } from '../fixtures/events.ts';
import { connectedLink, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { shotsOf } from '../helpers/drawn.tsx';

const sentence = (event: LoggedEvent) => eventSentence(event, (account) => account);
const signs = /[\u2190-\u2bff·×–…]/;

test('every event is a sentence without signs, gravest word first and the time last', () => {
	for (const event of loggedEvents) {
		const said = sentence(event);
		expect(said).toMatch(/^(Warning: |Error: |[A-Z]).*\. \d\d:\d\d:\d\d\.$/s);
		expect(said).not.toMatch(signs);
	}
	expect(loggedEvents.filter(isSaid).length).toBeLessThan(loggedEvents.length);
	expect(loggedEvents.filter(({ severity }) => severity === 'warn').every(isSaid)).toBe(true);
});

test('the summary names who is not well, and says of what moment it is while the link is lost', () => {
	const fleet = fleetSnapshot();
	const link = connectedLink();
	expect(summary(fleet, ['east-2 CPU% 312'], link, now)).toMatch(
		/^8 servers: 1 stale \(.*\), 1 lame duck \(.*\), 6 ok; [\d,]+ connections; .* a second in, .* out; marked: east-2 CPU% 312\. \d\d:\d\d:\d\d\.$/,
	);
	const lost = {
		...link,
		phase: 'disconnected',
		since: now - 41_000,
		attempt: 7,
		nextTryAt: now + 4000,
	} as const;
	expect(summary(fleet, [], lost, now)).toMatch(
		/^Disconnected from .* for 41s; try 7, next in 4\.0s; as of \d\d:\d\d:\d\d: 8 servers/,
	);
	expect(summary({ ...fleet, rows: [] }, [], link, now)).toMatch(/^No server has answered\. /);
});

test('many names become the first ones and how many more', () => {
	expect([named(['a']), named(['a', 'b']), named(['a', 'b', 'c'])]).toEqual(['a', 'a and b', 'a, b and c']);
	expect(named(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more');
});

test('a storm of one kind is one sentence and a count, and does not hide what becomes of a server', () => {
	const pace = new Pace();
	const auth = loggedEvents.find(({ kind }) => kind === 'AUTH ERR');
	const stale = loggedEvents.find(({ kind }) => kind === 'STALE');
	if (auth === undefined || stale === undefined) throw new Error('no such event');
	const storm = Array.from({ length: 40 }, () => auth);
	expect(pace.take(storm, 0, sentence)).toEqual([sentence(auth)]);
	expect(pace.take([...storm, stale], 1000, sentence)).toEqual([sentence(stale)]);
	expect(pace.take([], 9000, sentence)).toEqual([]);
	const [sum, ...others] = pace.take([], 10_000, sentence);
	expect(sum).toMatch(/^And [\d,]+ more: auth error, on .*\.$/);
	expect(others).toEqual([]);
	// Quiet again: the next one is said in full.
	expect(pace.take([], 21_000, sentence)).toEqual([]);
	expect(pace.take([auth], 22_000, sentence)).toEqual([sentence(auth)]);
});

test('a value that is marked is said once, and when it has not been for a while, that it is over', () => {
	const marks = new Marks(mainScreen);
	const shot = (fleet = fleetSnapshot()) => {
		const { servers } = shotsOf({ size: { columns: 80, rows: 24 }, fleet });
		if (servers === undefined) throw new Error('no servers');
		return servers;
	};
	const first = marks.look(shot(), '', now);
	expect(first.length).toBeGreaterThan(0);
	for (const said of first) expect(said).toMatch(/^(Warning|Error): .*\.$/);
	expect(first.join(' ')).toContain('east-2');
	expect(marks.look(shot(), '', now + 2000)).toEqual([]);
	expect(marks.now.length).toBeGreaterThan(0);
	const well = { ...fleetSnapshot(), rows: [] };
	expect(marks.look(shot(well), '', now + 4000)).toEqual([]);
	expect(marks.look(shot(well), '', now + 30_000).every((said) => said.startsWith('Over: '))).toBe(true);
	expect(marks.now).toEqual([]);
});
