// Watching one system after another: what is left leaves nothing behind, and what fails leaves the old one in place.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import { Session } from '../../source/hooks/session.ts';
import { Systems, type Where } from '../../source/hooks/systems.ts';
import { ScreenSources } from '../../source/hooks/use-shots.ts';
import { SettingsError } from '../../source/nats/connect/settings.ts';
import { screensIn } from '../../source/screens/modes.ts';
import { screens } from '../../source/screens/registry.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';

let east: ConfigTestCluster;
let west: ConfigTestCluster;
let down: number;
const eyes: NatsConnection[] = [];
beforeAll(async () => {
	const options = { mode: 'config', size: 1, jetstream: false } as const;
	// One after the other, so that no two servers want the same port.
	east = await startCluster({ ...options, prefix: 'east-' });
	west = await startCluster({ ...options, prefix: 'west-' });
	[down = 0] = await freePorts(1);
	for (const cluster of [east, west]) eyes.push(await cluster.systemClient({ name: 'eye' }));
});
afterAll(async () => {
	await Promise.all([east?.stop(), west?.stop()]);
});

const at = (servers: readonly string[], login: { user: string; password: string }): Where['connection'] => ({
	...{ servers: [...servers], timeout: 20_000, name: 'natstop' },
	user: login.user,
	password: login.password,
});

/** The settings of a context, as the contexts of the nats CLI would give them. */
const settings = (context: string): Where => {
	const known: Readonly<Record<string, () => Where['connection']>> = {
		east: () => at(east.urls, east.logins.sys),
		west: () => at(west.urls, west.logins.sys),
		app: () => at(west.urls, west.logins.app),
		insists: () => ({ ...at(west.urls, west.logins.app), as: 'system' }),
		wrong: () => at(west.urls, { user: 'sys', password: 'wrong' }),
		down: () => at([`nats://127.0.0.1:${down}`], west.logins.sys),
	};
	const connection = known[context]?.();
	if (connection === undefined) throw new SettingsError(`context ${context}: no such file`);
	return { connection, origin: `context ${context}` };
};

const opened: Systems<string>[] = [];
afterEach(async () => {
	await Promise.all(opened.splice(0).map((systems) => systems.stop()));
});

/** Watches the east; `made` has every session that was ever made. */
const watchEast = async () => {
	const made: Session[] = [];
	const make = ({ connection, origin }: Where, interval: number, onFailed: (sentence: string) => void) => {
		const session = new Session({ settings: connection, origin, wait: false, interval, onFailed });
		made.push(session);
		return session;
	};
	const session = make(settings('east'), 300, () => {});
	session.start();
	const systems = new Systems<string>({ session, context: 'east' }, settings, make);
	opened.push(systems);
	await waitFor(() => names(systems).length > 0, { what: 'the servers of the east' });
	return { systems, made };
};

const names = (systems: Systems<string>): string[] =>
	systems
		.get()
		.session.servers.take()
		.fleet.rows.map(({ info }) => info.name);

/** The connections of natstop that a server has, each with its number of subscriptions. */
const connectionsOf = async (nc: NatsConnection | undefined): Promise<number[]> => {
	const answer = await nc?.request('$SYS.REQ.SERVER.PING.CONNZ', JSON.stringify({ auth: true }), {
		timeout: 20_000,
	});
	const { data } =
		answer?.json<{ data: { connections: { name?: string; subscriptions: number }[] } }>() ?? {};
	return (data?.connections ?? []).flatMap(({ name, subscriptions }) =>
		name === 'natstop' ? subscriptions : [],
	);
};

const sockets = (): number =>
	process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('another system is watched in place of the first, and no row, connection or subscription of that stays', async () => {
	const { systems } = await watchEast();
	const [eastEye, westEye] = eyes;
	const watching = systems.get().session.watching;
	expect(await systems.switchTo('west', 300, () => 'kept')).toBeUndefined();
	expect(systems.get()).toMatchObject({ context: 'west', kept: 'kept', serial: 1 });
	expect(names(systems)).toEqual(['west-1']);
	expect(systems.get().session.watching).not.toBe(watching);
	await waitFor(async () => (await connectionsOf(eastEye)).length === 0, { what: 'nobody in the east' });
	expect(await connectionsOf(westEye)).toHaveLength(1);
	const events = systems.get().session.feed.log.snapshot(Date.now()).events;
	expect(events.filter(({ server }) => server?.name.startsWith('east'))).toEqual([]);
});

test.each([
	['down', /connect|refused/i],
	['wrong', /authori/i],
	['insists', /this is not the system account/],
	['nowhere', 'context nowhere: no such file'],
])('a context that fails, %s, leaves the old system in place and nothing behind', async (context, why) => {
	const { systems, made } = await watchEast();
	const before = systems.get();
	const sentence = await systems.switchTo(context, 300, () => 'kept');
	expect(sentence).toMatch(why);
	expect(systems.get()).toBe(before);
	expect(before.session.keeper.state.phase).toBe('connected');
	const rounds = before.session.servers.take().fleet.rounds;
	await waitFor(() => before.session.servers.take().fleet.rounds > rounds, { what: 'a further round' });
	const [, westEye] = eyes;
	await waitFor(async () => (await connectionsOf(westEye)).length === 0, { what: 'nobody in the west' });
	for (const session of made.slice(1)) expect(session.keeper.state.phase).not.toBe('connected');
});

test('a context of an account is watched in account mode, and one of the system account as a whole again', async () => {
	const { systems } = await watchEast();
	expect(await systems.switchTo('app', 300, () => 'kept')).toBeUndefined();
	const { session } = systems.get();
	expect(session.link.take().link).toMatchObject({ mode: 'account', accountName: 'APP' });
	expect(session.watching).toMatchObject({ mode: 'account' });
	expect(names(systems)).toEqual(['west-1']);
	expect(await systems.switchTo('west', 300, () => 'kept')).toBeUndefined();
	expect(systems.get().session.link.take().link.mode).toBe('system');
	expect(systems.get().session.watching.mode).toBeUndefined();
});

test('a context that is chosen while another is still met is the one that is watched', async () => {
	const { systems } = await watchEast();
	const first = systems.switchTo('down', 300, () => 'first');
	const second = systems.switchTo('west', 300, () => 'second');
	expect(await first).not.toBeUndefined();
	expect(await second).toBeUndefined();
	expect(systems.get()).toMatchObject({ context: 'west', kept: 'second' });
});

test('going to and fro with all screens open leaves as many sockets, timers and subscriptions as one system has', async () => {
	const { systems } = await watchEast();
	const [eastEye, westEye] = eyes;
	const open = () => {
		const { watching } = systems.get().session;
		const here = screensIn(screens, watching.mode ?? 'system');
		const sources = new ScreenSources(watching, here);
		sources.show(here.map(({ id }) => ({ screen: id })));
		return sources;
	};
	const subscriptions = await waitFor(async () => (await connectionsOf(eastEye))[0], {
		what: 'subscriptions',
	});
	const [socketsBefore, timersBefore] = [sockets(), timers()];
	for (const context of ['west', 'app', 'wrong', 'east', 'app', 'down', 'west', 'east']) {
		const sources = open();
		await systems.switchTo(context, 300, () => 'kept');
		sources.close();
	}
	expect(systems.get().context).toBe('east');
	await waitFor(() => sockets() <= socketsBefore, {
		what: `${socketsBefore} sockets as before, not ${sockets()}`,
	});
	await waitFor(() => timers() <= timersBefore + 1, {
		what: `${timersBefore} timers as before, not ${timers()}`,
	});
	await waitFor(async () => (await connectionsOf(westEye)).length === 0, { what: 'nobody in the west' });
	await waitFor(async () => (await connectionsOf(eastEye)).join() === String(subscriptions), {
		what: `one connection with ${subscriptions} subscriptions`,
	});
});
