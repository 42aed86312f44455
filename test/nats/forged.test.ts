// What somebody in the system account makes up about servers, and what natstop believes of it.

import { headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

let cluster: ConfigTestCluster;
let liar: NatsConnection;
let seen: Watch;

beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	liar = await cluster.systemClient({ name: 'liar' });
	const { user, password } = cluster.logins.sys;
	seen = watch({ servers: cluster.urls.slice(0, 1), user, password });
	for (const name of ['n1', 'n2']) await seen.until(name, 'ok', (row) => row.answered > 1);
});

afterAll(async () => {
	await seen.stop();
	await cluster.stop();
});

const fleet = () => seen.monitor.loop.roster.snapshot(Date.now());

/** Waits until natstop has gone through some more rounds. */
const rounds = async (count: number): Promise<void> => {
	const { rounds: before } = fleet();
	await waitFor(() => fleet().rounds >= before + count, { what: `${count} rounds` });
};

/** What n2 says about itself, with other values; by itself as a server block. */
const like = (over: Record<string, unknown> = {}) => {
	const { id, name, cluster: cluster_, version } = seen.row('n2')?.info ?? {};
	return { id, name, cluster: cluster_, ver: version, host: '127.0.0.1', seq: 9, time: new Date(), ...over };
};

const publish = async (id: unknown, what: string, payload: unknown): Promise<void> => {
	liar.publish(`$SYS.SERVER.${id}.${what}`, JSON.stringify(payload));
	await liar.flush();
};

describe('somebody in the system account', () => {
	test('does not hide a living server behind a start in the future', async () => {
		const { id } = seen.row('n2')?.info ?? {};
		const start = new Date('2036-01-01T00:00:00Z');
		const server = like({ id: 'NFORGED', time: start });
		await publish('NFORGED', 'STATSZ', { server, statsz: { start, connections: 666 } });
		await rounds(3);
		expect(fleet().rows.map(({ info }) => info.id)).toContain(id);
		expect(seen.row('n2')).toMatchObject({ state: 'ok', restarts: 0 });
		expect(seen.events('RESTART')).toEqual([]);
	});

	test('does not shut a server down under the subject of another one', async () => {
		await publish('NSOMEBODY', 'SHUTDOWN', like());
		await publish('NSOMEBODY', 'LAMEDUCK', like());
		await publish('NSOMEBODY', 'STATSZ', { server: like({ seq: 2 ** 52 }), statsz: { connections: 666 } });
		await rounds(2);
		expect(seen.row('n2')?.state).toBe('ok');
		expect(seen.row('n2')?.statsz?.connections).not.toBe(666);
		expect([...seen.events('SHUTDOWN'), ...seen.events('LAME DUCK')]).toEqual([]);
	});

	test('shuts down nobody for longer than until it answers', async () => {
		const { id } = seen.row('n2')?.info ?? {};
		await publish(id, 'SHUTDOWN', like({ seq: 2 ** 52 }));
		await seen.event('SHUTDOWN');
		await seen.event('BACK');
		expect(seen.row('n2')?.state).toBe('ok');
	});

	test('loses no living server by saying that nobody serves its id', async () => {
		const replies: string[] = [];
		const code = headers(503, 'No Responders');
		const subscription = liar.subscribe('$SYS.REQ.SERVER.*.STATSZ', {
			callback: (_error, { reply = '' }) => {
				replies.push(reply);
				liar.publish(reply, '', { headers: code });
			},
		});
		await liar.flush();
		// A second server of its name, and both are asked for themselves.
		for (let turn = 0; turn < 3; turn++) {
			const server = like({ id: `NFORGED${turn}`, cluster: cluster.name });
			await publish(server.id, 'STATSZ', { server, statsz: { start: new Date(), connections: 1 } });
			await rounds(2);
		}
		await waitFor(() => replies.length > 3, { what: 'questions to single servers' });
		await rounds(2);
		subscription.unsubscribe();
		const { id } = seen.row('n2')?.info ?? {};
		expect(fleet().rows.find(({ info }) => info.id === id)?.state).toBe('ok');
		const told = [...seen.events('DOWN'), ...seen.events('STALE'), ...seen.events('RESTART')];
		expect(told.filter(({ server }) => server?.id === id)).toEqual([]);
		// Nothing in one reply subject tells of the next but whose inbox it is.
		const inboxes = new Set(replies.map((reply) => reply.slice(0, reply.lastIndexOf('.'))));
		const tokens = replies.map((reply) => reply.slice(reply.lastIndexOf('.') + 1));
		expect(inboxes.size).toBe(1);
		expect(new Set(tokens).size).toBe(tokens.length);
		for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{32}$/);
	});

	test('ends no round by saying that nobody is there', async () => {
		const subscription = liar.subscribe('$SYS.REQ.SERVER.PING', {
			callback: (_error, message) => {
				const code = headers(503, 'No Responders');
				liar.publish(message.reply ?? '', '', { headers: code });
				const [, counter = '1'] = /\.(\d+)$/.exec(message.reply ?? '') ?? [];
				const next = (message.reply ?? '').replace(/\d+$/, String(Number(counter) + 1));
				liar.publish(next, '', { headers: code });
			},
		});
		await liar.flush();
		await rounds(3);
		await cluster.servers[1]?.kill9();
		const down = await seen.until('n2', 'down', ({ state }) => state === 'down', 6000);
		expect(down.evidence).toMatch(/^no responders for its id/);
		subscription.unsubscribe();
		await cluster.servers[1]?.start();
		await seen.until('n2', 'ok again', ({ state }) => state === 'ok');
	});
});
