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
			});
		}
		expect(
			advisory('2.15.1', 'event-JS.CONSUMER.LEADER_ELECTED', 'CONSUMER.LEADER_ELECTED.ORDERS.PROC').text,
		).toBe('consumer ORDERS/PROC leader probe-2');
	});

	test('tell the meta leader by its name, though servers send its peer id', () => {
		const event = advisory('2.15.1', 'event-JS.DOMAIN.LEADER_ELECTED', 'DOMAIN.LEADER_ELECTED');
		expect(event).toMatchObject({ kind: 'JS LEADER', text: 'meta leader probe-2', serverName: 'C1' });
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
		const event = advisory('2.15.1', 'event-account-$JS.EVENT.ADVISORY.API', 'API');
		expect(event).toMatchObject({ kind: 'JS OTHER', text: 'api', serverName: 'mp' });
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
	])('%s %j', (subject, fields, kind, text) => {
		const event = decodeEvent(
			`$JS.EVENT.ADVISORY.${subject}`,
			new TextEncoder().encode(JSON.stringify(fields)),
			at,
		);
		expect(event?.kind).toBe(kind);
		expect(event?.text).toContain(text);
	});
});
