// States of a recording: who goes on from one sees what was there, and one with anything else in it breaks nothing.

import { expect, test } from 'vitest';
import { decodeLine, encodeLine, type Line } from '../../source/recording/line.ts';
import { Replay } from '../../source/recording/replay.ts';
import { stateLines } from '../../source/recording/state.ts';
import type { StoredMember } from '../../source/recording/stored-member.ts';
import { storedPast } from '../../source/recording/stored-past.ts';
import { plainFleet, plainLog } from './plain.ts';

const start = Date.UTC(2026, 0, 1, 12);
const names = ['n1', 'n2', 'n3'];
const idOf = (name: string): string => `N${name.toUpperCase().padStart(55, 'A')}`;

/** One of them ends. */
const livingIn = (round: number): readonly string[] => (round < 8 ? names : names.slice(0, 2));

const statsz = (name: string, round: number): Buffer => {
	const peers = livingIn(round).filter((peer) => peer !== name);
	const traffic = { msgs: round * 100, bytes: round * 1000 };
	const server = { name, host: '127.0.0.1', id: idOf(name), cluster: 'c', ver: '2.15.1', jetstream: false };
	const time = new Date(start + round * 1000).toISOString();
	return Buffer.from(
		JSON.stringify({
			server: { ...server, seq: round + 1, time },
			statsz: {
				...{
					start: new Date(start - 9e6).toISOString(),
					mem: 2e7 + round,
					cores: 2,
					cpu: 1.5,
					connections: round,
				},
				...{ total_connections: 9, active_accounts: 2, subscriptions: 9, sent: traffic, received: traffic },
				slow_consumers: Math.floor(round / 4),
				routes: peers.map((peer, rid) => ({ rid, name: peer, sent: traffic, received: traffic, pending: 0 })),
				active_servers: 3,
			},
		}),
	);
};

const refused = (round: number): Buffer =>
	Buffer.from(
		JSON.stringify({
			server: { name: 'n1', id: idOf('n1'), ver: '2.15.1' },
			client: { id: round, host: '10.0.0.1', user: 'probe', acc: '$G' },
			reason: 'Authentication Failure',
		}),
	);

/** Rounds of three servers, of which one ends; an event now and then. */
const lines: readonly Line[] = Array.from({ length: 14 }, (_, round): Line[] => {
	const at = start + round * 1000;
	const living = livingIn(round);
	const down: Line[] =
		round === 8
			? [
					[at + 0.5, 'U', 'unreachable', idOf('n3'), at],
					[at + 0.6, 'N', { kind: 'DOWN', severity: 'error', at, serverName: 'n3', text: 'down' }, 1],
				]
			: [];
	return [
		[at, 'B'],
		...living.map((name, index): Line => [at + 0.1 + index / 100, 'S', idOf(name), 0.5, statsz(name, round)]),
		...(round % 3 === 1
			? [[at + 0.3, 'E', `$SYS.SERVER.${idOf('n1')}.CLIENT.AUTH.ERR`, refused(round)] as const]
			: []),
		[at + 0.4, 'P', 3, living.length, false],
		...down,
		[at + 0.9, 'T'],
	];
}).flat();

const begin: Line = [start - 1, 'O', { interval: 1000 }];

const pictureOf = ({ roster, log, at, link }: Replay) => ({
	fleet: plainFleet(roster.snapshot(at + 1)),
	log: plainLog(log.snapshot(at + 1)),
	link,
});

const read = (line: Line): Line => {
	const decoded = decodeLine(encodeLine(line, start).subarray(0, -1), start);
	if (decoded === undefined) throw new Error('a line is lost');
	return decoded;
};

test('who goes on from the state before some line sees the same at the end as who saw it all', () => {
	const whole = new Replay(start);
	for (const line of [begin, ...lines]) whole.take(line);
	expect(whole.broken).toBe(0);
	expect(whole.roster.snapshot(whole.at).rows.map(({ state }) => state)).toEqual(['ok', 'ok', 'down']);
	expect(whole.log.snapshot(whole.at).events).toHaveLength(2);
	for (let cut = 0; cut < lines.length; cut += 5) {
		const before = new Replay(start);
		for (const line of [begin, ...lines.slice(0, cut)]) before.take(line);
		const resumed = new Replay(start);
		for (const line of [...stateLines(before, before.at).map(read), ...lines.slice(cut)]) resumed.take(line);
		expect(pictureOf(resumed), `from line ${cut}`).toEqual(pictureOf(whole));
	}
});

test('of many servers a state is short: histories are as long as a trend is wide', () => {
	const replay = new Replay(start);
	replay.take(begin);
	for (let server = 0; server < 60; server++) replay.take([start, 'S', idOf('n1'), 1, statsz('n1', 1)]);
	expect(stateLines(replay, start).map(([, code]) => code)).toEqual(['W', 'W', 'W', 'W', 'W']);
});

/** Members that hold a state and what comes after it. */
const memberOf = (all: readonly Line[]): StoredMember => ({
	...{ start, end: start + 14_000, hasState: true, rounds: [] },
	lines: async () => ({ header: { app: '0', interval: 1000, start }, lines: all, unread: 0 }),
});

test('a member whose state cannot be gone on from is replayed from one before', async () => {
	const before = new Replay(start);
	for (const line of [begin, ...lines]) before.take(line);
	const later = lines.map(([at, ...rest]): Line => [at + 14_000, rest[0], ...rest.slice(1)]);
	const state = stateLines(before, before.at).map(
		([, code, part, ...rest]): Line => [
			...([start + 14_000, code, part === 'link' ? 'other' : part, ...rest] as const),
		],
	);
	const [first, second] = [memberOf([begin, ...lines]), memberOf([...state, ...later])];
	const members = [first, { ...second, start: start + 14_000, end: start + 28_000 }];
	const past = storedPast({ members: () => members }, { title: 'renamed' });
	const { fleet } = (await past.moment(start + 28_000)).servers;
	for (const line of later) before.take(line);
	expect(plainFleet(fleet)).toEqual(plainFleet(before.roster.snapshot(start + 28_000)));
});

/** Puts something else in the place of one value of many. */
const spoil = (value: unknown, pick: () => number): unknown => {
	const others = [null, 'x', -1, [], {}, true, { map: [[1]] }, { set: 3 }, { sample: {} }];
	if (pick() < 0.01) return others[Math.floor(pick() * others.length)];
	if (Array.isArray(value)) return value.map((item) => spoil(item, pick));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoil(item, pick)]));
};

test('a state with anything in it shows something or nothing, and never throws', async () => {
	const before = new Replay(start);
	for (const line of [begin, ...lines]) before.take(line);
	const state = stateLines(before, before.at).map(read);
	let seed = 7;
	const pick = (): number => {
		seed = (seed * 48271) % 2147483647;
		return seed / 2147483647;
	};
	for (let turn = 0; turn < 80; turn++) {
		const spoiled = state.map(
			([at, code, ...rest]): Line => [at, code, ...rest.map((item) => spoil(item, pick))],
		);
		const later = lines.map(([at, ...rest]): Line => [at + 14_000, rest[0], ...rest.slice(1)]);
		const past = storedPast({ members: () => [memberOf([...spoiled, ...later])] }, { title: 'spoiled' });
		const moment = await past.moment(start + 28_000);
		expect(moment.servers.fleet.rows.length).toBeLessThan(10);
	}
});
