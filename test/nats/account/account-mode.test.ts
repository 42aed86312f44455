// A session with the user of an application, on real servers: what it knows, what it sends, and what it leaves alone.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Session } from '../../../source/hooks/session.ts';
import { ScreenSources } from '../../../source/hooks/use-shots.ts';
import type { Mode } from '../../../source/model/mode.ts';
import { mayPublishInAccount, maySubscribeInAccount } from '../../../source/nats/account-subjects.ts';
import type { ConnectionSettings } from '../../../source/nats/connect/settings.ts';
import { screensIn } from '../../../source/screens/modes.ts';
import { screens } from '../../../source/screens/registry.ts';
import { type OperatorTestCluster, startCluster } from '../../helpers/cluster.ts';
import { versions } from '../../helpers/versions.ts';
import { waitFor } from '../../helpers/wait-for.ts';

const sessions: Session[] = [];
afterEach(async () => {
	await Promise.all(sessions.splice(0).map((session) => session.stop()));
});

/** A session that is connected and knows its mode, and every subject that it publishes and subscribes to from then on. */
const watch = async (settings: Partial<ConnectionSettings>) => {
	const session = new Session({
		settings: { servers: [], timeout: 20_000, name: 'natstop', ...settings },
		...{ origin: 'test', wait: false, interval: 300 },
		onFailed: (sentence) => {
			throw new Error(sentence);
		},
	});
	sessions.push(session);
	session.start();
	const mode = await waitFor(() => session.link.take().link.mode, { what: 'the mode' });
	const published = new Set<string>();
	const subscribed = new Set<string>();
	const nc = session.keeper.connection?.nc;
	if (nc === undefined) throw new Error('there is no connection');
	const [publish, subscribe] = [nc.publish.bind(nc), nc.subscribe.bind(nc)];
	nc.publish = (subject, ...rest) => {
		published.add(subject);
		publish(subject, ...rest);
	};
	nc.subscribe = (subject, ...rest) => {
		subscribed.add(subject);
		return subscribe(subject, ...rest);
	};
	return { session, mode, published, subscribed };
};

/** Opens all screens of account mode until each has had the time of a few rounds. */
const openAll = async (session: Session): Promise<ScreenSources> => {
	const here = screensIn(screens, 'account');
	const sources = new ScreenSources(session.watching, here);
	sources.show(here.map(({ id }) => ({ screen: id })));
	const { rounds } = session.servers.take().fleet;
	await waitFor(() => session.servers.take().fleet.rounds > rounds + 3, { what: 'a few rounds' });
	return sources;
};

const names = (session: Session): string[] =>
	session.servers
		.take()
		.fleet.rows.map(({ info }) => info.name)
		.sort();

describe.each(await versions())('an account of nats-server $version', ({ binary, since }) => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, size: 2 });
	});
	afterAll(() => cluster?.stop());

	const settings = (creds = cluster.creds.app, as?: Mode): Partial<ConnectionSettings> => ({
		...{ servers: cluster.urls, creds },
		...(as !== undefined && { as }),
	});

	test('is looked at in account mode by its own user, and the system by one of the system account', async () => {
		const [own, system] = await Promise.all([watch(settings()), watch(settings(cluster.creds.sys))]);
		expect([own.mode, system.mode]).toEqual(['account', 'system']);
	});

	test('is looked at alone by a system user who wishes so, and not at all by another who insists on the system', async () => {
		expect((await watch(settings(cluster.creds.sys, 'account'))).mode).toBe('account');
		const session = new Session({
			settings: {
				servers: cluster.urls,
				timeout: 20_000,
				name: 'natstop',
				creds: cluster.creds.app,
				as: 'system',
			},
			...{ origin: 'test', wait: false, interval: 300 },
			onFailed: () => {},
		});
		sessions.push(session);
		session.start();
		await waitFor(() => session.link.take().access === 'no', { what: 'the answer of old' });
		expect(session.link.take().link.mode).toBeUndefined();
	});

	test('tells of all its servers and connections, and natstop sends nothing that is not on the one list', async () => {
		const client = await cluster.appClient({ name: 'svc-orders', servers: cluster.urls[1] ?? '' });
		client.subscribe('orders.>');
		await client.flush();
		const { session, published, subscribed } = await watch(settings());
		const sources = await openAll(session);
		expect(names(session)).toEqual(['n1', 'n2']);
		await waitFor(() => (sources.get().connections?.total ?? 0) >= 2, { what: 'the connections' });
		const account = sources.get().account?.item('connections');
		expect(account?.place).toEqual({ screen: 'connections' });
		sources.close();
		await client.close();
		expect(published.size).toBeGreaterThan(2);
		expect([...published].filter((subject) => !mayPublishInAccount(subject))).toEqual([]);
		const isInbox = (subject: string): boolean => subject.startsWith('_INBOX.');
		expect([...subscribed].filter((subject) => !isInbox(subject) && !maySubscribeInAccount(subject))).toEqual(
			[],
		);
	});

	test.each([
		['CONNZ', '$SYS.REQ.ACCOUNT.PING.CONNZ'],
		['STATZ', '$SYS.REQ.ACCOUNT.PING.STATZ'],
		['JetStream', '$JS.API.>'],
	])('that may not ask for %s is never sent what is forbidden, and still knows a server', async (_, deny) => {
		const creds = await cluster.userCreds('APP', { permissions: { pub: { deny: [deny] } } });
		const { session, published, mode } = await watch(settings(creds));
		expect(mode).toBe('account');
		const sources = await openAll(session);
		expect(names(session)).toContain('n1');
		sources.close();
		const prefix = deny.replace('>', '');
		expect([...published].filter((subject) => subject.startsWith(prefix))).toEqual([]);
		expect(session.feed.log.snapshot(Date.now()).events.filter(({ kind }) => kind === 'DENIED')).toEqual([]);
	});

	test('whose user may ask for nothing shows the one server that it is connected to', async () => {
		const permissions = { pub: { allow: ['$SYS.REQ.USER.INFO'] }, sub: { allow: ['_INBOX.>'] } };
		const creds = await cluster.userCreds('APP', { permissions });
		const { session, published } = await watch(settings(creds));
		await waitFor(() => names(session).length > 0, { what: 'the own server' });
		expect(names(session)).toHaveLength(1);
		const [row] = session.servers.take().fleet.rows;
		expect(row?.statsz?.connections).toBeUndefined();
		expect(row?.rtt).toBeTypeOf('number');
		expect([...published].filter((subject) => subject !== '$SYS.REQ.USER.INFO')).toEqual([]);
		expect(since('2.9.0')).toBe(true);
	});
});
