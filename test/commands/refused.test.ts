// What plain commands say where the server does not let them ask or listen: its reason, at once.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followCommand } from '../../source/commands/follow.ts';
import { profileCommand } from '../../source/commands/profile.ts';
import { reloadCommand } from '../../source/commands/reload.ts';
import { mostSubscriptions } from '../../source/nats/subjects.ts';
import { events as eventsScreen } from '../../source/screens/events/events.ts';
import { exitCodes } from '../../source/system/output.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections } from '../helpers/connections.ts';
import { serversCommand } from '../helpers/servers-command.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

const { open } = connections();

describe.each(await versions())('nats-server $version', ({ binary }) => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', size: 1, jetstream: false });
	});
	afterAll(() => cluster.stop());

	/** Restarts the server with settings of the system account's user alice; gives what she logs in with. */
	const restartWith = async (permissions: object, settings: object = {}) => {
		const [server] = cluster.servers;
		const alice = { user: 'alice', password: 'pw' };
		await server?.writeConfig({ accounts: { SYS: { users: [{ ...alice, permissions }] } }, ...settings });
		await server?.stop();
		await server?.launch();
		const login = { servers: cluster.urls, ...alice };
		await open(login, { wait: true });
		// Nobody waits for this long: who does has not heard the server.
		return configOf({ server: cluster.urls.join(','), ...alice, timeout: 600_000 });
	};

	test('who may not ask is told the subject that the server named, by each command', async () => {
		const config = await restartWith({ publish: { deny: ['$SYS.REQ.SERVER.PING'] } });
		const output = captureOutput();
		expect(await serversCommand(config, {}, output)).toBe(exitCodes.failure);
		expect(await reloadCommand(config, ['n1'], { yes: true }, output)).toBe(exitCodes.failure);
		expect(await profileCommand(config, ['n1', 'heap'], {}, output)).toBe(exitCodes.failure);
		const sentence = 'no server answered: not permitted to publish $SYS.REQ.SERVER.PING';
		expect(output.complaints).toEqual([sentence, sentence, sentence]);
	});

	test('too few subscriptions are no lack of permission, and events say how many are needed', async () => {
		const config = await restartWith({ publish: { allow: ['>'] } }, { max_subscriptions: 8 });
		const output = captureOutput();
		const stop = new AbortController();
		const ended = followCommand(eventsScreen, config, {}, output, stop.signal);
		await waitFor(() => output.text().includes('DENIED'), { what: 'a word about it' });
		stop.abort();
		expect(await ended).toBe(exitCodes.interrupted);
		expect(output.text()).toContain(
			`maximum subscriptions exceeded: natstop needs ${mostSubscriptions}, so events are missing`,
		);
		expect(output.text()).not.toContain('not permitted');
	});
});
