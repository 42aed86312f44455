// Leafnode remotes without a connection: which of a configuration they are, and what becomes of their rows.

import { describe, expect, test } from 'vitest';
import { LeafBook } from '../../../source/model/network/leaf-book.ts';
import { type LeafRemote, remotesInWords, unconnected } from '../../../source/model/network/leaf-remotes.ts';
import type { LeafEntry } from '../../../source/model/network/told.ts';

const began = Date.UTC(2026, 8, 21, 12);

const remote = (account: string, ...urls: string[]): LeafRemote => ({ account, urls });

const dialled = (account: string, port: number, over: Partial<LeafEntry> = {}): LeafEntry => ({
	...{ account, port, ip: '10.0.0.1', isSpoke: true },
	...over,
});

describe('a remote of a configuration', () => {
	test('has no connection where none to its addresses, and no other one of its account, is there', () => {
		const remotes = [remote('APP', 'hub:7422'), remote('SYS', 'hub:7422')];
		expect(unconnected(remotes, [dialled('SYS', 7422)], false)).toEqual([remotes[0]]);
		expect(unconnected(remotes, [dialled('SYS', 7422), dialled('APP', 7422)], false)).toEqual([]);
	});

	test('may be connected to an address that its hub told of', () => {
		const remotes = [remote('APP', 'hub:7422')];
		expect(unconnected(remotes, [dialled('APP', 7500)], false)).toEqual([]);
		const two = [remote('APP', 'a:7422'), remote('APP', 'b:7423')];
		expect(unconnected(two, [dialled('APP', 7423)], false)).toEqual([two[0]]);
		// Which of both it is nobody can say.
		expect(unconnected(two, [dialled('APP', 7500)], false)).toEqual([remote('APP', 'a:7422', 'b:7423')]);
	});

	test('has none by those that dialled its server, unless it acts as the hub itself', () => {
		const remotes = [remote('APP', '10.0.0.1:7422')];
		const came = dialled('APP', 4000, { isSpoke: false });
		expect(unconnected(remotes, [came], true)).toEqual(remotes);
		expect(unconnected(remotes, [came], false)).toEqual([]);
		expect(unconnected(remotes, [dialled('APP', 7422, { isSpoke: false })], true)).toEqual([]);
	});

	test('is not said to have none where nobody tells which end dialled', () => {
		const remotes = [remote('APP', 'hub:7422')];
		expect(unconnected(remotes, [dialled('APP', 4000, { isSpoke: undefined })], true)).toEqual([]);
		expect(unconnected(remotes, [], true)).toEqual(remotes);
	});

	test('is found in the words of a server about its own health', () => {
		expect(
			remotesInWords([
				'leafnode remote for account "$G" (urls=["nats-leaf://u:p@127.0.0.1:7422" "[::1]:7422"]) is not connected',
				'something else',
			]),
		).toEqual([remote('$G', '127.0.0.1:7422', '[::1]:7422')]);
	});
});

describe('the row of a remote without a connection', () => {
	const edge = { id: 'N-edge', name: 'edge' };
	const missing = { ...remote('APP', 'hub:7422'), isSure: true };
	const start = () => {
		const book = new LeafBook();
		let now = began;
		return (seconds: number, links: readonly LeafEntry[], remotes: (typeof missing)[]) => {
			now += seconds * 1000;
			book.told({ server: edge, at: now, links, isCut: false }, now);
			book.remotes.told(edge, remotes, now);
			book.endRound(new Set([edge.id]), now);
			return book.rows(now).map(({ end, remote: of, goneSince, troubles: [worst] }) => ({
				...{ name: of?.urls.join() ?? end.name, isGone: goneSince !== undefined },
				...(worst && { says: `${worst.severity} ${worst.text}` }),
			}));
		};
	};

	test('warns, is critical after ten seconds, and leaves when it is connected', () => {
		const round = start();
		expect(round(5, [], [missing])).toEqual([
			{ name: 'hub:7422', isGone: true, says: 'warn remote not connected for 0s' },
		]);
		expect(round(10, [], [missing])[0]?.says).toBe('critical remote not connected for 10s');
		const up = dialled('APP', 7422, { cid: 3, name: 'hub-1' });
		expect(round(5, [up], [])).toEqual([{ name: 'hub-1', isGone: false }]);
	});

	test('is not judged where it may be disabled', () => {
		const round = start();
		expect(round(5, [], [{ ...missing, isSure: false }])).toEqual([{ name: 'hub:7422', isGone: true }]);
		expect(round(60, [], [{ ...missing, isSure: false }])[0]).not.toHaveProperty('says');
	});

	test('is that of the leafnode that went, for as long as that has one', () => {
		const round = start();
		round(5, [dialled('APP', 7422, { cid: 3, name: 'hub-1' })], []);
		expect(round(15, [], [missing]).map(({ name }) => name)).toEqual(['hub-1']);
		expect(round(700, [], [missing]).map(({ name }) => name)).toEqual(['hub:7422']);
	});
});
