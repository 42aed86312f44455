// A recording made with a user of an account: it is replayed as it was, and holds nothing that is nobody's business.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountThen } from '../../source/commands/replayed.ts';
import { recordSession } from '../../source/hooks/record-session.ts';
import type { Line } from '../../source/recording/line.ts';
import type { Moment } from '../../source/recording/past.ts';
import { openRecording } from '../../source/recording/reader.ts';
import { storedPast } from '../../source/recording/stored-past.ts';
import { RecordingWriter } from '../../source/recording/writer.ts';
import { subjectsOnce } from '../../source/screens/subjects/once.ts';
import { createStream } from '../helpers/ask.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';

const path = join(tempDir(), 'account.natstop.gz');
const lines: Line[] = [];
let cluster: ConfigTestCluster;
let moment: Moment;
let close: () => Promise<void>;

const has = (code: string, fits: (line: Line) => boolean): boolean =>
	lines.some((line) => line[1] === code && fits(line));

beforeAll(async () => {
	cluster = await startCluster({ size: 2, mode: 'config', accounts: ['APP'] });
	const worker = await cluster.appClient({ name: 'worker' });
	worker.subscribe('orders.>', { queue: 'workers', callback: () => {} });
	await worker.flush();
	const running = recordSession({
		connection: { servers: [...cluster.urls], timeout: 20_000, name: 'natstop', ...cluster.logins.app },
		...{
			origin: 'test',
			wait: false,
			interval: 500,
			checks: new Map(),
			with: ['subjects', 'network'],
			app: '0',
		},
		writer: await RecordingWriter.open(path, { maxSize: 1e8, parts: 1 }),
		change: (line) => {
			lines.push(line);
			return line;
		},
		onNews: () => {},
	});
	await waitFor(() => has('Q', ([, , subject]) => subject === '$SYS.REQ.ACCOUNT.PING.CONNZ'), {
		what: 'the subscriptions',
	});
	await createStream(worker, 'LATER', { num_replicas: 1 });
	await waitFor(() => has('E', ([, , subject]) => `${subject}`.endsWith('STREAM.CREATED.LATER')), {
		what: 'the event of the stream',
	});
	await waitFor(
		() => has('Q', ([, , subject, , , why]) => subject === '$SYS.REQ.ACCOUNT.PING.CONNZ' && why !== null),
		{ what: 'the end of a round' },
	);
	await running.stop();
	const file = await openRecording(path);
	if ('sentence' in file) throw new Error(file.sentence);
	close = () => file.close();
	const past = storedPast(file, { title: path, trouble: () => undefined });
	moment = await past.moment(past.to());
});

afterAll(async () => {
	await close?.();
	await cluster?.stop();
});

test('a recording of an account is looked at in account mode', () => {
	expect(accountThen(moment)?.mode).toBe('account');
	expect(moment.servers.fleet.rows.map(({ info }) => info.name).sort()).toEqual(['n1', 'n2']);
});

test('subjects of a recording are those that were listened to, without those of natstop', async () => {
	const { fleet } = moment.servers;
	const { snapshot } = await subjectsOnce({
		...{ wire: moment.wire, timeout: 1000, ...accountThen(moment) },
		servers: async () => ({ fleet, why: '', silent: [] }),
	});
	expect(
		snapshot.rows.map(({ subject, queue, subscriptions }) => [subject, queue, subscriptions]),
	).toContainEqual(['orders.>', 'workers', 1]);
	expect(snapshot.rows.some(({ subject }) => subject.startsWith('$JS.EVENT.'))).toBe(false);
});

test('events of a recording are those of the account', () => {
	const texts = moment.events.events.map(({ kind, text }) => [kind, text]);
	expect(texts).toContainEqual(['CREATED', 'stream LATER created']);
});

test('nothing was asked that only the system account is answered, and no audit of requests was heard', () => {
	const text = gunzipSync(readFileSync(path)).toString('latin1');
	expect(text).not.toContain('$JS.EVENT.ADVISORY.API');
	expect(text).not.toMatch(/ROUTEZ|GATEWAYZ|LEAFZ|"jwt"/);
});
