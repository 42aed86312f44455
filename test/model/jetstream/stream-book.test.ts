// Which of the answers about streams is believed, and what becomes of them from round to round.

import { describe, expect, test } from 'vitest';
import type { StreamsTold } from '../../../source/model/jetstream/stream-book.ts';
import { aloneOf, copyOf, peerOf, start, streamRounds, toldOf } from '../../helpers/streams.ts';

const all = (at: number, over: Parameters<typeof copyOf>[2] = {}): StreamsTold[] =>
	['n1', 'n2', 'n3'].map((name) => toldOf(name, at, [copyOf(name, at, over)]));

describe('a stream with a leader', () => {
	test('is as its leader says, whatever its followers say of lags', () => {
		const { round } = streamRounds();
		const wrong = [
			peerOf('n1', { lag: 26, current: false }),
			peerOf('n3', { lag: 9, active: 0, current: false }),
		];
		const group = { cluster: 'east', raftGroup: 'S-R3F-abc', leader: 'n1', peers: wrong };
		const { ORDERS } = round(
			0,
			'copies',
			toldOf('n2', 0, [copyOf('n2', 0, { group, lastSeq: 99 })]),
			toldOf('n1', 0, [copyOf('n1', 0)]),
		);
		expect(ORDERS).toMatchObject({
			...{ leader: 'n1', lag: 0, current: 3, isOld: false, rank: 0 },
			toldBy: { server: 'n1', isLeader: true },
			state: { lastSeq: 100 },
		});
		expect(ORDERS?.replicas.map(({ name, state, lastSeq }) => [name, state, lastSeq])).toEqual([
			['n1', 'leader', 100],
			['n2', 'ok', 99],
			['n3', 'ok', undefined],
		]);
	});

	test('has the rate at which its last sequence rises, by the clock of the server that told both', () => {
		const { round } = streamRounds();
		round(0, 'leaders', toldOf('n1', 0, [copyOf('n1', 0, { now: start - 3_600_000 })]));
		// It came a second late.
		const { ORDERS } = round(
			6000,
			'leaders',
			toldOf('n1', 6000, [copyOf('n1', 6000, { now: start - 3_600_000 + 5000, lastSeq: 600 })]),
		);
		expect(ORDERS).toMatchObject({ inRate: 100, window: 5000 });
	});

	test('has a rate over an election as well, by our clock, and none where another copy is behind', () => {
		const { round } = streamRounds();
		round(0, 'leaders', toldOf('n1', 0, [copyOf('n1', 0)]));
		const elected = { leader: 'n2', lastSeq: 300 };
		const second = round(
			5000,
			'leaders',
			toldOf('n2', 5000, [copyOf('n2', 5000, elected)]),
			toldOf('n1', 5000, []),
		);
		expect(second.ORDERS).toMatchObject({ leader: 'n2', inRate: 40 });
		const third = round(
			10_000,
			'leaders',
			toldOf('n2', 10_000, [copyOf('n2', 10_000, { leader: 'n2', lastSeq: 200 })]),
		);
		expect(third.ORDERS?.inRate).toBe(undefined);
	});

	test('is believed by its later leader where two say that they lead', () => {
		const { round } = streamRounds();
		const later = copyOf('n2', 0, { leader: 'n2' });
		const group = { ...later.group, peers: later.group?.peers ?? [], leaderSince: start - 1000 };
		const { ORDERS } = round(
			0,
			'leaders',
			toldOf('n1', 0, [copyOf('n1', 0, { lastSeq: 500 })]),
			toldOf('n2', 0, [{ ...later, group }]),
		);
		expect(ORDERS?.leader).toBe('n2');
	});

	test('does not change by an answer that comes late, after a newer one', () => {
		const { round } = streamRounds();
		round(5000, 'leaders', toldOf('n1', 5000, [copyOf('n1', 5000, { lastSeq: 500 })]));
		const { ORDERS } = round(5100, 'leaders', toldOf('n1', 1000, [copyOf('n1', 1000, { lastSeq: 90 })]));
		expect(ORDERS?.state.lastSeq).toBe(500);
	});

	test('whose server does not answer us is as a follower has it, and says so', () => {
		const { round } = streamRounds();
		round(0, 'copies', ...all(0));
		for (const at of [5000, 10_000, 15_000]) round(at, 'leaders', toldOf('n2', at, []), toldOf('n3', at, []));
		const { ORDERS } = round(
			20_000,
			'copies',
			...all(20_000, { lastSeq: 150 }).filter(({ server }) => server.name !== 'n1'),
		);
		expect(ORDERS).toMatchObject({
			leader: 'n1',
			isOld: false,
			toldBy: { isLeader: false },
			state: { lastSeq: 150 },
		});
		expect(ORDERS?.inRate === undefined || ORDERS.inRate >= 0).toBe(true);
	});
});

describe('a stream without a leader', () => {
	test('stays, with the copy that has most, and is in trouble after five seconds', () => {
		const { round, stands, book } = streamRounds();
		round(0, 'copies', ...all(0));
		for (const name of ['n1', 'n3']) stands.set(name, 'down');
		const leaders = round(5000, 'leaders', toldOf('n2', 5000, []));
		expect(leaders.ORDERS).toBeDefined();
		const group = { cluster: 'east', raftGroup: 'S-R3F-abc', peers: [peerOf('n2')] };
		const left = (at: number) => toldOf('n2', at, [copyOf('n2', at, { group, lastSeq: 98 })]);
		const first = round(6000, 'copies', left(6000));
		expect(first.ORDERS).toMatchObject({ current: 1, wanted: 3, toldBy: { server: 'n2', isLeader: false } });
		expect(first.ORDERS?.leader).toBe(undefined);
		expect(first.ORDERS?.lag).toBe(undefined);
		for (let at = 10_000; at <= 60_000; at += 5000) {
			const { ORDERS } = round(at, 'leaders', toldOf('n2', at, []));
			expect(ORDERS?.troubles[0], String(at)).toMatchObject({ check: 'quorum', severity: 'critical' });
			expect(ORDERS?.replicas.map(({ name, state }) => `${name} ${state}`)).toEqual([
				...['n1 offline', 'n2 ok', 'n3 offline'],
			]);
		}
		expect(book.wants.copies).toBe(false);
	});

	test('is in trouble at once where a server says that its quorum is lost, but not by what was said before its last leader', () => {
		const said = { at: start - 60_000 };
		const { round, stands } = streamRounds({ quorumLostAt: () => said.at });
		round(0, 'copies', ...all(0));
		stands.set('n1', 'down');
		const lost = (at: number) => round(at, 'copies', ...all(at, { leader: null }).slice(1));
		expect(lost(1000).ORDERS?.troubles.some(({ check }) => check === 'quorum')).toBe(false);
		said.at = start + 1500;
		expect(lost(2000).ORDERS?.troubles[0]?.check).toBe('quorum');
	});

	test('is asked for among all copies once its leader says that it does not lead it any more', () => {
		const { round, book } = streamRounds();
		round(0, 'copies', ...all(0));
		expect(book.wants.copies).toBe(false);
		round(5000, 'leaders', toldOf('n1', 5000, []), toldOf('n2', 5000, []), toldOf('n3', 5000, []));
		expect(book.wants.copies).toBe(true);
	});
});

describe('a stream with one copy', () => {
	test('of a server that is down stays for ten minutes as it was, and is forgotten then', () => {
		const { round, stands } = streamRounds();
		const alone = toldOf('n1', 0, [aloneOf('n1', 0)]);
		expect(round(0, 'leaders', alone).LOGS).toMatchObject({
			wanted: 1,
			current: 1,
			leader: 'n1',
			isOld: false,
		});
		stands.set('n1', 'down');
		const old = round(5000, 'leaders');
		expect(old.LOGS).toMatchObject({ isOld: true, rank: 0, troubles: [], state: { lastSeq: 100 } });
		expect(old.LOGS?.inRate).toBe(undefined);
		expect(round(590_000, 'leaders').LOGS?.isOld).toBe(true);
		expect(round(601_000, 'leaders').LOGS).toBe(undefined);
	});

	test('has no lag, as there is nobody who could be behind', () => {
		const { round } = streamRounds();
		const { LOGS } = round(0, 'leaders', toldOf('n1', 0, [aloneOf('n1', 0)]));
		expect(LOGS?.lag).toBe(undefined);
		expect(LOGS?.replicas).toMatchObject([{ name: 'n1', state: 'leader' }]);
	});

	test('is there again when its server has started again and has found it', () => {
		const { round } = streamRounds();
		round(0, 'copies', toldOf('n1', 0, [aloneOf('n1', 0)]));
		const server = { id: 'NEW', name: 'n1', cluster: 'east', version: '2.15.3' };
		// It answers before it has read what is on its disk.
		const empty = round(20_000, 'copies', toldOf('n1', 20_000, [], { server }));
		expect(empty.LOGS).toBeDefined();
		const back = toldOf('n1', 25_000, [aloneOf('n1', 25_000, { id: 'NEW' })], { server });
		expect(round(25_000, 'leaders', back).LOGS).toMatchObject({ isOld: false, leader: 'n1' });
	});
});
