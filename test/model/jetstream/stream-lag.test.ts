// What is said of replicas that are behind, or are not there.

import { describe, expect, test } from 'vitest';
import type { ToldPeer } from '../../../source/model/jetstream/told.ts';
import { configOf, copyOf, peerOf, start, streamRounds, toldOf } from '../../helpers/streams.ts';

/** The leader n1 with these words about n3. */
const led = (at: number, peer: Partial<ToldPeer>, lastSeq = 100) => {
	const group = {
		...{ cluster: 'east', raftGroup: 'S-R3F-abc', leader: 'n1', leaderSince: start - 50_000 },
		peers: [peerOf('n2'), peerOf('n3', peer)],
	};
	return toldOf('n1', at, [copyOf('n1', at, { group, lastSeq })]);
};

const rounds = () => {
	const { round, ...rest } = streamRounds();
	return {
		...rest,
		/** Seconds after the start. */
		look: (seconds: number, peer: Partial<ToldPeer>, lastSeq?: number) =>
			round(seconds * 1000, 'leaders', led(seconds * 1000, peer, lastSeq)).ORDERS,
		round,
	};
};

describe('a replica', () => {
	test('that its leader has not heard of for five seconds is silent, also where it lags by nothing', () => {
		const { look } = rounds();
		expect(look(0, { active: 4900 })?.troubles).toEqual([]);
		const stream = look(5, { active: 5100, current: true });
		expect(stream).toMatchObject({ current: 2, wanted: 3 });
		expect(stream?.troubles[0]).toMatchObject({
			...{ check: 'replica-lag', severity: 'warn', column: 'repl' },
			text: 'replica n3 silent for 5s',
		});
		expect(look(10, {})?.troubles).toEqual([]);
	});

	test('of a server that is down or does not answer us counts as gone at once', () => {
		const { look, stands } = rounds();
		stands.set('n3', 'down');
		expect(look(0, {})?.replicas.at(-1)?.state).toBe('offline');
		stands.set('n3', 'stale');
		expect(look(5, {})?.replicas.at(-1)?.state).toBe('silent');
	});

	test('that a new leader has not met yet is not silent before five seconds', () => {
		const { round } = streamRounds();
		const unmet = (at: number) => {
			const group = {
				...{ raftGroup: 'S-R3F-abc', leader: 'n1', leaderSince: start - 1000 },
				peers: [peerOf('n2'), peerOf('n3', { current: false, active: 0 })],
			};
			return round(at, 'leaders', toldOf('n1', at, [copyOf('n1', at, { group })])).ORDERS;
		};
		expect(unmet(0)?.replicas.at(-1)).toMatchObject({ name: 'n3', state: 'unknown' });
		expect(unmet(5000)?.replicas.at(-1)).toMatchObject({ name: 'n3', state: 'silent' });
	});

	test('that is a little behind all the time is up to date, as entries are under way', () => {
		const { look } = rounds();
		for (const at of [0, 5, 10, 15, 20]) {
			const stream = look(at, { lag: 41 + at, current: false });
			expect(stream).toMatchObject({ lag: 41 + at, current: 3, troubles: [] });
		}
	});

	test('that falls behind for three rounds warns, and is said to catch up in so long once it does', () => {
		const { look } = rounds();
		const lags = [2000, 4000, 8000, 16_000].map((lag, index) => look(index * 5, { lag }));
		expect(lags.map((stream) => stream?.troubles[0]?.text)).toEqual([
			undefined,
			undefined,
			'replica n3 lags 8,000 entries',
			'replica n3 lags 16,000 entries',
		]);
		look(20, { lag: 14_000 });
		const catching = look(25, { lag: 12_000 });
		expect(catching?.catchesUpIn).toBe(30_000);
		expect(catching?.troubles[0]?.text).toBe('replica n3 lags 12,000 entries, about 30s left');
		expect(look(30, { lag: 900 })?.troubles).toEqual([]);
	});

	test('that is far behind for a moment and comes closer is no trouble', () => {
		const { look } = rounds();
		const found = [9000, 6000, 3000, 0].map((lag, index) => look(index * 5, { lag })?.troubles);
		expect(found).toEqual([[], [], [], []]);
	});

	test('that comes back from silence lags until it has caught up', () => {
		const { look } = rounds();
		look(0, { lag: 5000, active: 20_000 });
		const back = look(5, { lag: 40_000, active: 300 });
		expect(back).toMatchObject({ current: 2, troubles: [{ check: 'replica-lag', column: 'lag' }] });
		expect(look(10, { lag: 20_000, active: 300 })?.catchesUpIn).toBe(5000);
		expect(look(15, { lag: 10, active: 300 })).toMatchObject({ current: 3, troubles: [] });
	});

	test('that has been gone for a minute leaves no spare, which is critical', () => {
		const { look } = rounds();
		expect(look(0, { active: 6000 })?.troubles[0]?.severity).toBe('warn');
		expect(look(55, { active: 61_000 })?.troubles[0]?.severity).toBe('warn');
		expect(look(60, { active: 66_000 })?.troubles[0]).toMatchObject({
			severity: 'critical',
			text: '2 of 3 replicas left, n3 silent: one more, and it stops',
		});
	});

	test('that lacks a tenth of all entries is critical', () => {
		const { look, round } = rounds();
		for (const at of [0, 5, 10]) look(at, { lag: 20_000 }, 100_000);
		const copies = [
			led(12_000, { lag: 20_000 }, 100_000),
			toldOf('n3', 12_000, [copyOf('n3', 12_000, { lastSeq: 80_000 })]),
		];
		expect(round(12_000, 'copies', ...copies).ORDERS?.troubles[0]).toMatchObject({
			severity: 'critical',
			text: 'replica n3 lacks 20% of all entries',
		});
	});

	test('that is filled up again lags by what its own copy lacks, also where its leader says that it has all', () => {
		const { look, round, book } = rounds();
		look(0, {}, 1_781_000);
		const all = (seconds: number, own: number) =>
			round(
				seconds * 1000,
				'copies',
				led(seconds * 1000, {}, 1_781_000),
				toldOf('n3', seconds * 1000, [copyOf('n3', seconds * 1000, { lastSeq: own })]),
			).ORDERS;
		expect(all(2, 1_680_000)).toMatchObject({
			...{ lag: 101_000, current: 2, troubles: [{ check: 'replica-lag', column: 'lag' }] },
			replicas: [{}, {}, { name: 'n3', state: 'lags', lag: 101_000, lastSeq: 1_680_000 }],
		});
		expect(book.isFilling).toBe(true);
		// Between two rounds of all copies nothing else is known.
		expect(look(5, {}, 1_781_000)).toMatchObject({ lag: 101_000, current: 2 });
		const later = all(7, 1_730_000);
		expect(later?.catchesUpIn).toBe(5100);
		expect(later?.troubles[0]?.text).toBe('replica n3 lags 51,000 entries, about 5s left');
		expect(all(12, 1_781_000)).toMatchObject({ lag: 0, current: 3, troubles: [] });
		expect(book.isFilling).toBe(false);
	});

	test('whose copy lacks only what came between two answers is up to date', () => {
		const { look, round } = rounds();
		look(0, {}, 0);
		look(5, {}, 100_000);
		const copies = [led(10_000, {}, 200_000), toldOf('n3', 9900, [copyOf('n3', 9900, { lastSeq: 192_000 })])];
		expect(round(10_000, 'copies', ...copies).ORDERS).toMatchObject({ lag: 0, current: 3, troubles: [] });
	});

	test('that is not placed at all is missed, and its configuration is asked for once more', () => {
		const { round, book } = streamRounds();
		const group = {
			raftGroup: 'S-R3F-abc',
			leader: 'n1',
			leaderSince: start - 50_000,
			peers: [peerOf('n2')],
		};
		const two = (at: number, over: Parameters<typeof copyOf>[2] = {}) =>
			toldOf('n1', at, [copyOf('n1', at, { group, ...over })]);
		round(0, 'configs', two(0, { config: configOf({ replicas: 3 }) }));
		const { ORDERS } = round(5000, 'leaders', two(5000));
		expect(ORDERS).toMatchObject({
			...{ current: 2, wanted: 3 },
			troubles: [{ severity: 'warn', text: '2 of 3 replicas are placed: its leader lists no more' }],
		});
		expect(book.wants.configs).toBe(true);
		round(6000, 'configs', two(6000, { config: configOf({ replicas: 3 }) }));
		round(10_000, 'leaders', two(10_000));
		expect(book.wants.configs).toBe(false);
	});

	test('that was added since the configuration was asked for counts at once', () => {
		const { round } = streamRounds();
		round(0, 'configs', toldOf('n1', 0, [copyOf('n1', 0, { config: configOf({ replicas: 1 }) })]));
		expect(round(5000, 'leaders', led(5000, {})).ORDERS).toMatchObject({
			current: 3,
			wanted: 3,
			troubles: [],
		});
	});
});
