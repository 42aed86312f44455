// JetStream advisories as real servers sent them.

import { describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
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
});
