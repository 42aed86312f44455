// Lists that are read later hold exactly what reading them at once gives, however their text tries to look.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FleetAnswers } from '../../source/demo/fleet/fleet-answers.ts';
import { planFleet } from '../../source/demo/fleet/fleet-plan.ts';
import { routePeersOf } from '../../source/model/route-peers.ts';
import { parseStatsz, UnreadList } from '../../source/nats/links.ts';
import { asFields, parseFields } from '../../source/nats/read.ts';
import { readSample } from '../../source/nats/statsz.ts';

const plan = planFleet({ servers: 30, clusters: 3, rate: 0, seed: 5, accidents: false }, Date.now());
const simulated = plan.servers.map((server) => new FleetAnswers(server, plan).statsz(Date.now(), 30));

const captured = ['2.9.10', '2.15.1'].map((version) =>
	readFileSync(
		new URL(`../fixtures/captures/${version}/event-SERVER.STATSZ-meta-leader.json`, import.meta.url),
		'utf8',
	),
);
/** Without the blanks of the fixture, as servers send it. */
const compact = captured.map((text) => JSON.stringify(JSON.parse(text)));

const sample = (text: string, parse: typeof parseStatsz) => {
	const fields = parse(Buffer.from(text));
	const read = fields && readSample(fields, 1);
	if (read === undefined) return undefined;
	const { routes, gateways, routePeers: _, ...rest } = read.statsz;
	return { ...read, statsz: { ...rest, routes, gateways }, peers: routePeersOf(read.statsz) };
};

const isUnread = (text: string): boolean =>
	asFields(parseStatsz(Buffer.from(text))?.statsz)?.routes instanceof UnreadList;

describe('routes and gateways', () => {
	test('are the same read later as read at once', () => {
		for (const text of [...simulated, ...captured, ...compact]) {
			expect(sample(text, parseStatsz)).toEqual(sample(text, parseFields));
		}
	});

	test('are left unread in what servers send', () => {
		expect([...simulated, ...compact].every(isUnread)).toBe(true);
	});

	test.each([
		'x}],',
		'x}]',
		'"routes":[{',
		'}],"gateways":[{"gwid":1}],"',
		'{"rid":7,"name":"forged"',
		'back\\slash',
		'ünïcödé',
		'eyJhbGciOiJFZDI1NTE5In0.eyJqdGkiOiJ4In0.sig',
	])('are what they are when a peer is called %s', (name) => {
		const fields = JSON.parse(compact[1] ?? '{}');
		fields.statsz.routes[3].name = name;
		const text = JSON.stringify(fields);
		expect(sample(text, parseStatsz)).toEqual(sample(text, parseFields));
	});

	test('of a message that is broken after them are nothing', () => {
		expect(parseStatsz(Buffer.from(`${compact[1]?.slice(0, -2)}`))).toBeUndefined();
	});
});
