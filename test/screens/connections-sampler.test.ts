// A part of the connections of real servers of every version: all are met, whoever the list is sorted by, and their share is known or said not to be.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConnectionBook } from '../../source/model/connection-book.ts';
import { type SampledRound, Sampler } from '../../source/screens/connections/sampled.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const sorts = ['trouble', 'out', 'in', 'bout', 'bin', 'pending', 'subs', 'rtt', 'idle', 'up', 'cid', 'name'];

describe.each(await versions())('on two servers of nats-server $version', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	let seen: Watch;
	let talk: NodeJS.Timeout;
	const clients: NatsConnection[] = [];
	const sampler = new Sampler(new ConnectionBook());

	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', size: 2, jetstream: false });
		const { user, password } = cluster.logins.sys;
		seen = watch({ servers: [...cluster.urls], user, password });
		for (let index = 0; index < 6; index++)
			clients.push(
				await cluster.appClient({ name: `client-${index}`, servers: cluster.urls[index % 2] ?? '' }),
			);
		clients[0]?.subscribe('orders.>', { callback: () => {} });
		talk = setInterval(() => {
			for (let count = 0; count < 20; count++) clients[1]?.publish('orders.new', 'some words');
		}, 10);
		await waitFor(() => rows().length === 2 && rows().every(({ rates }) => rates !== undefined), {
			what: 'rates of both servers',
		});
	});
	afterAll(async () => {
		clearInterval(talk);
		await seen?.stop();
		await cluster?.stop();
	});

	const rows = () => seen.monitor.loop.roster.snapshot(Date.now()).rows;

	const round = (column: string, descending: boolean): Promise<SampledRound> => {
		const wire = seen.monitor.watching.wire() ?? expect.fail('no link');
		return sampler.round({
			...{ wire, tokens: { users: 'plain' }, scope: {}, rows: rows(), timeout: 60_000 },
			...{ servers: rows().map(({ info: { id, name } }) => ({ id, name })), maxPending: new Map() },
			...{ lookedAt: { sort: { column, descending } }, onPage: () => {} },
			round: { signal: new AbortController().signal, spend: () => {} },
		});
	};

	test('every sort of the list is one that servers know, and every connection is met in a sweep', async () => {
		for (const column of sorts)
			for (const descending of [true, false]) {
				const { answered, asked, unheard, denied } = await round(column, descending);
				expect([answered, asked, unheard, denied], column).toEqual([2, 2, [], undefined]);
			}
		const names = sampler.book.rows().map(({ last, identity }) => `${last.name} ${identity?.account}`);
		expect(names.filter((name) => name.startsWith('client-')).sort()).toEqual(
			clients.map((_, index) => `client-${index} APP`),
		);
	});

	test('how much of the traffic is measured is a number, or is said not to be known', async () => {
		const knows = since('2.11.5');
		const { sampled } = await waitFor(
			async () => {
				const next = await round('trouble', true);
				const { shares } = next.sampled;
				return (!knows || ((shares.in ?? 0) > 0.8 && (shares.out ?? 0) > 0.8)) && next;
			},
			{ what: 'the shares' },
		);
		expect(sampled.shares.in === undefined).toBe(!knows);
		expect(sampled.shares.out === undefined).toBe(!knows);
	});

	test('who has gone has no row any more', async () => {
		await clients[5]?.close();
		await waitFor(
			async () => {
				await round('trouble', true);
				return sampler.book.rows().every(({ last }) => last.name !== 'client-5');
			},
			{ what: 'the list without it' },
		);
	});
});
