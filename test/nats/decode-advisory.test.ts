// JetStream advisories as real servers sent them.

import { describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
import { EventLog } from '../../source/model/event-log.ts';
import { decodeEvent } from '../../source/nats/decode-event.ts';
import { type CapturedVersion, capture } from '../helpers/capture.ts';

const at = Date.UTC(2026, 10, 23, 20);
const appKey = 'AAIYMR6EJAL7VZIORH7D6F5UOSKROZ7TQEJ2VFDTMFV5EMGI2S63QEGF';

describe('JetStream advisories', () => {
	/** The event in a capture that came on a subject. */
	const advisory = (version: CapturedVersion, name: string, subject: string): MonitorEvent => {
		const event = decodeEvent(`$JS.EVENT.ADVISORY.${subject}`, capture(version, name), at);
		if (event === undefined) throw new Error(`no event in ${name}`);
		return event;
	};

	test('tell who leads a stream and a consumer', () => {
		for (const version of ['2.15.1', '2.9.10'] as const) {
			const leader = version === '2.15.1' ? 'probe-3' : 'probe-1';
			expect(
				advisory(version, 'event-JS.STREAM.LEADER_ELECTED', 'STREAM.LEADER_ELECTED.ORDERS'),
			).toMatchObject({
				kind: 'JS LEADER',
				severity: 'info',
				account: appKey,
				text: `stream ORDERS leader ${leader}`,
				serverName: leader,
			});
		}
		expect(
			advisory('2.15.1', 'event-JS.CONSUMER.LEADER_ELECTED', 'CONSUMER.LEADER_ELECTED.ORDERS.PROC').text,
		).toBe('consumer ORDERS/PROC leader probe-2');
	});

	test('tell the meta leader by its name, though servers send its peer id', () => {
		const event = advisory('2.15.1', 'event-JS.DOMAIN.LEADER_ELECTED', 'DOMAIN.LEADER_ELECTED');
		expect(event).toMatchObject({ kind: 'JS LEADER', text: 'meta leader probe-2', serverName: 'probe-2' });
	});

	test('tell of a quorum that is lost, and which replicas are left', () => {
		const name = 'event-$JS.EVENT.ADVISORY.STREAM.QUORUM_LOST.S.quorum-loss';
		expect(advisory('2.15.1', name, 'STREAM.QUORUM_LOST.S')).toMatchObject({
			kind: 'JS QUORUM',
			severity: 'error',
			account: 'APP',
			text: 'stream S lost quorum · replicas h2 behind, h1 ok, h3 behind',
		});
		expect(advisory('2.9.10', name, 'STREAM.QUORUM_LOST.S').kind).toBe('JS QUORUM');
	});

	test('are shown by their subject when nobody knows them', () => {
		const event = decodeEvent('$JS.EVENT.ADVISORY.STREAM.NEW_THING', new TextEncoder().encode('{}'), at);
		expect(event).toMatchObject({ kind: 'JS OTHER', text: 'stream new thing' });
	});

	test('of a request to the JetStream API tell which, by whose account, and what came of it', () => {
		expect(advisory('2.15.1', 'event-account-$JS.EVENT.ADVISORY.API', 'API')).toMatchObject({
			...{ kind: 'JS OTHER', severity: 'info', account: 'APP', serverName: 'mp' },
			text: '$JS.API.STREAM.CREATE.S · ok',
		});
	});

	test.each<[subject: string, request: object | undefined, response: object, severity: string, text: string]>(
		[
			[
				'$JS.API.META.LEADER.STEPDOWN',
				undefined,
				{ type: 'io.nats.jetstream.api.v1.meta_leader_stepdown_response', success: true },
				'info',
				'$JS.API.META.LEADER.STEPDOWN · success',
			],
			[
				'$JS.API.SERVER.REMOVE',
				{ peer: 'nobody' },
				{ error: { code: 400, err_code: 10_044, description: 'server is not a member of the cluster' } },
				'warn',
				'$JS.API.SERVER.REMOVE nobody · 400 server is not a member of the cluster',
			],
			[
				'$JS.API.ACCOUNT.PURGE.APP',
				undefined,
				{ initiated: true },
				'info',
				'$JS.API.ACCOUNT.PURGE.APP · initiated',
			],
		],
	)('of %s say what came of it', (subject, request, response, severity, text) => {
		const fields = {
			...{ server: 's2', client: {}, subject, response: JSON.stringify(response) },
			...(request && { request: JSON.stringify(request) }),
		};
		const payload = new TextEncoder().encode(JSON.stringify(fields));
		expect(decodeEvent('$JS.EVENT.ADVISORY.API', payload, at)).toMatchObject({
			...{ kind: 'JS OTHER', severity, text, serverName: 's2' },
		});
	});

	test.each([
		['SERVER.OUT_OF_STORAGE', { server: 'n1', stream: 'S' }, 'JS STORAGE', 'out of storage · stream S'],
		['SERVER.REMOVED', { server: 'n1' }, 'JS REMOVED', 'removed from the meta group'],
		[
			'SERVER.META_RESCUE',
			{ prev_quorum: 2, new_quorum: 1 },
			'JS QUORUM',
			'meta group rescued · quorum 2 to 1',
		],
		['API.LIMIT_REACHED', { dropped: 7 }, 'JS LIMIT', 'API limit reached · 7 dropped'],
		['API.LIMIT_REACHED', {}, 'JS LIMIT', 'API limit reached · ? dropped'],
		['STREAM.BATCH_ABANDONED.S', { stream: 'S', reason: 'timeout' }, 'JS OTHER', 'batch abandoned · timeout'],
	])('the advisory %s is told in words, with %j', (subject, fields, kind, text) => {
		const event = decodeEvent(
			`$JS.EVENT.ADVISORY.${subject}`,
			new TextEncoder().encode(JSON.stringify(fields)),
			at,
		);
		expect(event?.kind).toBe(kind);
		expect(event?.text).toContain(text);
	});

	// As a nats-server 2.15.3 sent them to a user of the account.
	const asset = { stream: 'TMP', consumer: 'c1' };
	const one = { ...asset, consumer_seq: 2, stream_seq: 8112004, deliveries: 5 };
	test.each<[subject: string, fields: object, kind: string, severity: string, text: string]>([
		['STREAM.CREATED.TMP', { stream: 'TMP', action: 'create' }, 'CREATED', 'info', 'stream TMP created'],
		['STREAM.UPDATED.TMP', { stream: 'TMP', action: 'modify' }, 'UPDATED', 'info', 'stream TMP updated'],
		['STREAM.DELETED.TMP', { stream: 'TMP', action: 'delete' }, 'DELETED', 'info', 'stream TMP deleted'],
		['CONSUMER.CREATED.TMP.c1', { ...asset, action: 'create' }, 'CREATED', 'info', 'consumer TMP/c1 created'],
		['CONSUMER.DELETED.TMP.c1', { ...asset, action: 'delete' }, 'DELETED', 'info', 'consumer TMP/c1 deleted'],
		[
			'CONSUMER.MAX_DELIVERIES.TMP.c1',
			{ ...asset, stream_seq: 8112004, deliveries: 5 },
			...(['DELIVERIES', 'warn', 'TMP/c1 gave up on seq 8,112,004 after 5 deliveries'] as const),
		],
		[
			'CONSUMER.MSG_TERMINATED.TMP.c1',
			{ ...one, reason: 'bad json' },
			...(['TERMINATED', 'warn', 'TMP/c1 is told never to deliver seq 8,112,004 again · bad json'] as const),
		],
		[
			'CONSUMER.MSG_NAKED.TMP.c1',
			{ ...one, deliveries: 1 },
			...(['NAKED', 'debug', 'TMP/c1 is refused seq 8,112,004 after 1 delivery'] as const),
		],
		[
			'CONSUMER.PAUSE.TMP.c1',
			{ ...asset, paused: true, pause_until: '2026-12-30T00:00:00Z' },
			...(['PAUSE', 'info', 'consumer TMP/c1 paused until 2026-12-30T00:00:00Z'] as const),
		],
		['CONSUMER.PAUSE.TMP.c1', asset, 'PAUSE', 'info', 'consumer TMP/c1 goes on after its pause'],
		[
			'CONSUMER.PINNED.TMP.c1',
			{ ...asset, group: 'a' },
			...(['PINNED', 'info', 'consumer TMP/c1 delivers to one client alone · group a'] as const),
		],
		['STREAM.SNAPSHOT_COMPLETE.TMP', { stream: 'TMP' }, 'SNAPSHOT', 'info', 'stream TMP snapshot is whole'],
		['STREAM.RESTORE_CREATE.TMP', { stream: 'TMP' }, 'RESTORE', 'info', 'stream TMP is being restored'],
		['CONSUMER.MAX_DELIVERIES.X', {}, 'DELIVERIES', 'warn', '?/? gave up on a message'],
	])('the advisory %s is told to its account in words, with %j', (subject, fields, kind, severity, text) => {
		const payload = new TextEncoder().encode(JSON.stringify(fields));
		expect(decodeEvent(`$JS.EVENT.ADVISORY.${subject}`, payload, at)).toMatchObject({ kind, severity, text });
	});

	test('messages of one consumer that are given up again and again count in one line', () => {
		const log = new EventLog(at);
		for (let seq = 1; seq <= 14; seq++) {
			const payload = new TextEncoder().encode(JSON.stringify({ ...one, stream_seq: seq }));
			const event = decodeEvent(
				'$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.TMP.c1',
				payload,
				at + seq * 2000,
			);
			if (event !== undefined) log.add(event);
		}
		const lines = log.snapshot(at + 30_000).events;
		expect(lines.map(({ kind, count }) => [kind, count])).toEqual([['DELIVERIES', 14]]);
		expect(lines[0]?.text).toBe('TMP/c1 gave up on seq 14 after 5 deliveries');
	});
});
