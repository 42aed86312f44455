// Figures and histories of streams, and whatever servers tell of them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamsTold } from '../../../source/model/jetstream/stream-book.ts';
import { aloneOf, configOf, copyOf, start, streamRounds, toldOf } from '../../helpers/streams.ts';

const all = (at: number, over: Parameters<typeof copyOf>[2] = {}): StreamsTold[] =>
	['n1', 'n2', 'n3'].map((name) => toldOf(name, at, [copyOf(name, at, over)]));

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
