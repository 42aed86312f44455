// Meta groups as all servers tell of them: who leads, who is behind, who is gone.

import { describe, expect, test } from 'vitest';
import type { ServerRow } from '../../source/model/fleet.ts';
import { History } from '../../source/model/history.ts';
import { metaGroupsOf, peerSeverity } from '../../source/model/jetstream/meta-group.ts';
import type { MetaGroup } from '../../source/model/server.ts';

const row = (
	name: string,
	meta: MetaGroup | undefined,
	over: Partial<ServerRow> = {},
	domain?: string,
): ServerRow => ({
	key: name,
	info: { id: `N${name}`, name, cluster: 'east', domain, tags: [], metadata: {}, featureFlags: {} },
	statsz: { jetstream: { meta } } as ServerRow['statsz'],
	...{ state: 'ok', stateSince: 0, restarts: 0, firstSeen: 0, asked: 1, answered: 1, history: new History() },
	...over,
});

const replica = (name: string, over = {}) => ({
	name,
	current: true,
	offline: false,
	active: 4e8,
	lag: 0,
	...over,
});

describe('a meta group', () => {
	test('says of each peer what its leader says, and that one is down which is gone for us', () => {
		const replicas = [
			replica('n2', { lag: 12, current: false }),
			replica('n3', { active: 20e9 }),
			replica('n4', { offline: true }),
			replica('n5'),
			replica('n6'),
		];
		const meta = { leader: 'n1', clusterSize: 6, quorum: 4 };
		const rows = [
			row('n1', { ...meta, replicas, pending: 3 }),
			row('n2', meta),
			row('n6', meta, { state: 'down' }),
		];
		const [group] = metaGroupsOf(rows);
		expect(group).toMatchObject({ leader: 'n1', isLed: true, size: 6, quorum: 4, pending: 3, seen: 2 });
		expect(group?.peers.map(({ name, state }) => `${name} ${state}`)).toEqual([
			...['n1 leader', 'n2 lags', 'n3 silent', 'n4 offline', 'n5 ok', 'n6 down'],
		]);
		expect(group?.peers.map(peerSeverity)).toEqual([
			...[undefined, 'warn', 'warn', 'critical', undefined, 'critical'],
		]);
	});

	test('says nothing of peers that its new leader has not heard, and that they are silent once it has heard others', () => {
		const unheard: { current: boolean; active: number; lag?: number } = { current: false, active: 0 };
		const peers = (n3: object) => {
			const replicas = [replica('n2', unheard), replica('n3', n3)];
			const meta = { leader: 'n1', clusterSize: 3, quorum: 2, replicas };
			return metaGroupsOf([row('n1', meta)])[0]?.peers.slice(1);
		};
		expect(peers(unheard)).toEqual([
			{ name: 'n2', state: 'unknown' },
			{ name: 'n3', state: 'unknown' },
		]);
		expect(peers({})).toEqual([
			{ name: 'n2', state: 'silent' },
			{ name: 'n3', state: 'ok', lag: 0, active: 400 },
		]);
		// A lag of one that was never heard is what its leader itself has added since.
		unheard.lag = 4;
		expect(peers({})?.[0]).toEqual({ name: 'n2', state: 'silent' });
	});

	test('has no leader where nobody names one, and counts who is there', () => {
		const meta = { clusterSize: 5, quorum: 3 };
		const [group] = metaGroupsOf([
			row('n1', meta),
			row('n2', meta),
			row('n3', { ...meta, leader: 'n3' }, { state: 'down' }),
		]);
		expect(group).toMatchObject({ leader: undefined, isLed: false, size: 5, seen: 2 });
	});

	test('whose leader is gone says nothing of its peers any more', () => {
		const meta = { leader: 'n1', clusterSize: 3, quorum: 2 };
		const gone = row('n1', { ...meta, replicas: [replica('n2')] }, { state: 'down' });
		const [group] = metaGroupsOf([gone, row('n2', meta)]);
		expect(group).toMatchObject({ leader: 'n1', isLed: false });
		expect(group?.peers).toEqual([
			{ name: 'n1', state: 'leader' },
			{ name: 'n2', state: 'unknown' },
		]);
	});

	test('of each domain is one of its own, and a server that is alone is in none', () => {
		const meta = { leader: 'n1', clusterSize: 1 };
		const rows = [
			row('n1', meta, {}, 'hub'),
			row('n2', { leader: 'n2', clusterSize: 1 }, {}, 'edge'),
			row('n3', undefined),
		];
		expect(metaGroupsOf(rows).map(({ place, leader }) => [place.domain, leader])).toEqual([
			['edge', 'n2'],
			['hub', 'n1'],
		]);
	});
});
