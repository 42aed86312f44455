// What a running session keeps of itself, on real servers: in memory from the beginning, and in a file while somebody records.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session } from '../../source/hooks/session.ts';
import { SessionRecorder } from '../../source/hooks/session-recorder.ts';
import { openRecording } from '../../source/recording/reader.ts';
import { storedPast } from '../../source/recording/stored-past.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';

const dir = tempDir();

describe('a session that is watched', () => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	});
	afterAll(() => cluster.stop());

	const begin = (rewind: number): Session => {
		const { user, password } = cluster.logins.sys;
		const session = new Session({
			settings: { servers: [...cluster.urls], user, password, timeout: 2000, name: 'natstop' },
			...{ origin: '--server', wait: false, interval: 200, onFailed: () => {} },
			record: { rewind, facts: { app: '0.1.0' } },
		});
		session.start();
		return session;
	};

	const rounds = (session: Session, count: number): Promise<unknown> =>
		waitFor(() => session.servers.get().fleet.rounds >= count, { what: `${count} rounds` });

	test('can be looked back on at once, and its last minutes are saved to a file that shows the same', async () => {
		const session = begin(64 * 1024 * 1024);
		try {
			await rounds(session, 5);
			const { past } = session;
			const at = past?.rounds()[3] ?? 0;
			const moment = await past?.moment(at);
			expect(moment?.servers.fleet.rows.map(({ info }) => info.name).sort()).toEqual(
				session.servers
					.get()
					.fleet.rows.map(({ info }) => info.name)
					.sort(),
			);
			expect(moment?.link.link.phase).toBe('connected');
			const path = join(dir, 'ring.natstop.gz');
			await session.recorder?.saveRing(path);
			execFileSync('gzip', ['-t', path], { stdio: 'pipe' });
			const file = await openRecording(path);
			if ('sentence' in file) throw new Error(file.sentence);
			const again = await storedPast(file, { title: path }).moment(at);
			expect(again.servers.fleet.rows.map(({ info, state }) => [info.id, state])).toEqual(
				moment?.servers.fleet.rows.map(({ info, state }) => [info.id, state]),
			);
			await file.close();
			const { password } = cluster.logins.sys;
			expect(execFileSync('gzip', ['-dc', path], { encoding: 'utf8' })).not.toContain(password);
		} finally {
			await session.stop();
		}
	});

	test('without memory keeps nothing until a file is begun, which tells what came before; its end is whole', async () => {
		const session = begin(0);
		const path = join(dir, 'file.natstop.gz');
		try {
			await rounds(session, 2);
			expect(session.past).toBeUndefined();
			expect(session.recorder?.isKeeping).toBe(false);
			await expect(session.recorder?.saveRing(join(dir, 'x'))).rejects.toThrow('rewind is 0');
			await session.recorder?.start(path, { maxSize: 1024 * 1024, parts: 2 });
			await expect(session.recorder?.start(path, { maxSize: 1024 * 1024, parts: 2 })).rejects.toThrow(
				'is being recorded already',
			);
			await rounds(session, 5);
		} finally {
			await session.stop();
		}
		const file = await openRecording(path);
		if ('sentence' in file) throw new Error(file.sentence);
		expect(file.damage).toEqual([]);
		const past = storedPast(file, { title: path });
		const first = await past.moment(past.from);
		expect(first.servers.fleet.rows).toHaveLength(2);
		expect(past.rounds().length).toBeGreaterThan(1);
		await file.close();
	});
});

test('of more than two hundred servers the last minutes are kept as well, a round each ten seconds, also when there are fewer again', async () => {
	let servers = 200;
	const states: number[] = [];
	const recorder = new SessionRecorder({
		...{ rewind: 1024 * 1024, facts: { app: '0.1.0' }, interval: () => 2000, now: () => 0 },
		state: (at) => {
			states.push(at);
			return [[at, 'W', 'begin', {}]];
		},
		servers: () => servers,
	});
	recorder.begin();
	const rounds = (from: number, to: number): void => {
		for (let at = from; at < to; at += 2000) {
			if (recorder.wants({ code: 'B', at })) recorder.take([at, 'B']);
			if (recorder.wants({ code: 'P', at: at + 5, isBlind: false }))
				recorder.take([at + 5, 'P', 1, 1, false]);
		}
	};
	rounds(2000, 10_000);
	expect(recorder.thinned).toBeUndefined();
	servers = 201;
	rounds(10_000, 40_000);
	expect(recorder).toMatchObject({ isKeeping: true, keepsNothing: undefined, isShort: true });
	expect(recorder.thinned).toBe('of over 200 servers a round each 10s is kept');
	expect(recorder.interval()).toBe(10_000);
	servers = 3;
	rounds(40_000, 46_000);
	expect(recorder).toMatchObject({ thinned: undefined, isShort: false });
	const wanted = [2, 4, 6, 8, 10, 20, 30, 40, 42, 44].map((seconds) => seconds * 1000 + 5);
	await waitFor(() => recorder.members().flatMap((member) => member.rounds).length === wanted.length, {
		what: 'all that is kept',
	});
	expect(recorder.members().flatMap((member) => member.rounds)).toEqual(wanted);
	// What is kept from each turn on begins with a state: it is told in another way.
	expect(states).toEqual([0, 10_000, 40_000]);
	await recorder.saveRing(join(dir, 'thinned.natstop.gz'));
});
