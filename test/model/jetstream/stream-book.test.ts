// Which of the answers about streams is believed, and what becomes of them from round to round.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamsTold } from '../../../source/model/jetstream/stream-book.ts';
import { aloneOf, configOf, copyOf, peerOf, start, streamRounds, toldOf } from '../../helpers/streams.ts';

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

describe('a stream', () => {
	test('that is deleted leaves once nobody has a copy, and not while an answer is cut', () => {
		const { round } = streamRounds();
		round(0, 'copies', ...all(0));
		const none = (at: number, isCut: boolean) =>
			['n1', 'n2', 'n3'].map((name) => toldOf(name, at, [], { isCut }));
		expect(round(5000, 'copies', ...none(5000, true)).ORDERS).toBeDefined();
		expect(round(6000, 'copies', ...none(6000, false)).ORDERS).toBe(undefined);
	});

	test('that is made again under its name begins anew', () => {
		const { round } = streamRounds();
		round(0, 'configs', toldOf('n1', 0, [copyOf('n1', 0, { config: configOf({ maxMessages: 50 }) })]));
		round(5000, 'leaders', toldOf('n1', 5000, [copyOf('n1', 5000, { lastSeq: 200 })]));
		const created = start + 8000;
		const again = copyOf('n1', 10_000, { created, lastSeq: 3 });
		const { ORDERS } = round(10_000, 'leaders', toldOf('n1', 10_000, [again]));
		expect(ORDERS).toMatchObject({ created, state: { lastSeq: 3 } });
		expect({ rate: ORDERS?.inRate, config: ORDERS?.config, full: ORDERS?.full }).toEqual({});
		// A copy of the one before that is still on its way out is nobody's.
		const late = round(11_000, 'copies', toldOf('n2', 11_000, [copyOf('n2', 11_000, { lastSeq: 900 })]));
		expect(late.ORDERS?.state.lastSeq).toBe(3);
	});

	test('that is new is asked for its configuration, and keeps what it was told', () => {
		const { round, book } = streamRounds();
		round(0, 'leaders', toldOf('n1', 0, [copyOf('n1', 0)]));
		expect(book.wants.configs).toBe(true);
		const config = configOf({ maxMessages: 200, maxBytes: 1_000_000 });
		const { ORDERS } = round(1000, 'configs', toldOf('n1', 1000, [copyOf('n1', 1000, { config })]));
		expect(book.wants.configs).toBe(false);
		expect(ORDERS).toMatchObject({ full: 0.5, wanted: 3, config: { maxMessages: 200 } });
		expect(round(5000, 'leaders', toldOf('n1', 5000, [copyOf('n1', 5000)])).ORDERS?.full).toBe(0.5);
	});

	test('of two JetStream systems with one name is two streams', () => {
		const { book, momentOf } = streamRounds();
		book.hear(toldOf('n1', 0, [aloneOf('n1', 0)]), 'copies', 'east');
		book.hear(toldOf('leaf', 0, [aloneOf('leaf', 0)]), 'copies', 'edge');
		expect(book.endRound(momentOf(0), 'copies').map(({ place }) => place)).toEqual(['east', 'edge']);
	});

	test('keeps its place for three rounds after its trouble has ended', () => {
		const { round } = streamRounds();
		const full = configOf({ discard: 'new', maxMessages: 100 });
		round(0, 'configs', toldOf('n1', 0, [copyOf('n1', 0, { config: full })]));
		const at = (time: number, lastSeq: number) =>
			round(time, 'leaders', toldOf('n1', time, [copyOf('n1', time, { lastSeq })])).ORDERS;
		expect(at(5000, 100)?.troubles[0]).toMatchObject({ check: 'stream-full', severity: 'critical' });
		const ranks = [10, 15, 20, 25].map((seconds) => {
			const copy = copyOf('n1', seconds * 1000);
			const state = { ...copy.state, messages: 10, bytes: 1000 };
			const told = toldOf('n1', seconds * 1000, [{ ...copy, state }]);
			return round(seconds * 1000, 'leaders', told).ORDERS;
		});
		expect(ranks.map((stream) => stream?.troubles.length)).toEqual([0, 0, 0, 0]);
		expect(ranks.map((stream) => (stream?.rank ?? 0) > 0)).toEqual([true, true, false, false]);
	});
});

test('a thousand streams have a history, and no more', () => {
	const { round } = streamRounds();
	const copies = (at: number) =>
		Array.from({ length: 1010 }, (_, index) => ({ ...aloneOf('n1', at), stream: `S${index}` }));
	round(0, 'leaders', toldOf('n1', 0, copies(0)));
	const known = Object.values(round(5000, 'leaders', toldOf('n1', 5000, copies(5000))));
	expect(known.length).toBe(1010);
	expect(known.filter(({ history }) => history !== undefined).length).toBe(1000);
});

test('whatever servers say, there is one stream for each that anybody has a copy of, and no figure is less than nothing', () => {
	const name = fc.constantFrom('n1', 'n2', 'n3', 'n4');
	const count = fc.option(fc.oneof(fc.nat(10_000), fc.constant(2 ** 63), fc.constant(-5)), {
		nil: undefined,
	});
	const peer = fc.record({
		...{ name, current: fc.boolean(), offline: fc.boolean(), active: count, lag: count },
		isPending: fc.boolean(),
	});
	const copy = fc.record({
		stream: fc.constantFrom('ORDERS', 'LOGS', 'a b\tc', '__proto__'),
		leader: fc.option(name, { nil: undefined }),
		raftGroup: fc.option(fc.constant('S-R3F-x'), { nil: undefined }),
		peers: fc.array(peer, { maxLength: 4 }),
		lastSeq: count,
		created: fc.option(fc.constantFrom(0, start, start + 5000), { nil: undefined }),
		isBare: fc.boolean(),
	});
	const answer = fc.record({
		server: name,
		copies: fc.array(copy, { maxLength: 5 }),
		isCut: fc.boolean(),
		isOff: fc.boolean(),
	});
	const kind = fc.constantFrom('leaders', 'copies', 'configs');
	const rounds = fc.array(fc.record({ kind, answers: fc.array(answer, { maxLength: 4 }) }), { maxLength: 6 });
	fc.assert(
		fc.property(rounds, (plan) => {
			const { book, momentOf } = streamRounds();
			plan.forEach(({ kind: of, answers }, index) => {
				const at = index * 5000;
				for (const { server, copies, isCut, isOff } of answers) {
					const streams = copies.map(({ stream, leader, raftGroup, peers, lastSeq, created, isBare }) => ({
						...copyOf(server, at, { stream, created }),
						state: { lastSeq, messages: lastSeq },
						group: isBare ? undefined : { leader, raftGroup, peers },
					}));
					book.hear(toldOf(server, at, streams, { isCut, isOff }), of, 'east');
				}
				const known = book.endRound(momentOf(at), of);
				expect(new Set(known.map(({ key }) => key)).size).toBe(known.length);
				for (const { inRate, current = 0, replicas, toldBy, catchesUpIn } of known) {
					expect(inRate === undefined || inRate >= 0).toBe(true);
					expect(current).toBeLessThanOrEqual(replicas.length);
					expect(new Set(replicas.map((one) => one.name)).size).toBe(replicas.length);
					expect(toldBy.server).not.toBe('');
					expect(catchesUpIn === undefined || catchesUpIn >= 0).toBe(true);
				}
			});
		}),
		{ numRuns: 300 },
	);
});
