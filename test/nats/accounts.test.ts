// Accounts of real servers: what natstop shows is what servers answer and what clients do, across a route and a gateway.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import type { Account } from '../../source/model/account.ts';
import { readAccountStatz } from '../../source/nats/account-statz.ts';
import { subjects } from '../../source/nats/subjects.ts';
import type { AccountsSnapshot } from '../../source/screens/accounts/snapshot.ts';
import { openAccounts } from '../../source/screens/accounts/source.ts';
import type { Source } from '../../source/screens/source.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const messages = 2000;
const size = 100;

/** What every server answers to a request made by hand. */
const askRaw = async (client: NatsConnection, servers: number) => {
	const options = { strategy: 'count', maxMessages: servers, maxWait: 20_000 } as const;
	const body = JSON.stringify({ include_unused: true });
	const answers = [];
	for await (const message of await client.requestMany(subjects.accountStatz, body, options))
		answers.push(readAccountStatz(message.json(), Date.now()));
	return answers.filter((answer) => answer !== undefined);
};

describe.each(await versions())(
	'on two clusters of nats-server $version with a gateway',
	({ version, binary, since }) => {
		const clusters: ConfigTestCluster[] = [];
		const clients: NatsConnection[] = [];
		let seen: Watch;
		let source: Source<AccountsSnapshot>;
		const account = (name: string): Account | undefined =>
			source.get().accounts.find((one) => one.account === name);
		/** The first snapshot that fits, of those that follow. */
		const until = (what: string, fits: (snapshot: AccountsSnapshot) => boolean) =>
			waitFor(() => (fits(source.get()) ? source.get() : undefined), { what });

		beforeAll(async () => {
			const [east = 0, west = 0] = await freePorts(2);
			const gateways = [
				{ name: 'east', urls: [`nats://127.0.0.1:${east}`] },
				{ name: 'west', urls: [`nats://127.0.0.1:${west}`] },
			];
			const start = (name: string, sizeOf: number, port: number) =>
				startCluster({
					...{ binary, name, size: sizeOf, mode: 'config', jetstream: false, prefix: `${name}-` },
					accounts: ['APP', 'IDLE'],
					config: (index) => ({
						gateway: {
							name,
							gateways,
							...(index === 0 ? { listen: `127.0.0.1:${port}` } : { listen: '127.0.0.1:-1' }),
						},
					}),
				});
			clusters.push(await start('east', 2, east), await start('west', 1, west));
			const [first, second] = clusters;
			if (first === undefined || second === undefined) throw new Error('no clusters');
			const { user, password } = first.logins.sys;
			seen = watch({ servers: [...first.urls], user, password });
			await waitFor(() => seen.monitor.servers.take().fleet.rows.length === 3, { what: 'three servers' });
			source = openAccounts(seen.monitor.watching);
			clients.push(
				await first.appClient({ name: 'publisher' }),
				await first.appClient({ name: 'behind-a-route', servers: first.urls[1] ?? '' }),
				await second.appClient({ name: 'behind-a-gateway' }),
			);
		});

		afterAll(async () => {
			source?.close?.();
			await seen?.stop();
			for (const cluster of clusters) await cluster.stop();
		});

		test('what is published is IN once, and OUT once for each reader', async () => {
			const [publisher, near, far] = clients;
			let received = 0;
			for (const reader of [near, far])
				reader?.subscribe('exact', {
					callback: () => {
						received++;
					},
				});
			await Promise.all([near?.flush(), far?.flush()]);
			const warm = async () => {
				received = 0;
				publisher?.publish('exact', new Uint8Array(size));
				await publisher?.flush();
				return received;
			};
			// Interest has to come through the gateway.
			await waitFor(async () => (await warm()) === 2, { what: 'both readers' });
			const before = await until('all to be counted', ({ answered }) => answered === 3);
			const settled = await waitFor(
				async () => {
					const [earlier, at] = [account('APP'), source.get().at];
					await until('another round', (snapshot) => snapshot.at !== at);
					const now = account('APP');
					return now?.received?.msgs === earlier?.received?.msgs && now?.sent?.msgs === earlier?.sent?.msgs
						? now
						: undefined;
				},
				{ what: 'traffic to stand still' },
			);
			expect(before.silent).toEqual([]);
			received = 0;
			for (let i = 0; i < messages; i++) publisher?.publish('exact', new Uint8Array(size));
			await publisher?.flush();
			await waitFor(() => received === 2 * messages, { what: 'all messages' });
			const base = settled.received?.msgs ?? Number.NaN;
			await until(
				'all messages to be counted',
				() => (account('APP')?.received?.msgs ?? 0) >= base + messages,
			);
			const raw = await askRaw(await (clusters[0] as ConfigTestCluster).systemClient(), 3);
			const now = account('APP');
			expect(now?.received).toEqual({
				msgs: base + messages,
				bytes: (settled.received?.bytes ?? 0) + messages * size,
			});
			const out = (now?.sent?.msgs ?? 0) - (settled.sent?.msgs ?? 0);
			expect(now?.sentIsRouted).toBe(!since('2.11.5'));
			if (since('2.11.5')) expect(out).toBe(2 * messages);
			else expect(out).toBeGreaterThanOrEqual(2 * messages);
			// The same as a request by hand gives, added up.
			const sum = (figure: 'connections' | 'leafnodes') =>
				raw
					.flatMap(({ counts }) => counts.filter((count) => count.account === 'APP'))
					.reduce((total, count) => total + (count[figure] ?? 0), 0);
			expect(raw).toHaveLength(3);
			expect(now).toMatchObject({ connections: sum('connections'), leafnodes: sum('leafnodes'), servers: 3 });
			expect(now?.connections).toBe(3);
			expect(now?.shares.map(({ server }) => server.version)).toEqual([version, version, version]);
		});

		test('an account that nobody uses is there, and is idle', async () => {
			await until('the idle account', () => account('IDLE') !== undefined);
			expect(account('IDLE')).toMatchObject({ connections: 0, servers: 0, troubles: [] });
		});

		test('clients that come and go are its churn, with who came and where', async () => {
			const [first] = clusters;
			for (let i = 0; i < 5; i++) await (await first?.appClient({ name: 'probe' }))?.close();
			await until('five probes', () =>
				(account('APP')?.comers ?? []).some(({ name, count }) => name === 'probe' && count >= 5),
			);
			expect(account('APP')?.churn).toBeGreaterThanOrEqual(5);
			expect(account('APP')?.comers[0]).toMatchObject({ name: 'probe', server: 'east-1' });
		});

		test('a server that does not answer is named, and counts until it has left out three rounds', async () => {
			const [, west] = clusters;
			west?.servers[0]?.signal('SIGSTOP');
			try {
				const partial = await until('a part', ({ silent }) => silent.length > 0);
				expect(partial).toMatchObject({ answered: 2, expected: 3, silent: ['west-1'] });
				await until('it to count no longer', () => account('APP')?.connections === 2);
			} finally {
				west?.servers[0]?.signal('SIGCONT');
			}
		});
	},
);
