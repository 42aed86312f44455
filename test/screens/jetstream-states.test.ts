// What the screens of JetStream say where something is missing: off, denied, silent, too old.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { JszRound } from '../../source/nats/gather-jsz.ts';
import { jetstream } from '../../source/screens/jetstream/jetstream.ts';
import { factsOf, honestyOf, noRound } from '../../source/screens/jetstream/round-facts.ts';
import { openJetStream } from '../../source/screens/jetstream/source.ts';
import { raft } from '../../source/screens/raft/raft.ts';
import { openRaft } from '../../source/screens/raft/source.ts';
import type { Source } from '../../source/screens/source.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const open: { close?: () => void }[] = [];
afterEach(() => {
	for (const source of open.splice(0)) source.close?.();
});
const opened = <T>(source: Source<T>): Source<T> => {
	open.push(source);
	return source;
};

describe('what a round came to', () => {
	const round: JszRound = { answered: new Set(['A', 'B']), off: new Set(), silent: ['c'], refused: [] };
	const asked = ['a', 'b', 'c'].map((name) => ({ id: name.toUpperCase(), name }));
	const inputs = { before: noRound, asked, off: [], at: 1000, timeout: 2000 };

	test('names who was silent, who refused and what was cut, and says so in one line', () => {
		const refused = [{ server: 'd', words: '500 no' }];
		const facts = factsOf({ ...round, refused }, { ...inputs, tooOld: ['e (2.1.0)'], isCut: true });
		expect(honestyOf(facts, { still: '' })).toMatchObject({
			partial: '2 of 3 answered: not c   d: 500 no   too old: e (2.1.0)   some have more than is read',
			short: '2 of 3 answered: not c',
		});
	});

	test('is a failure where nobody answered, with why, and for how long', () => {
		const none = { ...round, answered: new Set<string>(), silent: ['a', 'b', 'c'] };
		const before = { ...noRound, answeredAt: 0 };
		expect(honestyOf(factsOf(none, { ...inputs, at: 12_000, before }), { still: '' })).toMatchObject({
			failed: 'nothing in 2s',
			partial: '0 of 3 answered for 12s',
		});
		expect(factsOf({ ...none, nobody: true }, inputs).failed).toBe('no responders');
	});

	test('is a note where all is well, with the pace where that is slower than wished', () => {
		const facts = factsOf({ ...round, silent: [] }, { ...inputs, asked: asked.slice(0, 2) });
		expect(honestyOf({ ...facts, every: 7500 }, { still: '', note: '4 streams' })).toMatchObject({
			note: '4 streams   2 of 2 answered   every 7.5s',
		});
		expect(honestyOf(noRound, { still: '' })).toEqual({});
		expect(honestyOf({ ...noRound, expected: 8 }, { still: '' })).toEqual({ partial: 'asking 8 servers' });
	});

	test('says that JetStream is off only where everybody has said so', () => {
		const off = { ...noRound, at: 1, off: ['a', 'b', 'c'] };
		expect(honestyOf(off, { still: '' }).none).toBe('JetStream is off on all 3 servers.');
		expect(honestyOf({ ...off, off: ['a'] }, { still: '' }).none).toBe(
			'JetStream is off on a, the only server.',
		);
		expect(honestyOf({ ...off, expected: 1, silent: ['d'] }, { still: '' }).none).toBeUndefined();
		expect(honestyOf({ ...off, expected: 2, answered: 2, off: ['a'] }, { still: '' }).none).toBeUndefined();
	});
});

test('servers that all lack JetStream are an answer, in words and not in red', async () => {
	const cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	const { user, password } = cluster.logins.sys;
	const seen = watch({ servers: [...cluster.urls], user, password });
	try {
		for (const [screen, words] of [
			[
				jetstream,
				/^JetStream is off on all 2 servers\. n\d {2}n\d answered; none has jetstream configured\.$/,
			],
			[raft, /^JetStream is off on all 2 servers\.$/],
		] as const) {
			const source = opened(screen.open(seen.monitor.watching));
			await waitFor(() => words.test(source.get().honesty.none ?? ''), { what: `it on ${screen.id}` });
			expect(source.get()).toMatchObject({ total: 0 });
			expect(source.get().honesty.failed).toBeUndefined();
		}
	} finally {
		await seen.stop();
		await cluster.stop();
	}
});

describe('with three servers', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster();
	});
	afterAll(() => cluster?.stop());

	test('who may not ask for JSZ and RAFTZ sees what servers tell anyway, and what may not be asked', async () => {
		const permissions = { pub: { deny: ['$SYS.REQ.SERVER.*.JSZ', '$SYS.REQ.SERVER.*.RAFTZ'] } };
		const creds = await cluster.userCreds('SYS', { name: 'few', permissions });
		const seen = watch({ servers: [...cluster.urls], creds });
		try {
			const figures = opened(openJetStream(seen.monitor.watching));
			await waitFor(() => figures.get().round.denied !== undefined, { what: 'the denial' });
			expect(figures.get().round.denied).toBe('$SYS.REQ.SERVER.*.JSZ');
			await waitFor(() => figures.get().rows.filter(({ isOn }) => isOn).length === 3, { what: 'three rows' });
			expect(figures.get().rows.every(({ totals }) => totals === undefined)).toBe(true);
			await waitFor(() => figures.get().rows.every(({ apiRate }) => apiRate !== undefined), {
				what: 'rates',
			});
			const members = opened(openRaft(seen.monitor.watching));
			await waitFor(() => members.get().round.denied !== undefined, { what: 'the denial' });
			expect(members.get().round.denied).toBe('$SYS.REQ.SERVER.*.RAFTZ');
			expect(members.get().rows.map(({ peer }) => peer.state)).toEqual(['leader', 'ok', 'ok']);
			// Asked once, and not again before something is different.
			expect(seen.events('DENIED')).toHaveLength(2);
		} finally {
			await seen.stop();
		}
	});
});

describe('with three servers of which one hangs', () => {
	let cluster: ConfigTestCluster;
	let seen: Watch;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config' });
		const { user, password } = cluster.logins.sys;
		seen = watch({ servers: cluster.urls.slice(0, 1), user, password });
		for (const { name } of cluster.servers) await seen.until(name, 'ok', ({ answered }) => answered > 1);
	});
	afterAll(async () => {
		await seen?.stop();
		await cluster?.stop();
	});

	test('the others are heard, and it is named for as long as it is taken for there', async () => {
		const figures = opened(openJetStream(seen.monitor.watching));
		const members = opened(openRaft(seen.monitor.watching));
		await waitFor(() => figures.get().round.answered === 3 && members.get().round.answered === 3, {
			what: 'all',
		});
		const [, , hung] = cluster.servers;
		hung?.signal('SIGSTOP');
		try {
			await waitFor(() => figures.get().round.silent.join() === 'n3', { what: 'its silence' });
			expect(figures.get().round.answered).toBe(2);
			await waitFor(() => members.get().round.silent.join() === 'n3', { what: 'its silence on raft' });
			await waitFor(
				() => figures.get().groups[0]?.peers.find(({ name }) => name === 'n3')?.state === 'silent',
				{
					what: 'the word of its leader',
				},
			);
		} finally {
			hung?.signal('SIGCONT');
		}
		await waitFor(() => figures.get().round.answered === 3 && figures.get().round.silent.length === 0, {
			what: 'all of them again',
		});
	});
});
