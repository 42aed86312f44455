// Archives that are not what they should be: each is one sentence, or is read as far as it can be.

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openArchive } from '../../source/archive/open-archive.ts';
import { Zip } from '../../source/archive/zip.ts';
import { listCommand } from '../../source/commands/list.ts';
import { serverSubject } from '../../source/nats/subjects.ts';
import { mainScreen } from '../../source/screens/registry.ts';
import { archiveOf, archivePath, type Tagged, written, zipOf } from '../helpers/archives.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
const id = `N${'A'.repeat(55)}`;
const server = { name: 'n1', id, ver: '2.15.1', cluster: 'east', time: '2026-08-11T20:15:00Z' };
const of = (type: string, more: Record<string, string> = {}): Record<string, string> => ({
	...{ server: 'n1', cluster: 'east', artifact_type: type },
	...more,
});
const varz: Tagged = {
	tags: of('variables'),
	body: { server, data: { server_id: id, start: '2026-08-11T20:00:00Z', mem: 1024, connections: 3 } },
};

const opened = (parts: readonly Tagged[]) => openArchive(written(dir, zipOf(archiveOf(parts))));

/** The sentence that a command ends with. */
const sentenceOf = async (path: string): Promise<string> => {
	const output = captureOutput();
	expect(await listCommand(mainScreen, configOf({ archive: path }), {}, output)).toBe(1);
	expect(output.complaints).toHaveLength(1);
	return output.complaints[0] ?? '';
};

/** Why one entry cannot be read. */
const why = async (entry: Parameters<typeof zipOf>[0][number]): Promise<string> => {
	const zip = await Zip.open(written(dir, zipOf([entry])));
	try {
		return await zip.read(entry.name).then(
			() => 'it is read',
			(error: Error) => error.message,
		);
	} finally {
		zip.close();
	}
};

test('what is no archive is one sentence and exit code 1', async () => {
	expect(await sentenceOf(join(dir, 'nowhere.zip'))).toMatch(
		/nowhere\.zip is no archive that can be opened: .*no such/i,
	);
	const folder = join(dir, 'folder.zip');
	mkdirSync(folder);
	expect(await sentenceOf(folder)).toMatch(/it is no file$/);
	expect(await sentenceOf(written(dir, ''))).toMatch(/no ZIP file, or it is cut/);
	expect(await sentenceOf(written(dir, 'hello'.repeat(1000)))).toMatch(/no ZIP file, or it is cut/);
	expect(await sentenceOf(written(dir, gzipSync('{"natstop":1}')))).toMatch(/natstop replay shows$/);
	const whole = readFileSync(archivePath('two-clusters'));
	expect(await sentenceOf(written(dir, whole.subarray(0, 50_000)))).toMatch(
		/it is cut: the directory at its end/,
	);
	expect(await sentenceOf(written(dir, zipOf([{ name: 'a.txt', text: 'a' }])))).toMatch(
		/it has no list of what is in it/,
	);
	const list = 'capture/misc/manifest.json';
	expect(await sentenceOf(written(dir, zipOf([{ name: list, text: '{' }])))).toMatch(/it is not JSON/);
	expect(await sentenceOf(written(dir, zipOf([{ name: list, text: '[]' }])))).toMatch(
		/the list of what is in it is none/,
	);
	expect(await sentenceOf(written(dir, zipOf([{ name: list, text: '{}' }])))).toMatch(
		/nothing of any server is in it/,
	);
});

test('an entry that lies about its size, its checksum or its packing is not read', async () => {
	const text = 'x'.repeat(5000);
	expect(await why({ name: 'a', text })).toBe('it is read');
	expect(await why({ name: 'a', text, size: 100 })).toBe('it is longer than it says');
	expect(await why({ name: 'a', text, size: 6000 })).toBe('it is shorter than it says');
	expect(await why({ name: 'a', text, crc: 1 })).toBe('its checksum is wrong');
	expect(await why({ name: 'a', text, flags: 1 })).toBe('it is encrypted');
	expect(await why({ name: 'a', text, method: 93 })).toMatch(/packed in a way/);
	expect(await why({ name: 'a', text, at: 40_000 })).toMatch(/not where the directory says/);
	expect(await why({ name: 'a', text: 'plain', method: 0 })).toBe('it is read');
});

test('an entry that says it is longer than 256 MB is not unpacked', async () => {
	expect(await why({ name: 'a', text: 'x', size: 300 * 1024 * 1024 })).toBe('it is longer than 256 MB');
});

test('a file that says it has more than a million entries is refused before they are read', async () => {
	const path = written(dir, zipOf([{ name: 'a', text: 'a' }], 1_000_001));
	expect(await sentenceOf(path)).toMatch(/more than 1000000 entries/);
});

test('names that lead out of a folder are names like others, and the first of two with one name counts', async () => {
	const bad: Tagged = {
		tags: of('health'),
		body: { server, data: { status: 'ok' } },
		name: '../../etc/passwd',
	};
	const rooted: Tagged = { tags: of('leafs'), body: { server, data: { leafs: [] } }, name: '/root/x' };
	const again: Tagged = { ...varz, body: { server: { ...server, name: 'other' } }, name: 'capture/0.json' };
	const { servers, wire, events, close } = await opened([varz, bad, rooted, again]);
	expect([...servers.values()].map(({ info }) => info.name)).toEqual(['n1']);
	expect(await wire.ask(serverSubject(id, 'HEALTHZ'), {})).toMatchObject({ ok: true });
	expect((await events()).map(({ text }) => text)).toEqual([
		'1 part of the file has the name of another one',
	]);
	close();
});

test('what the list has and the file has not, and the other way round, are warnings', async () => {
	const entries = archiveOf([varz, { tags: of('health'), body: {} }]).filter(
		({ name }) => name !== 'capture/1.json',
	);
	const path = written(dir, zipOf([...entries, { name: 'more.txt', text: 'more' }]));
	const { wire, events, close } = await openArchive(path);
	expect((await events()).map(({ text }) => text)).toEqual([
		'1 part of its list is not in the file: capture/1.json',
		'1 part of the file is not in its list',
	]);
	expect(await wire.ask(serverSubject(id, 'HEALTHZ'), {})).toEqual({
		ok: false,
		failure: { kind: 'absent', words: 'not in the archive' },
	});
	close();
});

test('a part that cannot be read is a warning, and the others are read', async () => {
	const broken: Tagged = { tags: of('routes'), body: '{"server":', name: 'capture/routes.json' };
	const { wire, events, close } = await opened([varz, broken]);
	expect(await wire.ask(serverSubject(id, 'STATSZ'), {})).toMatchObject({ ok: true });
	expect(await wire.ask(serverSubject(id, 'ROUTEZ'), {})).toMatchObject({
		failure: { words: 'cannot be read in the archive: it is not JSON as servers write it' },
	});
	expect((await events()).map(({ text }) => text)).toEqual([
		'capture/routes.json cannot be read: it is not JSON as servers write it',
	]);
	close();
});

test('lines of the log that tell of what failed are events, and those of accounts without JetStream are not', async () => {
	const log: Tagged = {
		tags: { special: 'audit_gather_log' },
		body: 'Discovered 1 servers\nReceived an error from server n1: (0) account "$G" not jetstream enabled\nFailed to request VARZ from n2: timeout\u001b[2J\n',
	};
	const { events, close } = await opened([varz, log]);
	expect((await events()).map(({ text }) => text)).toEqual([
		'when it was made: Failed to request VARZ from n2: timeout·[2J',
	]);
	close();
});

test('a file of 66,000 entries, which two bytes cannot count, is opened', async () => {
	const many = Array.from({ length: 66_000 }, (_, index) => ({ name: `x/${index}`, text: '{}', method: 0 }));
	const began = performance.now();
	const { servers, close } = await openArchive(written(dir, zipOf([...many, ...archiveOf([varz])])));
	console.info(
		`an archive of 66,000 entries opens in ${Math.round(performance.now() - began)} ms, made included`,
	);
	expect(servers.size).toBe(1);
	close();
});

test('a connection of which no account is known has none, and is not of the global account', async () => {
	const row = { cid: 7, ip: '127.0.0.1', port: 4222, name: 'lost' };
	const connz: Tagged = {
		tags: of('connections'),
		body: { server, data: { server_id: id, now: server.time, total: 1, connections: [row] } },
	};
	const { wire, close } = await opened([varz, connz]);
	const reply = await wire.ask(serverSubject(id, 'CONNZ'), { auth: true });
	expect(reply).toMatchObject({
		ok: true,
		value: { fields: { data: { connections: [{ cid: 7, account: null }] } } },
	});
	expect(await wire.ask(serverSubject(id, 'CONNZ'), { user: 'alice' })).toMatchObject({
		failure: { words: 'users are not in the archive' },
	});
	expect(await wire.ask(serverSubject(id, 'CONNZ'), { state: 1 })).toMatchObject({
		failure: { words: 'closed connections are not in the archive' },
	});
	close();
});
