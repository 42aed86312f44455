// Faults of real clusters on screen 8: what is said within its time, since when, that it turns good again, and one event each way.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ServerProcess } from '../../source/demo/server-process.ts';
import type { HealthFinding } from '../../source/model/health/finding.ts';
import { openHealth } from '../../source/screens/health/source.ts';
import { screens } from '../../source/screens/registry.ts';
import { makeCertificates } from '../helpers/certificates.ts';
import { startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { interval, noticed, type Watch, watches } from './watch.ts';

const watch = watches();
const ends: (() => void)[] = [];
afterEach(() => {
	for (const end of ends.splice(0)) end();
});

/** Screen 8 of a monitor, as long as the test lasts. */
const healthOf = ({ monitor }: Watch) => {
	const source = openHealth(monitor.watching, screens);
	ends.push(() => source.close?.());
	const findings = (): readonly HealthFinding[] => source.get().findings;
	const find = (check: string, name?: string) =>
		findings().find((one) => one.check === check && (name === undefined || one.name === name));
	return { source, findings, find };
};

const said = (findings: readonly HealthFinding[]): string[] =>
	findings.map(({ check, name, severity, text }) => `${severity} ${check} ${name}: ${text}`);

const checkTexts = (seen: Watch, check: string): string[] =>
	seen.texts('CHECK').filter((text) => new RegExp(`^${check}[ :]`).test(text));

describe.each(await versions())('a cluster of $version', ({ binary, since }) => {
	let cluster: Awaited<ReturnType<typeof startCluster>>;
	beforeAll(async () => {
		cluster = await startCluster({ binary, accounts: ['APP'] });
	});
	afterAll(() => cluster?.stop());

	const server = (name: string): ServerProcess => {
		const found = cluster.servers.find((each) => each.name === name);
		if (found === undefined) throw new Error(`no ${name}`);
		return found;
	};

	const watching = async () => {
		const seen = watch({ servers: cluster.urls.slice(0, 1), creds: cluster.creds.sys });
		await seen.ready(3);
		return seen;
	};

	test('has nothing wrong with it while it is well, and all servers say so themselves', async () => {
		const seen = await watching();
		const health = healthOf(seen);
		const tellsHealth = since('2.9.0');
		await waitFor(() => seen.rows().every(({ healthz }) => !tellsHealth || healthz?.isOk), {
			what: 'the word of all servers',
		});
		const { rounds } = seen.monitor.servers.get().fleet;
		await waitFor(() => seen.monitor.servers.get().fleet.rounds > rounds + 3, { what: 'rounds' });
		expect(said(health.findings())).toEqual([]);
		expect(seen.texts('CHECK')).toEqual([]);
		const asked = tellsHealth ? 3 : 0;
		expect(health.source.get().healthz).toMatchObject({ asked, answered: asked });
	});

	test('has a server that is killed on top, since then, and one event each way', async () => {
		const seen = await watching();
		const health = healthOf(seen);
		const before = Date.now();
		/** Pictures in which the table has it down and screen 8 has not. */
		let behind = 0;
		const { servers } = seen.monitor;
		servers.subscribe(() => {
			const isDown = servers
				.get()
				.fleet.rows.some(({ info, state }) => info.name === 'n3' && state === 'down');
			if (isDown && health.find('down', 'n3') === undefined) behind++;
		});
		await server('n3').kill9();
		const limit = interval / 1000 + 2;
		const found = await noticed({ fault: 'SIGKILL', seen: 'down on screen 8', limit }, () =>
			health.find('down', 'n3'),
		);
		expect(behind).toBe(0);
		expect(found).toMatchObject({ severity: 'critical', kind: 'server', where: { server: 'n3' } });
		expect(found.text).toMatch(/^no responders for its id/);
		expect(found.since).toBeGreaterThanOrEqual(before);
		expect(found.isFromStart).toBe(false);
		expect(health.findings()[0]?.severity).toBe('critical');
		// What is over again at once is no news.
		await waitFor(() => checkTexts(seen, 'down').length > 0, { what: 'the event' });
		await server('n3').start();
		await waitFor(() => checkTexts(seen, 'down').length > 1, { what: 'n3 to be well' });
		await waitFor(() => health.find('down') === undefined, { what: 'the list without n3' });
		const [bad, good, ...more] = checkTexts(seen, 'down');
		expect([bad, good]).toEqual([`down: ${found.text}`, expect.stringMatching(/^down ok after \d+[sm]$/)]);
		expect(more).toEqual([]);
		await waitFor(() => health.findings().length === 0, { what: 'a system that is well', timeout: 90_000 });
	});
});

describe('with one server', () => {
	const stops: (() => Promise<unknown>)[] = [];
	afterEach(async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
	});

	test('a certificate that ends in five days was so before, and the detail says who told it', async () => {
		const dir = await mkdtemp(join(tmpdir(), 'natstop-health-'));
		stops.push(() => rm(dir, { recursive: true, force: true }));
		const certificates = await makeCertificates(dir);
		await certificates.renew(5);
		const { cert, key, ca } = certificates;
		const cluster = await startCluster({ mode: 'config', size: 1, jetstream: false, tls: { cert, key, ca } });
		stops.push(() => cluster.stop());
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: [...cluster.urls], user, password, tls: { ca } }, { interval: 500 });
		const { find } = healthOf(seen);
		const found = await noticed({ fault: 'certificate', seen: 'tls', limit: 10 }, () => find('tls'));
		expect(found).toMatchObject({ isFromStart: true, evidence: [{ by: 'n1 VARZ' }] });
		expect(checkTexts(seen, 'tls')).toEqual([]);
		const { servers } = seen.monitor;
		await waitFor(() => servers.get().fleet.rounds > 6, { what: 'rounds' });
		const reloaded = async (days: number): Promise<void> => {
			await certificates.renew(days);
			cluster.servers[0]?.signal('SIGHUP');
		};
		/** A server that is asked before it has loaded the new one is asked again. */
		const asking = () => {
			seen.monitor.loop.refresh();
			return find('tls');
		};
		await reloaded(365);
		await noticed(
			{ fault: 'a new certificate', seen: 'tls is well', limit: 4 },
			() => asking() === undefined,
		);
		await reloaded(20);
		const again = await noticed({ fault: 'ends in 20 days', seen: 'tls', limit: 4 }, asking);
		expect(again).toMatchObject({ severity: 'warn', isFromStart: false });
		await waitFor(() => checkTexts(seen, 'tls').length > 1, { what: 'both events' });
		expect(checkTexts(seen, 'tls')).toEqual([
			expect.stringMatching(/^tls ok after more than \d+s$/),
			'tls: its certificate ends in 19 days',
		]);
	});

	test('a storage that is three quarters full is told after three rounds, with how full it is', async () => {
		const cluster = await startCluster({
			mode: 'config',
			size: 1,
			config: { jetstream: { max_file_store: 4_000_000 } },
		});
		stops.push(() => cluster.stop());
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: [...cluster.urls], user, password }, { interval: 1000 });
		await seen.ready(1);
		const { find } = healthOf(seen);
		// What is found in the first rounds was so before.
		const { servers } = seen.monitor;
		await waitFor(() => servers.get().fleet.rounds > 8, { what: 'rounds' });
		const app = await cluster.appClient();
		stops.push(() => app.close());
		const request = (subject: string, body: object) =>
			app.request(`$JS.API.${subject}`, JSON.stringify(body));
		await request('STREAM.CREATE.FULL', { name: 'FULL', subjects: ['full'], storage: 'file' });
		for (let message = 0; message < 30; message++) app.publish('full', new Uint8Array(100_000));
		await app.flush();
		const limit = 4 + 2;
		const found = await noticed({ fault: 'storage at 75%', seen: 'js-storage', limit }, () =>
			find('js-storage'),
		);
		expect(found.text).toMatch(/^JetStream storage at 7\d% of its limit$/);
		expect(found.isFromStart).toBe(false);
		await waitFor(() => checkTexts(seen, 'js-storage').length === 1, { what: 'the event' });
		await request('STREAM.DELETE.FULL', {});
		await noticed({ fault: 'room again', seen: 'js-storage is well', limit }, () => !find('js-storage'));
		await waitFor(() => checkTexts(seen, 'js-storage').length > 1, { what: 'the event of its end' });
		expect(checkTexts(seen, 'js-storage')).toEqual([
			`js-storage: ${found.text}`,
			expect.stringMatching(/^js-storage ok after \d+/),
		]);
	});
});
