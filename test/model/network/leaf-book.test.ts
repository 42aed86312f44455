// Leafnodes over rounds: which went, which came back, and what both ends say of one.

import { describe, expect, test } from 'vitest';
import { LeafBook } from '../../../source/model/network/leaf-book.ts';
import type { LeafEntry } from '../../../source/model/network/told.ts';

const began = Date.UTC(2026, 8, 21, 12);

const leaf = (over: Partial<LeafEntry> = {}): LeafEntry => ({
	...{ cid: 7, name: 'edge', account: 'APP', isSpoke: false, ip: '10.0.0.1', port: 4000, rtt: 2 },
	...over,
});

/** A book of two hubs, and a way to make rounds; a hub that is absent has not answered. */
const start = () => {
	const book = new LeafBook();
	let now = began;
	const round = (hubs: Readonly<Record<string, readonly LeafEntry[] | undefined>>, seconds = 5) => {
		now += seconds * 1000;
		for (const [name, links] of Object.entries(hubs)) {
			const server = { id: `N-${name}`, name };
			if (links === undefined) book.silent(server.id);
			else book.told({ server, at: now, links, isCut: false }, now);
		}
		book.endRound(new Set(Object.keys(hubs).map((name) => `N-${name}`)), now);
		return book.rows(now);
	};
	return round;
};

const told = (rows: ReturnType<ReturnType<typeof start>>) =>
	rows.map(({ server, end, goneSince, back, troubles: [worst] }) => ({
		at: `${server.name} ${end.cid}`,
		...(goneSince !== undefined && { gone: true }),
		...(back !== undefined && { back }),
		...(worst && { says: `${worst.severity} ${worst.text}` }),
	}));

describe('a leafnode', () => {
	test('that went is critical after ten seconds, and its row leaves after ten minutes', () => {
		const round = start();
		round({ hub: [leaf()] });
		expect(told(round({ hub: [] }))).toEqual([{ at: 'hub 7', gone: true }]);
		round({ hub: [] });
		expect(told(round({ hub: [] }))).toEqual([{ at: 'hub 7', gone: true, says: 'critical gone for 10s' }]);
		round({ hub: [] }, 580);
		expect(told(round({ hub: [] }, 30))).toEqual([]);
	});

	test('that comes back, to whichever hub, goes on in one row that says how often', () => {
		const round = start();
		round({ hub: [leaf()], other: [] });
		round({ hub: [], other: [] });
		expect(told(round({ hub: [], other: [leaf({ cid: 3, port: 4001 })] }))).toEqual([
			{ at: 'other 3', back: 1 },
		]);
		round({ hub: [leaf({ cid: 8 })], other: [] });
		expect(told(round({ hub: [leaf({ cid: 9 })], other: [] }))).toEqual([
			{ at: 'hub 9', back: 3, says: 'warn connected 3 times in 5m' },
		]);
	});

	test('is not the return of another one of its name that was there beside it', () => {
		const round = start();
		round({ hub: [leaf()] });
		round({ hub: [leaf(), leaf({ cid: 8, port: 4001 })] });
		const rows = told(round({ hub: [leaf({ cid: 8, port: 4001 })] }));
		expect(rows).toEqual(expect.arrayContaining([{ at: 'hub 7', gone: true }, { at: 'hub 8' }]));
		// Nor is one that came shortly before that other one.
		const later = start();
		later({ hub: [] });
		later({ hub: [leaf()] });
		later({ hub: [leaf(), leaf({ cid: 8, port: 4001 })] });
		expect(told(later({ hub: [leaf()] }))).toHaveLength(2);
	});

	test('is not the return of the other end of one, where nobody says which end dialled', () => {
		const nameless = (over: Partial<LeafEntry>) =>
			leaf({ name: undefined, isSpoke: undefined, cid: undefined, ...over });
		const round = start();
		round({ hub: [nameless({ port: 4000 }), nameless({ port: 4001 })] });
		const rows = round({ hub: [nameless({ port: 4000 })], edge: [nameless({ port: 7422 })] });
		expect(
			rows.map(({ server, end, goneSince }) => [server.name, end.port, goneSince !== undefined]),
		).toEqual([
			['hub', 4000, false],
			['hub', 4001, true],
			['edge', 7422, false],
		]);
		const back = round({
			hub: [nameless({ port: 4000 }), nameless({ port: 4002 })],
			edge: [nameless({ port: 7422 })],
		});
		expect(back.filter(({ server }) => server.name === 'hub')).toHaveLength(2);
		expect(back.find(({ end }) => end.port === 4002)?.back).toBe(1);
	});

	test('of a hub that is gone is gone with it; of one that does not answer nobody knows', () => {
		const round = start();
		round({ hub: [leaf()], other: [] });
		const [silent] = round({ hub: undefined, other: [] });
		expect(silent).toMatchObject({ isOld: true, troubles: [] });
		const [gone] = round({ other: [] });
		expect(gone).toMatchObject({ wentWithServer: true });
		expect(gone?.isOld).toBeUndefined();
	});

	test('is one row where both ends tell of it', () => {
		const round = start();
		const spoke = leaf({ cid: 2, name: 'hub', isSpoke: true, rtt: 3, account: 'LOCAL' });
		const rows = round({ hub: [leaf()], edge: [spoke] });
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			server: { name: 'hub' },
			other: { server: { name: 'edge' }, end: { rtt: 3 } },
		});
	});

	test('that went is told of by its hub alone, also where the leaf was seen and went with it', () => {
		const round = start();
		const spoke = leaf({ cid: 2, name: 'hub', isSpoke: true });
		round({ hub: [leaf({ name: 'leaf-1' })], 'leaf-1': [spoke] });
		expect(told(round({ hub: [] }))).toEqual([{ at: 'hub 7', gone: true }]);
	});

	test('is far away by what both ends say, or by two measurements of one: a busy moment is not the way', () => {
		const says = (rows: ReturnType<ReturnType<typeof start>>) =>
			rows.map(({ troubles }) => troubles[0]?.text);
		const seen = (from: (rtt: number) => Record<string, readonly LeafEntry[]>, ...later: number[]) => {
			const round = start();
			for (let past = 0; past < 14; past++) round(from(2));
			return later.flatMap((rtt) => Array.from({ length: 3 }, () => says(round(from(rtt)))[0])).at(-1);
		};
		const alone = (rtt: number) => ({ hub: [leaf({ rtt })] });
		expect(seen(alone, 60)).toBeUndefined();
		expect(seen(alone, 60, 62)).toBe('round trip 60 ms, where 2.0 ms is usual');
		const both = (other: number) => (rtt: number) => ({
			hub: [leaf({ rtt })],
			edge: [leaf({ cid: 2, name: 'hub', isSpoke: true, rtt: other })],
		});
		expect(seen(both(3), 60)).toBeUndefined();
		expect(seen(both(70), 60)).toBe('round trip 60 ms, where 2.0 ms is usual');
	});

	test('whose hub is not seen is told of by the leaf', () => {
		const rows = start()({ edge: [leaf({ name: 'far', isSpoke: true })] });
		expect(told(rows)).toEqual([{ at: 'edge 7' }]);
	});
});
