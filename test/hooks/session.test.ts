// How what changed is published: once for a change, however many parts of the program say so.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PublishTimer } from '../../source/hooks/publish-timer.ts';
import { Store } from '../../source/hooks/store.ts';
import type { LinkSnapshot } from '../../source/nats/link-snapshot.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { watch } from '../helpers/watch.ts';

test('A change that several say in one turn is published once, with everything else that waits', async () => {
	const timer = new PublishTimer();
	const told: string[] = [];
	const [link, servers, idle] = ['link', 'servers', 'idle'].map((name) => {
		const store = new Store(() => name, timer);
		store.subscribe(() => told.push(name));
		return store;
	});
	servers?.changed();
	link?.hurry();
	link?.hurry();
	link?.changed();
	expect(told).toEqual([]);
	await waitFor(() => told.length > 0, { what: 'the publication' });
	expect([...told].sort()).toEqual(['link', 'servers']);
	idle?.hurry();
	await waitFor(() => told.length > 2, { what: 'the next one' });
	expect(told.slice(2)).toEqual(['idle']);
});

test('A listener of one store finds every other one of the same moment', async () => {
	const timer = new PublishTimer();
	let now = 0;
	const [one, other] = [new Store(() => now, timer), new Store(() => now, timer)];
	const seen: number[][] = [];
	for (const store of [one, other]) store.subscribe(() => seen.push([one.get(), other.get()]));
	now = 1;
	one.hurry();
	other.hurry();
	await waitFor(() => seen.length === 2, { what: 'both' });
	expect(seen).toEqual([
		[1, 1],
		[1, 1],
	]);
});

describe('the session on a real server', () => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
	});
	afterAll(() => cluster.stop());

	test('publishes the link, its servers and its events together when it is lost, and the link only when it changed', async () => {
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: [...cluster.urls], user, password });
		try {
			const { link, servers, events } = seen.monitor;
			const links: string[] = [];
			/** What was published together, by the phase of the link in it. */
			const groups: { phase: string; stores: string[] }[] = [];
			let open: string[] | undefined;
			const published = (name: string) => (): void => {
				if (open === undefined) {
					const stores: string[] = [];
					open = stores;
					queueMicrotask(() => {
						groups.push({ phase: link.get().link.phase, stores });
						open = undefined;
					});
				}
				open.push(name);
			};
			const factsOf = ({ connection, ...facts }: LinkSnapshot): string => JSON.stringify(facts);
			link.subscribe(() => links.push(factsOf(link.get())));
			for (const [name, store] of Object.entries({ link, servers, events })) store.subscribe(published(name));
			await seen.until('n1', 'ok', ({ state }) => state === 'ok');
			await waitFor(() => link.get().access === 'yes' && link.get().link.user, { what: 'who we are' });
			await cluster.servers[0]?.kill9();
			await waitFor(() => groups.some(({ phase }) => phase === 'disconnected'), { what: 'the loss' });
			const lost = groups.find(({ phase }) => phase === 'disconnected');
			expect(lost?.stores.sort()).toEqual(['events', 'link', 'servers']);
			await cluster.servers[0]?.start();
			await waitFor(() => link.get().link.phase === 'connected', { what: 'the link again', timeout: 60_000 });
			await seen.until('n1', 'ok again', ({ state }) => state === 'ok');
			expect(links.filter((facts, index) => facts === links[index - 1])).toEqual([]);
			for (const { stores } of groups) expect(new Set(stores).size).toBe(stores.length);
		} finally {
			await seen.stop();
		}
	});
});

describe('a link that is lost', () => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	});
	afterAll(() => cluster.stop());

	test('is back with the servers as they were last known, and names each address while it is tried', async () => {
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: [...cluster.urls], user, password, noDiscover: true });
		try {
			const { link, servers } = seen.monitor;
			for (const { name } of cluster.servers) await seen.until(name, 'ok', ({ state }) => state === 'ok');
			/** Addresses that the link named while there was none, and states of the servers when it was back. */
			const tried = new Set<string>();
			const back: string[][] = [];
			let wasLost = false;
			link.subscribe(() => {
				const { phase, url } = link.get().link;
				if (phase === 'disconnected') tried.add(url);
				if (phase === 'connected' && wasLost) back.push(servers.get().fleet.rows.map(({ state }) => state));
				wasLost = phase === 'disconnected';
			});
			await Promise.all(cluster.servers.map((server) => server.kill9()));
			const ports = cluster.urls.map((url) => new URL(url).port);
			const hasNamed = (port: string): boolean => [...tried].some((url) => url.endsWith(`:${port}`));
			await waitFor(() => ports.every(hasNamed), { what: 'both addresses' });
			await cluster.servers[1]?.start();
			await waitFor(() => back.length > 0, { what: 'the link again', timeout: 60_000 });
			expect(back[0]).toHaveLength(2);
			expect(back[0]).not.toContain('unknown');
		} finally {
			await seen.stop();
		}
	});
});
