// Servers whose clocks are hours off: rates and ages are as they are, and the clock is told of.

import { createServer as createNkey } from '@nats-io/nkeys';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventText } from '../../source/format/event-line.ts';
import { ageOf, uptimeOf } from '../../source/model/server-facts.ts';
import { stateNote } from '../../source/screens/servers/state-mark.ts';
import { createTheme } from '../../source/theme.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { noticed, watches } from './watch.ts';

const watch = watches();
const hour = 3_600_000;

/** A server at whose place a client of the system account answers: real servers all share the clock of this machine. */
const answerFor = (client: NatsConnection, name: string, skew: number) => {
	const id = createNkey().getPublicKey();
	const started = Date.now() - 10 * 60_000;
	let seq = 1;
	const time = (at: number) => new Date(at + skew).toISOString();
	const server = (at: number) => ({
		...{ name, host: '127.0.0.1', id, cluster: 'natstop', ver: '2.15.1', jetstream: false, flags: 0 },
		...{ seq: seq++, time: time(at) },
	});
	const statsz = (at: number) => {
		const msgs = at - started; // A thousand a second.
		const traffic = { msgs, bytes: msgs * 100 };
		return {
			...{ start: time(started), mem: 1e7, cores: 2, cpu: 3, connections: 7, total_connections: 9 },
			...{ active_accounts: 2, subscriptions: 50, sent: traffic, received: traffic, slow_consumers: 0 },
			...{ active_servers: 2 },
		};
	};
	// Time and counter are of the same moment, whatever this process waits for in between.
	const answer = (at = Date.now()) => JSON.stringify({ server: server(at), statsz: statsz(at) });
	for (const subject of ['$SYS.REQ.SERVER.PING', `$SYS.REQ.SERVER.${id}.STATSZ`]) {
		client.subscribe(subject, { callback: (_, message) => void message.respond(answer()) });
	}
	return {
		heartbeat: () => client.publish(`$SYS.SERVER.${id}.STATSZ`, answer()),
		shutdown: () => client.publish(`$SYS.SERVER.${id}.SHUTDOWN`, JSON.stringify(server(Date.now()))),
	};
};

let cluster: ConfigTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
});
afterAll(() => cluster.stop());

test.each([
	['ahead', 2 * hour, 'clock 2h ahead'],
	['behind', -26 * hour, 'clock 1d behind'],
])('a clock that is hours %s is named, and changes nothing else', async (which, skew, note) => {
	const client = await cluster.systemClient();
	const fake = answerFor(client, `skewed-${which}`, skew);
	await client.flush();
	const { user, password } = cluster.logins.sys;
	const since = performance.now();
	const seen = watch({ servers: cluster.urls, user, password });
	const row = () => seen.row(`skewed-${which}`);
	await noticed({ fault: `clock ${which} by hours`, seen: note, limit: 5, since }, () => {
		const found = row();
		return found !== undefined && stateNote(found, Date.now()).startsWith(note) && found.state === 'ok';
	});
	await waitFor(() => row()?.rates?.in !== undefined, { what: 'rates' });
	expect(Math.abs((row()?.rates?.in?.msgs ?? 0) - 1000)).toBeLessThan(100);
	const real = seen.row('n1');
	expect(real && stateNote(real, Date.now())).toBe('');
	const found = row();
	if (found === undefined) throw new Error('it is there');
	expect(ageOf(found, Date.now())).toBeLessThan(60_000);
	expect(Math.abs((uptimeOf(found, Date.now()) ?? 0) - 10 * 60_000)).toBeLessThan(60_000);
	fake.heartbeat();
	await client.flush();
	expect(row()?.state).toBe('ok');
	// An event of such a server stands where it reached us.
	fake.shutdown();
	await waitFor(() => seen.events('SHUTDOWN').length === 1, { what: 'the event' });
	const [event] = seen.events('SHUTDOWN');
	expect(Math.abs((event?.at ?? 0) - Date.now())).toBeLessThan(60_000);
	const { glyphs } = createTheme('default', false);
	expect(event && eventText(event, { nameOf: (name) => name, glyphs, now: Date.now() })).toBeDefined();
	await client.close();
});
