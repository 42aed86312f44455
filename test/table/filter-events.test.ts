// The filter language on events, and which names of columns filter.

import { describe, expect, test } from 'vitest';
import type { EventClient, LoggedEvent } from '../../source/model/event.ts';
import { parseEventFilter } from '../../source/screens/events/filter.ts';
import { serverColumns } from '../../source/screens/servers/columns.ts';
import { parseServerFilter } from '../../source/screens/servers/filter.ts';
import { now } from '../fixtures/fleet.ts';

describe('a filter of events', () => {
	const event = (over: Partial<LoggedEvent>): LoggedEvent => ({
		kind: 'CONNECT',
		severity: 'info',
		at: now,
		seq: 1,
		count: 1,
		mixed: false,
		lastAt: now,
		...over,
	});
	const key = 'AAIYMR6EJAL7VZIORH7D6F5UOSKROZ7TQEJ2VFDTMFV5EMGI2S63QEGF';
	const events = [
		event({
			account: 'APP',
			serverName: 'east-1',
			client: { user: 'svc-orders', host: '10.3.7.41', cid: 88_213 },
		}),
		event({
			kind: 'AUTH ERR',
			severity: 'warn',
			serverName: 'west-1',
			reason: 'Authentication Failure',
			client: { user: 'batch', host: '10.9.4.17' },
			count: 412,
		}),
		event({
			kind: 'DISCONNECT',
			account: key,
			serverName: 'west-3',
			reason: 'Slow Consumer (Pending Bytes)',
			client: { name: 'victim', rtt: 622_000, start: now - 500, stop: now },
		}),
		event({ kind: 'LAME DUCK', serverName: 'west-3', text: 'entered lame duck mode' }),
	];
	const kinds = (filter: string): string[] => {
		const parsed = parseEventFilter(filter);
		if (!parsed.ok) throw new Error(parsed.error);
		const accountNameOf = (account: string) => (account === key ? 'ORDERS' : undefined);
		return events.filter((each) => parsed.matches(each, accountNameOf)).map(({ kind }) => kind);
	};

	test('looks in kind, account, user, server and reason', () => {
		expect(kinds('kind:auth')).toEqual(['AUTH ERR']);
		expect(kinds('acc:APP')).toEqual(['CONNECT']);
		expect(kinds('user:batch')).toEqual(['AUTH ERR']);
		expect(kinds('server:west')).toEqual(['AUTH ERR', 'DISCONNECT', 'LAME DUCK']);
		expect(kinds('reason:slow')).toEqual(['DISCONNECT']);
		expect(kinds('kind:"lame duck"')).toEqual(['LAME DUCK']);
		expect(kinds('sev:warn')).toEqual(['AUTH ERR']);
	});

	test('takes words from server, account, user, client, address and text', () => {
		for (const word of ['west-3 duck', 'entered']) expect(kinds(word)).toEqual(['LAME DUCK']);
		for (const word of ['svc-orders', '10.3.7', 'APP']) expect(kinds(word)).toEqual(['CONNECT']);
		expect(kinds('victim')).toEqual(['DISCONNECT']);
	});

	test('knows an account by its key and by its name', () => {
		expect(kinds('acc:AAIY')).toEqual(['DISCONNECT']);
		expect(kinds('acc:orders')).toEqual(['DISCONNECT']);
	});

	test('compares numbers of events, whatever their unit', () => {
		expect(kinds('count>400')).toEqual(['AUTH ERR']);
		expect(kinds('cid=88213')).toEqual(['CONNECT']);
		expect(kinds('lived<1s')).toEqual(['DISCONNECT']);
		expect(kinds('rtt<1ms')).toEqual(['DISCONNECT']);
	});

	test('finds MQTT and websocket clients by how they connect and by their id', () => {
		const matches = (filter: string, client: EventClient): boolean => {
			const parsed = parseEventFilter(filter);
			return parsed.ok && parsed.matches(event({ kind: 'AUTH ERR', client }), () => undefined);
		};
		const mqtt = { clientType: 'mqtt', clientId: 'sensor-42' };
		const ws = { clientType: 'websocket', name: 'page' };
		for (const filter of ['client_type:mqtt', 'client_id:sensor-42', 'mqtt', 'sensor', 'client:sensor'])
			expect([filter, matches(filter, mqtt), matches(filter, ws)]).toEqual([filter, true, false]);
		for (const filter of ['client_type:ws', 'client_type:websocket', 'ws'])
			expect([filter, matches(filter, mqtt), matches(filter, ws)]).toEqual([filter, false, true]);
		// No line says "nats" of a client, so that a word must not find all of them.
		expect(matches('nats', { clientType: 'nats' })).toBe(false);
		expect(matches('client_type:nats', { clientType: 'nats' })).toBe(true);
	});

	test('says which fields events have', () => {
		const parsed = parseEventFilter('cpu>2');
		expect(parsed.ok ? '' : parsed.error).toMatch(
			/^unknown field "cpu"; fields are time kind server text acc user client/,
		);
	});
});

test('what sorts also filters, under every name it has', () => {
	const names = serverColumns.flatMap(({ id, title, aliases = [] }) => [id, title.toLowerCase(), ...aliases]);
	// A name with a blank in it cannot stand before a comparison; its column has others.
	for (const name of names.filter((each) => !each.includes(' '))) {
		const parsed = parseServerFilter(`${name}:1`);
		expect(parsed.ok ? '' : parsed.error, name).not.toContain('unknown field');
	}
	for (const name of ['in_msgs', 'sub', 'storage', 'route', 'gateway', 'start', 'cpu%', 'in/s']) {
		const parsed = parseServerFilter(name === 'storage' || name === 'cpu%' ? `${name}>70` : `${name}>5s`);
		expect(parsed.ok || !parsed.error.includes('unknown'), name).toBe(true);
	}
});
