// What linear mode says, and how much of it.

import { expect, test } from 'vitest';
import { Pace } from '../../source/linear/pace.ts';
import { eventSentence, isSaid, named, summary } from '../../source/linear/sentences.ts';
import { Troubles } from '../../source/linear/troubles.ts';
import type { LoggedEvent } from '../../source/model/event.ts';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import { loggedEvents } from '../fixtures/events.ts';
import { connectedLink, fleetSnapshot, now } from '../fixtures/fleet.ts';

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
	expect(summary(fleet, ['east-2, CPU at 78% of its cores'], link, now)).toMatch(
		/^8 servers: 1 stale \(.*\), 1 lame duck \(.*\), 6 ok; [\d,]+ connections; .* a second in, .* out; in trouble: east-2, CPU at 78% of its cores\. \d\d:\d\d:\d\d\.$/,
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

/** The fixtures, with another CPU of east-1. */
const hot = (percent: number): FleetSnapshot => {
	const fleet = fleetSnapshot();
	const rows = fleet.rows.map((row) =>
		row.info.name === 'east-1' ? { ...row, statsz: { ...row.statsz, cpu: percent, maxProcs: 1 } } : row,
	);
	return { ...fleet, rows };
};

const keysOf = ({ rows }: FleetSnapshot) => new Set(rows.map(({ key }) => key));

test('a check that turns bad, worse or good is one sentence in its words', () => {
	const troubles = new Troubles();
	const look = (fleet: FleetSnapshot, at: number) => troubles.look(fleet, keysOf(fleet), at);
	const first = look(hot(10), now);
	for (const said of first) expect(said).toMatch(/^(Warning|Error): [\w ]+ on .*: .*\.$/);
	expect(first.join(' ')).toContain('Warning: cpu on east-2: CPU at 78% of its cores.');
	// What is wrong with one that does not answer the events tell.
	expect(first.join(' ')).not.toContain('edge-nyc-1');
	expect(look(hot(10), now + 2000)).toEqual([]);
	expect(look(hot(75), now + 4000)).toEqual(['Warning: cpu on east-1: CPU at 75% of its cores.']);
	expect(look(hot(80), now + 6000)).toEqual([]);
	expect(look(hot(95), now + 8000)).toEqual(['Error: cpu on east-1: CPU at 95% of its cores.']);
	expect(troubles.now).toContain('east-1, CPU at 95% of its cores');
	expect(look(hot(75), now + 10_000)).toEqual([]);
	expect(look(hot(5), now + 16_000)).toEqual([
		'Over: cpu on east-1: it was CPU at 95% of its cores, after 12s.',
	]);
	expect(look({ ...fleetSnapshot(), rows: [] }, now + 20_000)).toEqual([]);
	expect(troubles.now).toEqual([]);
});

test('many servers with one trouble are one sentence, and a filter leaves the others out', () => {
	const fleet = fleetSnapshot();
	const rows = fleet.rows.map((row) => ({ ...row, state: 'ok' as const, unrouted: ['north-1'] }));
	const all = { ...fleet, rows };
	const said = new Troubles().look(all, keysOf(all), now).filter((each) => each.includes('route'));
	expect(said).toHaveLength(1);
	expect(said[0]).toMatch(/^Error: route on \S+, \S+, \S+, \S+ and 4 more: no route to north-1\.$/);
	expect(new Troubles().look(all, new Set(), now)).toEqual([]);
});

test('what the log has told is not said twice', () => {
	const fleet = fleetSnapshot();
	const lost = (names: readonly string[] | undefined): FleetSnapshot => ({
		...fleet,
		rows: fleet.rows.map((row) => (row.info.name === 'east-1' ? { ...row, unrouted: names } : row)),
	});
	const troubles = new Troubles();
	const [line] = loggedEvents;
	if (line === undefined) throw new Error('no event');
	troubles.heard([{ ...line, kind: 'ROUTE', server: undefined, serverName: 'east-1', lastAt: now }]);
	const routes = (names: readonly string[] | undefined, at: number) => {
		const all = lost(names);
		return troubles.look(all, keysOf(all), at).filter((each) => each.includes('route'));
	};
	expect(routes(['east-2'], now)).toEqual([]);
	expect(troubles.now).toContain('east-1, no route to east-2');
	expect(routes(undefined, now + 4000)).toEqual([]);
	expect(routes(['east-2'], now + 90_000)).toEqual(['Error: route on east-1: no route to east-2.']);
	expect(routes(undefined, now + 94_000)[0]).toMatch(/^Over: route on east-1: .*, after 4\.0s\.$/);
});
