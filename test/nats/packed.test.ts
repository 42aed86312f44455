// Packed answers: what is packed too well, and what is broken.

import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';

let cluster: ConfigTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
});
afterAll(() => cluster?.stop());

test('a small answer that unpacks to a gigabyte is not unpacked, and a broken one is no answer', async () => {
	const liar = await cluster.systemClient();
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
	const answers = [bomb, bomb.subarray(0, 100), gzipSync('{"data":{"a":1}}'), Buffer.from([0x1f, 0x8b])];
	liar.subscribe('ask', { callback: (_, message) => void message.respond(answers.shift()) });
	await liar.flush();
	const wire = wireOf(await cluster.systemClient());
	const ask = () => wire.ask('ask', {}, { timeout: 20_000, gzip: true, longest: 1024 * 1024 });
	expect(await ask()).toEqual({ ok: false, failure: { kind: 'too-long', bytes: 1024 * 1024 } });
	expect(await ask()).toEqual({ ok: false, failure: { kind: 'broken' } });
	expect(await ask()).toMatchObject({ ok: true, value: { fields: { data: { a: 1 } } } });
	expect(await ask()).toEqual({ ok: false, failure: { kind: 'broken' } });
});
