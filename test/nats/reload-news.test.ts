// What a reload changed, on real servers: a certificate, which no digest covers, and JetStream.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Suite } from '../../source/demo/debian-package.ts';
import { freePorts } from '../../source/demo/free-ports.ts';
import { findSuite } from '../../source/demo/nats-server.ts';
import { ServerProcess } from '../../source/demo/server-process.ts';
import { configChanged } from '../../source/model/change.ts';
import type { ConnectionSettings } from '../../source/nats/connect/settings.ts';
import { reloadServer } from '../../source/nats/reload.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { makeCertificates } from '../helpers/certificates.ts';
import { connections } from '../helpers/connections.ts';
import { serverInfo } from '../helpers/samples.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';

const { open } = connections();
const dir = tempDir();
const servers: ServerProcess[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.kill9()));
});

const accounts = `system_account: SYS\naccounts { SYS { users: [ { user: sys, password: pw } ] } }\n`;

/** A server that runs a configuration, and a connection of its system user. */
const running = async (suite: Suite, name: string, config: string, tls?: ConnectionSettings['tls']) => {
	const [port = 0] = await freePorts(1);
	const { path: binary } = await findSuite(suite);
	const folder = join(dir, `${name}-${suite}`);
	mkdirSync(folder, { recursive: true });
	const server = new ServerProcess({
		...{ binary, port, name: 'n1', config: {} },
		configPath: join(folder, 'server.conf'),
		logPath: join(folder, 'server.log'),
		onPid: () => {},
		isReady: async () => undefined,
	});
	servers.push(server);
	const head = `server_name: n1\nlisten: "127.0.0.1:${port}"\n${accounts}`;
	await server.writeConfigText(head + config.replaceAll('DIR', folder));
	await server.start();
	const login = { servers: [`127.0.0.1:${port}`], user: 'sys', password: 'pw', ...(tls && { tls }) };
	const { nc } = await waitFor(() => open(login).catch(() => undefined), { what: 'the server' });
	return { server, nc, id: nc.info?.server_id ?? '', head };
};

test.each(['forky', 'trixie'] as const)(
	'a certificate that was exchanged on %s is told by its time, or not denied',
	async (suite) => {
		const folder = join(dir, `tls-${suite}`);
		mkdirSync(folder, { recursive: true });
		const files = await makeCertificates(folder);
		const config = `tls { cert_file: "${files.cert}", key_file: "${files.key}" }\n`;
		const { nc, id } = await running(suite, 'certificate', config, { ca: files.ca });
		await files.renew(9);
		const { state } = await reloadServer(wireOf(nc), id, 5000);
		if (suite === 'forky') {
			const news = [expect.stringMatching(/^certificate until \S+Z → \S+Z$/)];
			expect(state).toMatchObject({ step: 'applied', digest: false, news });
		} else {
			// 2.10 has neither a digest nor the time of the certificate: a reload, and no word about what it changed.
			expect(state).toMatchObject({ step: 'applied', digest: false, news: [] });
		}
	},
);

test('a server that read the same again is not said to be unchanged, as certificates are files of their own', async () => {
	const { nc, id } = await running('forky', 'same', '');
	expect((await reloadServer(wireOf(nc), id, 5000)).state).toMatchObject({ step: 'unchanged' });
	expect(configChanged(serverInfo(), 0, [], false).text).toBe(
		'configuration reloaded, its digest is the same, which does not cover certificate files',
	);
});

test.each(['forky', 'trixie'] as const)(
	'a reload on %s that changed JetStream or a limit says so',
	async (suite) => {
		const { server, nc, id, head } = await running(
			suite,
			'jetstream',
			'jetstream { store_dir: "DIR/js" }\nmax_connections: 500\n',
		);
		await server.writeConfigText(`${head}max_connections: 499\n`);
		const { state } = await reloadServer(wireOf(nc), id, 5000);
		expect(state).toMatchObject({ step: 'applied' });
		const news = state.step === 'applied' ? state.news : [];
		expect(news).toContain('max connections 500 → 499');
		expect(news).toContain('JetStream on → off');
		expect(configChanged(serverInfo(), 0, news)).toMatchObject({ severity: 'warn' });
	},
);
