// Rates of consumers, accounts that are asked for alone, and whatever servers tell of consumers.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConsumerBook, type ConsumersTold } from '../../../source/model/jetstream/consumer-book.ts';
import { configOf, copyOf, singleOf, start, toldBy, toldByAll } from '../../fixtures/consumer-copies.ts';

/** Rounds of a book, each with the answers it gets. */
const rounds = () => {
	const book = new ConsumerBook();
	const round = (at: number, told: readonly ConsumersTold[], down: readonly string[] = []) => {
		for (const one of told) book.hear(one);
		return book.endRound({ at: start + at, gone: new Map(down.map((name) => [name, 'down'])) });
	};
	return { book, round };
};

const first = (at: number, told: readonly ConsumersTold[], gone?: readonly string[]) =>
	rounds().round(at, told, gone)[0];

describe('a consumer that is made anew under its name', () => {
	test('has nothing of the one before it', () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2', { delivered: { consumerSeq: 9000, streamSeq: 9000 } }));
		const told = toldByAll(10_000, 'e2', { delivered: { consumerSeq: 9500, streamSeq: 9500 } });
		const anew = told.map((one) => ({
			...one,
			consumers: one.consumers.map((copy) => ({ ...copy, created: start + 5000 })),
		}));
		const [row] = round(10_000, anew);
		expect(row?.deliveredRate).toBe(undefined);
		expect(row?.created).toBe(start + 5000);
	});

	test('is not taken for one that was deleted, whose copy is still on its way out', () => {
		const stale = copyOf('e1', 0, { leader: 'e1', pending: 77 });
		const told = [
			toldBy('e1', 0, [stale]),
			toldBy('e2', 0, [copyOf('e2', 0, { leader: 'e2', created: start })]),
		];
		expect(first(0, told)).toMatchObject({ leader: 'e2', pending: 5 });
	});

	test('comes and goes as an ephemeral one without a trace', () => {
		const { round, book } = rounds();
		for (let index = 0; index < 50; index++) {
			const at = index * 10_000;
			const copy = singleOf('e1', at, { consumer: `x${index}`, created: start + at });
			expect(round(at, [toldBy('e1', at, [copy])])).toHaveLength(1);
		}
		expect(book.unconfigured).toBeLessThan(10);
	});
});

describe('the rates of a consumer', () => {
	test('are by the clock of its leader', () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2', { now: start + 3_600_000 }));
		const moved = {
			...{ delivered: { consumerSeq: 600, streamSeq: 600 }, ackFloor: { consumerSeq: 590, streamSeq: 590 } },
			// The answer took a second longer than the one before.
			now: start + 3_605_000,
		};
		expect(round(6000, toldByAll(6000, 'e2', moved))[0]).toMatchObject({
			deliveredRate: 100,
			ackedRate: 100,
		});
	});

	test('are by ours where another server leads it now', () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2', { now: start + 3_600_000 }));
		const moved = { delivered: { consumerSeq: 200, streamSeq: 200 }, now: start - 3_600_000 };
		expect(round(10_000, toldByAll(10_000, 'e1', moved))[0]?.deliveredRate).toBe(10);
	});

	test('are unknown where a sequence fell', () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2'));
		const fell = { delivered: { consumerSeq: 3, streamSeq: 3 } };
		expect(round(10_000, toldByAll(10_000, 'e2', fell))[0]?.deliveredRate).toBe(undefined);
	});

	test('say when nothing waits any more, where that shrinks', () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2', { pending: 1000 }));
		expect(round(10_000, toldByAll(10_000, 'e2', { pending: 800 }))[0]?.catchesUpIn).toBe(40_000);
		expect(round(20_000, toldByAll(20_000, 'e2', { pending: 900 }))[0]?.catchesUpIn).toBe(undefined);
	});
});

describe('an account that is asked for alone', () => {
	test('leaves what is known of others as it is', () => {
		const { round } = rounds();
		const other = singleOf('e1', 0, { account: 'PAY', consumer: 'export' });
		round(0, [toldBy('e1', 0, [copyOf('e1', 0, { leader: 'e1' }), other])]);
		const rows = round(10_000, [toldBy('e1', 10_000, [], { account: 'APP' })]);
		expect(rows.map(({ account }) => account)).toEqual(['PAY']);
	});
});

describe('whatever servers tell', () => {
	const seq = fc.oneof(fc.nat(), fc.constant(2 ** 53), fc.constant(2 ** 63), fc.constant(undefined));
	const name = fc.constantFrom('e1', 'e2', 'e3', 'a b', '', 'x\u0000y');
	const peer = fc.record({
		...{ name, current: fc.boolean(), offline: fc.boolean(), isPending: fc.boolean() },
		...{ active: fc.option(fc.integer(), { nil: undefined }), lag: seq },
	});
	const copy = fc.record({
		server: fc.record({ id: fc.constantFrom('N1', 'N2', 'N3'), name }),
		account: fc.constantFrom('APP', 'PAY'),
		stream: fc.constantFrom('S', 'a/b'),
		consumer: fc.constantFrom('c', 'd'),
		created: fc.option(fc.constantFrom(start, start + 1, 0), { nil: undefined }),
		group: fc.option(
			fc.record({ leader: fc.option(name, { nil: undefined }), peers: fc.array(peer, { maxLength: 4 }) }),
			{ nil: undefined },
		),
		delivered: fc.record({ consumerSeq: seq, streamSeq: seq, lastActive: seq }),
		ackFloor: fc.record({ consumerSeq: seq, streamSeq: seq, lastActive: seq }),
		...{ pending: seq, ackPending: seq, redelivered: seq, waiting: seq, isPaused: fc.boolean() },
		config: fc.option(
			fc.constantFrom(configOf(), configOf({ type: 'push', maxAckPending: 0 }), configOf({ ackWait: 0 })),
			{ nil: undefined },
		),
		receivedAt: fc.integer({ min: start, max: start + 100_000 }),
		now: seq,
	});
	const answer = fc.record({
		server: fc.record({ id: fc.constantFrom('N1', 'N2', 'N3'), name }),
		place: fc.constantFrom('here', 'there'),
		consumers: fc.array(copy, { maxLength: 6 }),
		receivedAt: fc.integer({ min: start, max: start + 100_000 }),
		isCut: fc.boolean(),
	});

	test('each consumer is there once, its figures are never made up, and no rate is below zero', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ told: fc.array(answer, { maxLength: 4 }), gone: fc.array(name) }), {
					maxLength: 6,
				}),
				(all) => {
					const { round } = rounds();
					for (const [index, { told, gone }] of all.entries()) {
						const rows = round(index * 10_000, told, gone);
						expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
						for (const row of rows) {
							expect(row.deliveredRate ?? 0).toBeGreaterThanOrEqual(0);
							expect(row.ackedRate ?? 0).toBeGreaterThanOrEqual(0);
							expect(Number.isNaN(row.catchesUpIn)).toBe(false);
							// Figures that only a leader knows come from nobody else.
							if (!row.toldBy.isLeader) expect(row.pending).toBe(undefined);
							expect(new Set(row.replicas.map((one) => one.name)).size).toBe(row.replicas.length);
						}
					}
				},
			),
			{ numRuns: 300 },
		);
	});

	test('the order in which servers answer changes nothing', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray(toldByAll(0, 'e2'), { minLength: 3 }), (told) => {
				expect(first(0, told)).toMatchObject({ leader: 'e2', pending: 5, current: 3, lag: 0 });
			}),
		);
	});
});
