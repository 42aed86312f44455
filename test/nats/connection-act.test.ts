// Kicking a connection, and asking one to move, on real servers.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActState, ConnectionAct, ConnectionTarget } from '../../source/model/connection-act.ts';
import { actOnConnection } from '../../source/nats/connection-act.ts';
import { askConnection } from '../../source/nats/connz.ts';
import { type Wire, wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

describe.each(await versions())('on nats-server $version', ({ binary, version, since }) => {
	let cluster: ConfigTestCluster;
	let seen: Watch;
	let wire: Wire;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', binary, size: 2, jetstream: false });
		const { user, password } = cluster.logins.sys;
		seen = watch({ servers: [...cluster.urls], user, password });
		await seen.until('n2', 'ok', ({ statsz }) => statsz !== undefined);
		wire = wireOf(await cluster.systemClient());
	});
	afterAll(async () => {
		await seen?.stop();
		await cluster?.stop();
	});

	const targetOf = (client: NatsConnection, name: string): ConnectionTarget => ({
		server: { id: client.info?.server_id ?? '', name: client.info?.server_name ?? '', version },
		...{ cid: client.info?.client_id ?? 0, kind: 'client', name, clientName: name },
		...{ account: 'APP', user: 'app', ip: '127.0.0.1', facts: '' },
	});

	/** Asks and gives every state it went through. */
	const act = async (
		what: ConnectionAct,
		target: ConnectionTarget,
		{ spans = { end: 20_000, back: 20_000 }, deaf = false } = {},
	): Promise<ActState[]> => {
		const states: ActState[] = [];
		const events = () => (deaf ? [] : seen.monitor.feed.log.snapshot(Date.now()).events);
		await actOnConnection(wire, what, target, {
			...{ timeout: 20_000, events, spans },
			onState: (state) => states.push(state),
		});
		return states;
	};

	test.runIf(since('2.10.0'))('a client that is kicked is seen to end, and to come back', async () => {
		const client = await cluster.appClient({ name: 'kicked', reconnectTimeWait: 50 });
		const states = await act('kick', targetOf(client, 'kicked'));
		expect(states.map(({ step }) => step)).toEqual(['sending', ...states.slice(1).map(() => 'accepted')]);
		expect(states.at(-1)).toMatchObject({
			...{ step: 'accepted', isOver: true, end: { reason: 'Kicked', inMsgs: 0 } },
			back: { server: expect.stringMatching(/^n[12]$/) },
		});
	});

	test.runIf(since('2.10.0'))(
		'without events its server says how it ended; who is not seen again is not said to be back',
		async () => {
			const client = await cluster.appClient({ name: 'unseen', reconnect: false });
			const states = await act('kick', targetOf(client, 'unseen'), {
				...{ deaf: true, spans: { end: 20_000, back: 300 } },
			});
			const last = states.at(-1);
			expect(last).toMatchObject({ step: 'accepted', isOver: true, end: { reason: 'Kicked' } });
			expect(last).not.toHaveProperty('back');
		},
	);

	test.runIf(since('2.10.0'))(
		'who has left before is refused in the words of the server, with when and why it left',
		async () => {
			const client = await cluster.appClient({ name: 'left' });
			const target = targetOf(client, 'left');
			await client.close();
			const isClosed = async () => {
				const result = await askConnection(wire, target.server.id, target.cid, { timeout: 20_000 });
				return result.ok && result.value?.stop !== undefined;
			};
			await waitFor(isClosed, { what: 'the end of it' });
			const [, state] = await act('kick', target);
			expect(state).toMatchObject({
				step: 'refused',
				code: 500,
				description: expect.stringMatching(/^no such client/),
			});
			expect(state).toMatchObject({ after: { is: 'closed', reason: 'Client Closed' } });
			const [, stranger] = await act('move', { ...target, cid: 999_999 });
			expect(stranger).toMatchObject({ step: 'refused', after: { is: 'nobody' } });
		},
	);

	test.runIf(since('2.10.0'))('a client that is asked to move may stay, which is said, or go', async () => {
		const stays = await cluster.appClient({ name: 'stays' });
		const stayed = await act('move', targetOf(stays, 'stays'), { spans: { end: 1000, back: 300 } });
		expect(stayed.at(-1)).toMatchObject({ step: 'accepted', isOver: true });
		expect(stayed.at(-1)).not.toHaveProperty('end');
		expect(stays.isClosed()).toBe(false);
		const goes = await cluster.appClient({ name: 'goes' });
		void (async () => {
			for await (const { type } of goes.status()) if (type === 'ldm') void goes.reconnect();
		})();
		const went = await act('move', targetOf(goes, 'goes'));
		expect(went.at(-1)).toMatchObject({ step: 'accepted', end: {}, back: { cid: expect.any(Number) } });
	});

	test('a server that started anew, or is too old, closes nobody', async () => {
		const client = await cluster.appClient({ name: 'safe' });
		const target = targetOf(client, 'safe');
		const gone = { ...target, server: { ...target.server, id: `N${'A'.repeat(55)}` } };
		expect((await act('kick', gone)).at(-1)).toEqual({ step: 'unsupported' });
		if (!since('2.10.0')) expect((await act('kick', target)).at(-1)).toEqual({ step: 'unsupported' });
		expect(client.isClosed()).toBe(false);
	});
});
