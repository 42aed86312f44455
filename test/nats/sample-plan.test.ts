// Which connections are asked for in which round, where servers come and go, their clients too, and some of them lie.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlannedServer, SamplePlan, sweptRows } from '../../source/nats/sample-plan.ts';

const byTrouble = { column: 'trouble', descending: true };

const server = (id: string, connections: number, over: Partial<PlannedServer> = {}): PlannedServer => ({
	...{ id, connections, msgs: connections, isTroubled: false },
	...over,
});

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A page out of the cids of a server. */
const pageOf = (cids: readonly number[], { offset, limit }: { offset: number; limit: number }) => {
	const rows = cids.slice(offset, offset + limit).map((cid) => ({ cid }));
	return { rows, received: rows.length, total: cids.length };
};

/** Plays rounds until a sweep is over; gives the rounds it took. */
const sweep = (
	plan: SamplePlan,
	servers: () => readonly PlannedServer[],
	answer: (id: string, asked: { offset: number; limit: number }) => ReturnType<typeof pageOf> | undefined,
	onUsed: (id: string, page: ReturnType<typeof pageOf>) => void = () => {},
	most = 5000,
): number => {
	for (let round = 1; round <= most; round++) {
		for (const { id, sweep: asked } of plan.next(servers(), byTrouble)) {
			if (asked === undefined) continue;
			const page = answer(id, asked);
			if (page === undefined) plan.failed(id);
			else if (plan.swept(id, page)) onUsed(id, page);
		}
		if (plan.endRound()) return round;
	}
	throw new Error('the sweep does not end');
};

describe('a sweep', () => {
	test('meets whoever is connected all the while, however many come and go', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 15_000 }), { minLength: 1, maxLength: 6 }),
				fc.array(fc.record({ server: fc.nat(5), close: fc.nat(900), at: fc.nat(15_000), open: fc.nat(60) }), {
					maxLength: 20,
				}),
				(counts, changes) => {
					const cids = new Map(counts.map((count, index) => [`N${index}`, numbers(count)]));
					const next = new Map(counts.map((count, index) => [`N${index}`, count + 1]));
					const left = new Map([...cids.keys()].map((id) => [id, new Set<number>()]));
					const met = new Map([...cids.keys()].map((id) => [id, new Set<number>()]));
					const servers = () => [...cids].map(([id, { length }]) => server(id, length));
					sweep(
						new SamplePlan(),
						servers,
						(id, asked) => {
							const page = pageOf(cids.get(id) ?? [], asked);
							const change = changes.shift();
							if (change) {
								const other = `N${change.server % counts.length}`;
								const own = cids.get(other) ?? [];
								for (const cid of own.splice(Math.min(change.at, own.length), change.close))
									left.get(other)?.add(cid);
								for (let i = 0; i < change.open; i++) {
									own.push(next.get(other) ?? 0);
									next.set(other, (next.get(other) ?? 0) + 1);
								}
							}
							return page;
						},
						(id, { rows }) => {
							for (const { cid } of rows) met.get(id)?.add(cid);
						},
					);
					for (const [index, count] of counts.entries()) {
						const id = `N${index}`;
						const missed = numbers(count).filter((cid) => !left.get(id)?.has(cid) && !met.get(id)?.has(cid));
						expect(missed).toEqual([]);
					}
				},
			),
			{ numRuns: 40 },
		);
	});

	test('takes one page of a server in a round, and no more rows of all than are to be read at once', () => {
		const plan = new SamplePlan();
		const servers = numbers(20).map((n) => server(`N${n}`, 10_000));
		const asks = plan.next(servers, byTrouble).filter((ask) => ask.sweep);
		expect(new Set(asks.map(({ id }) => id)).size).toBe(asks.length);
		expect(asks.length * sweptRows).toBe(16_384);
	});

	test('goes on where it stopped, and begins anew when all servers have come to their end', () => {
		const plan = new SamplePlan();
		const cids = numbers(9000);
		const offsets: number[] = [];
		const rounds = sweep(
			plan,
			() => [server('N1', 9000)],
			(_, asked) => {
				offsets.push(asked.offset);
				return pageOf(cids, asked);
			},
		);
		expect(offsets).toEqual([0, 1984, 3968, 5952, 7936]);
		expect(rounds).toBe(5);
		expect(plan.state).toEqual({ ended: 1, done: 0 });
		expect(plan.next([server('N1', 9000)], byTrouble)[0]?.sweep?.offset).toBe(0);
	});

	test('is over although a server answers nothing, or is there no longer', () => {
		const plan = new SamplePlan();
		const servers = [server('N1', 9000), server('N2', 50), server('N3', 7000)];
		let round = 0;
		const rounds = sweep(
			plan,
			() => (++round > 1 ? servers.slice(0, 2) : servers),
			(id, asked) => (id === 'N1' ? undefined : pageOf(numbers(50), asked)),
		);
		expect(rounds).toBeLessThan(5);
	});

	test('ends on servers whose pages lie: more than there are, the same ones again, in any order, of any length', () => {
		fc.assert(
			fc.property(
				fc.infiniteStream(
					fc.record({
						rows: fc.array(fc.record({ cid: fc.nat(2 ** 31) }), { maxLength: 50 }),
						received: fc.oneof(fc.nat(5000), fc.constant(sweptRows), fc.constant(0)),
						total: fc.oneof(fc.nat(10_000), fc.constant(2 ** 62), fc.constant(0)),
					}),
				),
				(pages) => {
					sweep(
						new SamplePlan(),
						() => [server('N1', 20_000)],
						() => pages.next().value,
					);
				},
			),
			{ numRuns: 100 },
		);
		const endless = (_: string, { offset, limit }: { offset: number; limit: number }) => ({
			...{ rows: [{ cid: offset + 1 }, { cid: offset + limit }], received: limit, total: 2 ** 62 },
		});
		expect(sweep(new SamplePlan(), () => [server('N1', 20_000)], endless)).toBeLessThan(200);
		const shrinking = (_: string, { offset, limit }: { offset: number; limit: number }) => ({
			...{ rows: [], received: 0, total: Math.max(0, 20_000 - offset - limit) },
		});
		expect(sweep(new SamplePlan(), () => [server('N1', 20_000)], shrinking)).toBeLessThan(20);
	});

	test('says how far it has come', () => {
		const plan = new SamplePlan();
		const servers = [server('N1', 12_000), server('N2', 4000)];
		for (const { id, sweep: asked } of plan.next(servers, byTrouble))
			if (asked) plan.swept(id, pageOf(numbers(id === 'N1' ? 12_000 : 4000), asked));
		expect(plan.endRound()).toBe(false);
		expect(plan.state.ended).toBe(0);
		expect(plan.state.done).toBeCloseTo((1984 * 2) / 16_000, 3);
	});
});

describe('the servers of a round', () => {
	test('stand in order: those in trouble, then by what their clients send and take', () => {
		const servers = [server('N1', 5000), server('N2', 9000), server('N3', 7000, { isTroubled: true })];
		expect(new SamplePlan().next(servers, byTrouble).map(({ id }) => id)).toEqual(['N3', 'N2', 'N1']);
	});

	test('tell who leads on the busiest ones, and on the others in turn', () => {
		const plan = new SamplePlan();
		const servers = numbers(100).map((n) => server(`N${String(n).padStart(3, '0')}`, 10_000 - n));
		const led = new Set<string>();
		for (let round = 0; round < 10; round++) {
			const leads = plan.next(servers, byTrouble).filter(({ lead }) => lead);
			expect(leads).toHaveLength(32);
			expect(leads.slice(0, 24).map(({ id }) => id)).toEqual(servers.slice(0, 24).map(({ id }) => id));
			for (const { id } of leads) led.add(id);
		}
		expect(led.size).toBe(100);
	});

	test('tell who leads by the sort of the list, every fourth round who is newest, and by trouble each sign of it in turn', () => {
		const sortsOf = (column: string, descending = true): (string | undefined)[] => {
			const plan = new SamplePlan();
			return numbers(8).map(() => plan.next([server('N1', 30_000)], { column, descending })[0]?.lead?.sort);
		};
		expect(sortsOf('out')).toEqual([
			...['msgs_to', 'msgs_to', 'msgs_to', 'uptime'],
			...['msgs_to', 'msgs_to', 'msgs_to', 'uptime'],
		]);
		expect(sortsOf('trouble')).toEqual([
			...['pending', 'bytes_to', 'bytes_from', 'uptime'],
			...['pending', 'bytes_to', 'bytes_from', 'uptime'],
		]);
		expect(sortsOf('up', false)[0]).toBe('uptime');
	});

	test('tell of no leaders where the page of the sweep has all their connections', () => {
		const [small, large] = new SamplePlan().next(
			[server('N1', 2000, { msgs: 9e9 }), server('N2', 12_385)],
			byTrouble,
		);
		expect(small).toEqual({ id: 'N1', sweep: { offset: 0, limit: 2048 } });
		expect(large?.lead).toEqual({ sort: 'pending', limit: 64 });
	});
});
