// What becomes of payloads that no server should send.

import { describe, expect, test } from 'vitest';
import { decodeReplica, decodeServer, decodeStatsz } from '../../source/nats/decode.ts';
import { decodeVarz } from '../../source/nats/decode-varz.ts';
import { parseFields, readCount, readFields, readTime, readTraffic } from '../../source/nats/read.ts';
import { readHeartbeat } from '../../source/nats/statsz.ts';
import { capture, captured } from '../helpers/capture.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('numbers and times', () => {
	test('2^64-1 and -1 are unlimited, which is absent', () => {
		const data = readFields(captured('2.15.1', 'reply-ACCOUNT.A.JSZ'), 'data');
		expect(data?.reserved_memory).toBe(2 ** 64);
		expect(readCount(data ?? {}, 'reserved_memory')).toBeUndefined();
		const { jetstream } = decodeStatsz({
			jetstream: { config: { max_memory: -1 }, stats: { reserved_memory: 2 ** 64, reserved_storage: 5 } },
			gomemlimit: 2 ** 63,
		});
		expect(jetstream).toMatchObject({
			maxMemory: undefined,
			reservedMemory: undefined,
			reservedStorage: 5,
		});
		expect(decodeStatsz({ gomemlimit: 2 ** 63 }).memLimit).toBeUndefined();
	});

	test('what is no number is absent', () => {
		for (const value of [null, '5', true, Number.NaN, Number.POSITIVE_INFINITY, [5], {}])
			expect(readCount({ value }, 'value')).toBeUndefined();
	});

	test('times have nanoseconds, and the zero time is absent', () => {
		expect(readTime({ at: '2026-11-23T18:48:45.24987Z' }, 'at')).toBe(Date.parse('2026-11-23T18:48:45.249Z'));
		expect(readTime({ at: '2026-11-23T20:48:45+02:00' }, 'at')).toBe(Date.parse('2026-11-23T18:48:45Z'));
		expect(readTime({ at: '+275760-09-13T00:00:00Z' }, 'at')).toBeUndefined();
		for (const at of ['0001-01-01T00:00:00Z', '', 'soon', 'x'.repeat(100), 5, null])
			expect(readTime({ at }, 'at')).toBeUndefined();
	});

	test('half a traffic is none', () => {
		expect(readTraffic({ sent: { msgs: 1 } }, 'sent')).toBeUndefined();
		expect(readTraffic({ sent: { msgs: 1, bytes: 0 } }, 'sent')).toEqual({ msgs: 1, bytes: 0 });
	});
});

describe('payloads of an unexpected shape', () => {
	test.each([
		'',
		'null',
		'[]',
		'5',
		'"text"',
		'{',
		'{"server":null,"statsz":{}}',
		'{"server":{"name":"x"},"statsz":{}}',
		'{"server":{"id":"x"},"statsz":[]}',
		'{"server":{"id":5},"statsz":{}}',
	])('%j is no heartbeat and nothing throws', (text) => {
		expect(readHeartbeat(bytes(text), 1)).toBeUndefined();
	});

	test('fields of a wrong type are absent and the others stay', () => {
		const sample = readHeartbeat(
			bytes(
				'{"server":{"id":"N1","tags":"a","metadata":[1],"seq":"7"},' +
					'"statsz":{"cpu":"1","mem":5,"routes":{"a":1},"gateways":[1,{"name":5}],"jetstream":"yes"}}',
			),
			1,
		);
		expect(sample?.server).toMatchObject({ id: 'N1', name: 'N1', tags: [], metadata: {}, seq: undefined });
		expect(sample?.statsz).toMatchObject({ mem: 5, cpu: undefined, routes: undefined, jetstream: undefined });
		expect(sample?.statsz.gateways).toHaveLength(1);
	});

	test('bytes that are not UTF-8 do not matter elsewhere', () => {
		const text = bytes('{"server":{"id":"N1","name":"??"},"statsz":{"mem":1}}');
		const broken = text.map((byte) => (byte === 63 ? 0xff : byte));
		expect(readHeartbeat(broken, 1)?.statsz.mem).toBe(1);
	});

	test('names cannot move the cursor or hide what they are', () => {
		const server = decodeServer(
			parseFields(
				bytes('{"id":"N1","name":"a\\u001b[2Jb","tags":["x\\ny"],"metadata":{"k\\u0007":"v\\u202e"}}'),
			),
		);
		expect(server).toMatchObject({ name: 'a·[2Jb', tags: ['x·y'], metadata: { k·: 'v·' } });
	});

	test('a capture is read whole from its bytes', () => {
		expect(readHeartbeat(capture('2.9.10', 'event-SERVER.STATSZ-meta-leader'), 5)?.receivedAt).toBe(5);
	});
});

test('a peer whose name nobody knows is shown by its short id, not by the sentence that servers write for it', () => {
	const name = 'Server name unknown at this time (peerID: cnrtt3eg)';
	expect(decodeReplica({ name, current: false, offline: true })).toMatchObject({
		name: 'cnrtt3eg',
		offline: true,
	});
	expect(decodeReplica({ peer: 'yrzKKRBu' }).name).toBe('yrzKKRBu');
	expect(decodeReplica({ name: 'n1', peer: 'yrzKKRBu' }).name).toBe('n1');
});

test('settings of a server that are lists are one readable text each, however long the lists are', () => {
	const tags = Array.from({ length: 4 }, (_, index) => `${index}`.repeat(700));
	expect(decodeVarz({ tags }).facts?.tags).toBe(tags[0]);
	expect(decodeVarz({ tags: ['az:a', 'rack:1'] }).facts?.tags).toBe('az:a rack:1');
});
