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

test('of more than two hundred servers the last minutes are not kept, and natstop says why', async () => {
	let servers = 200;
	const recorder = new SessionRecorder({
		...{ rewind: 1024 * 1024, facts: { app: '0.1.0' }, interval: () => 2000, now: () => 0 },
		state: () => [[0, 'W', 'begin', {}]],
		servers: () => servers,
	});
	recorder.begin();
	recorder.take([1, 'B']);
	expect(recorder).toMatchObject({ isKeeping: true, keepsNothing: undefined });
	servers = 201;
	recorder.take([2, 'T']);
	expect(recorder.isKeeping).toBe(true);
	recorder.take([3, 'B']);
	await waitFor(() => !recorder.isKeeping, { what: 'the end of it' });
	await waitFor(() => recorder.members().length === 0, { what: 'room' });
	const why = 'of over 200 servers nothing is kept in memory: natstop record keeps it in a file';
	expect(recorder.keepsNothing).toBe(why);
	await expect(recorder.saveRing(join(dir, 'ring.natstop.gz'))).rejects.toThrow(why);
});
