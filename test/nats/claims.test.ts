// Requests to change accounts, on real servers: told where servers take them, and nowhere else in the way.

import { encodeAccount, encodeGeneric } from '@nats-io/jwt';
import { createAccount, createOperator } from '@nats-io/nkeys';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventsFeed } from '../../source/nats/events-feed.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections } from '../helpers/connections.ts';
import { waitFor } from '../helpers/wait-for.ts';

const { open } = connections();

/** A feed that listens, and what it told of claims. */
const listening = async (cluster: OperatorTestCluster) => {
	const { nc } = await open({ servers: [...cluster.urls], creds: cluster.creds.sys });
	const feed = new EventsFeed({
		now: Date.now,
		timeout: 5000,
		onLeaving: () => undefined,
		onChange: () => undefined,
	});
	feed.start(wireOf(nc));
	const claims = () => feed.log.snapshot(Date.now()).events.filter(({ kind }) => kind === 'CLAIMS');
	return { nc, feed, claims };
};

/** What a system user gets who sends what `nsc push` sends. */
const push = async (client: NatsConnection, payload: string, verb = 'UPDATE'): Promise<string> => {
	const reply = await client.request(`$SYS.REQ.CLAIMS.${verb}`, payload, { timeout: 20_000 });
	return reply.string();
};

describe.each(['forky', 'trixie'] as const)('servers of %s with a full resolver', (suite) => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ suite, resolver: 'full', size: 1, jetstream: false });
	});
	afterAll(() => cluster?.stop());

	test('take a push of claims, which is told with the name of the account and without the JWT', async () => {
		const { claims } = await listening(cluster);
		const client = await cluster.systemClient();
		const jwt = await cluster.operator.updateAccount('APP', { limits: { conn: 77 } });
		// Whether anybody answers is asked first: until that is known, nothing is heard.
		await waitFor(
			async () => {
				expect(await push(client, jwt)).toContain('"code":200');
				return claims().length > 0;
			},
			{ what: 'the event' },
		);
		const key = cluster.operator.accounts.get('APP')?.key;
		expect(claims()[0]).toMatchObject({
			...{ kind: 'CLAIMS', subject: '$SYS.REQ.CLAIMS.UPDATE', account: key, accountName: 'APP' },
			text: 'asked to update its claims',
		});
		expect(JSON.stringify(claims())).not.toContain('eyJ');
		expect(claims()[0]?.data).toBeUndefined();
	});

	test('are asked to delete an account, which is told by its key, whatever they answer', async () => {
		const { claims } = await listening(cluster);
		const client = await cluster.systemClient();
		const operator = createOperator();
		const account = createAccount().getPublicKey();
		const jwt = await encodeGeneric('delete', operator, '', { accounts: [account] });
		await waitFor(
			async () => {
				await push(client, jwt, 'DELETE');
				return claims().length > 0;
			},
			{ what: 'the event' },
		);
		expect(claims()[0]).toMatchObject({ severity: 'warn', account, text: 'asked to delete it' });
	});
});

test.each(['forky', 'bookworm'] as const)(
	'a push to servers of %s that keep accounts in memory still fails at once while natstop listens',
	async (suite) => {
		const cluster = await startCluster({ suite, resolver: 'memory', size: 1, jetstream: false });
		try {
			const { nc, claims } = await listening(cluster);
			// The answer that nobody takes claims is behind the first, what natstop does about it behind the second.
			await nc.flush();
			await nc.flush();
			const jwt = await encodeAccount('ORDERS', createAccount(), {}, { signer: createOperator() });
			const client = await cluster.systemClient();
			await expect(push(client, jwt)).rejects.toThrow(/no responders/i);
			expect(claims()).toEqual([]);
			const sent = await cluster.updateAccount('APP', { limits: { conn: 78 } });
			expect(sent).toEqual([expect.stringMatching(/jwt update/)]);
			await waitFor(() => claims().length > 0, { what: 'the request that such servers take' });
			expect(claims()[0]).toMatchObject({ accountName: 'APP', text: 'asked to update its claims' });
		} finally {
			await cluster.stop();
		}
	},
);
