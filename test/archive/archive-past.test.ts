// The one moment of an archive: its servers, its link, its events, and what of it is raw.

import { expect, test } from 'vitest';
import { openArchivePast } from '../../source/archive/archive-past.ts';
import { serverSubject } from '../../source/nats/subjects.ts';
import { archiveFigures, archivePath } from '../helpers/archives.ts';

test('the moment of an archive is that of its end, and its servers are as they said they were', async () => {
	const began = performance.now();
	const past = await openArchivePast(archivePath('three-servers'));
	const { at, servers, link, wire, rawOf, health } = await past.moment(0);
	console.info(`three-servers.zip: the moment is there after ${Math.round(performance.now() - began)} ms`);
	expect([past.from, past.to(), at, wire.now()]).toEqual([
		1_795_874_831_000,
		...Array(3).fill(1_795_874_851_498),
	]);
	expect(past.rounds()).toEqual([at]);
	const { rows } = servers.fleet;
	expect(rows.map(({ info, state }) => `${info.name} ${state}`)).toEqual(['n1 ok', 'n2 ok', 'n3 ok']);
	for (const { rtt, varz, healthz, clockOffset } of rows) {
		expect(rtt).toBeUndefined();
		expect(clockOffset).toBeUndefined();
		expect(varz?.go).toMatch(/^go1/);
		expect(healthz?.isOk).toBe(true);
	}
	expect(link.link).toMatchObject({ origin: 'archive', phase: 'connected', serverName: 'n1' });
	expect(link.link.url).toMatch(/^captured \d\d:\d\d:\d\d–\d\d:\d\d:\d\d by nats v0\.5\.0$/);
	expect(health.counts(at).critical).toBe(0);
	const [server] = archiveFigures('three-servers').servers;
	expect(JSON.stringify(rawOf(server?.id ?? '')?.data)).toContain(`"mem":${server?.mem}`);
	expect(past.trouble()).toBeUndefined();
	past.close();
});

test('nothing that acts on a server is answered by an archive', async () => {
	const past = await openArchivePast(archivePath('two-clusters'));
	const { wire, servers, events } = await past.moment(0);
	const id = servers.fleet.rows[0]?.info.id ?? '';
	for (const service of ['RELOAD', 'KICK', 'LDM', 'PROFILEZ'] as const)
		expect(await wire.ask(serverSubject(id, service), {}, { timeout: 1 })).toEqual({
			ok: false,
			failure: { kind: 'absent', words: 'not in the archive' },
		});
	expect(events.events.map(({ kind, severity, text }) => [kind, severity, text])).toEqual([
		['ARCHIVE', 'info', expect.stringContaining('events, rates, round trips')],
		['ARCHIVE', 'info', 'when it was made: Skipping server profiles gathering'],
	]);
	past.close();
});

test('the routes and gateways of an archived statsz are looked at as those of any other', async () => {
	const clusters = await openArchivePast(archivePath('two-clusters'));
	const { servers } = await clusters.moment(0);
	const gateways = servers.fleet.rows.map(({ info, statsz }) => [
		info.name,
		statsz?.gateways?.map(({ name, inboundConnections }) => [name, inboundConnections]),
	]);
	expect(gateways).toEqual([
		['east-1', [['west', 1]]],
		['edge', undefined],
		['west-1', [['east', 1]]],
	]);
	clusters.close();
});
