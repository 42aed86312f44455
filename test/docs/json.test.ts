// The fields that docs/json.md names are those that natstop writes, no fewer and no more.

import { describe, expect, test } from 'vitest';
import { columnsTable } from '../../scripts/docs-columns.ts';
import { jsonFields } from '../../scripts/docs-json.ts';
import { whoamiJson } from '../../source/commands/whoami-json.ts';
import {
	accountJson,
	exportJson,
	importJson,
	shareJson,
	userJson,
} from '../../source/format/account-json.ts';
import { consumerJson } from '../../source/format/consumer-json.ts';
import { eventJson } from '../../source/format/event-json.ts';
import { ownAccountJson } from '../../source/format/own-account-json.ts';
import { serverJson } from '../../source/format/server-json.ts';
import { addConnections, type ConnectedUser, usersOf } from '../../source/model/account-users.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { assetGroupRows } from '../../source/model/jetstream/asset-group.ts';
import { ownPlace } from '../../source/model/jetstream/replicated.ts';
import type { Stream } from '../../source/model/jetstream/stream.ts';
import { connectionJson } from '../../source/screens/connections/json.ts';
import { eventColumns } from '../../source/screens/events/columns.ts';
import { everyList } from '../../source/screens/every-list.ts';
import { findingJson, stateJson } from '../../source/screens/health/json.ts';
import { jetStreamJson } from '../../source/screens/jetstream/json.ts';
import { jetStreamSnapshot } from '../../source/screens/jetstream/snapshot.ts';
import { bucketJson, storeJson } from '../../source/screens/kept/json.ts';
import { screensIn } from '../../source/screens/modes.ts';
import { gatewayAccountJson } from '../../source/screens/network/gateways/accounts.ts';
import { leafJson } from '../../source/screens/network/leafnodes/json.ts';
import { routeConnectionJson } from '../../source/screens/network/routes/connection-json.ts';
import { assetGroupJson } from '../../source/screens/raft/asset-groups.ts';
import { raftJson } from '../../source/screens/raft/json.ts';
import { raftSnapshot } from '../../source/screens/raft/snapshot.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { serverColumns } from '../../source/screens/servers/columns.ts';
import { endpointJson, instanceJson, serviceJson } from '../../source/screens/services/json.ts';
import { streamJson } from '../../source/screens/streams/json.ts';
import { subjectJson } from '../../source/screens/subjects/json.ts';
import { subjectsSnapshot } from '../../source/screens/subjects/snapshot.ts';
import { tapJson } from '../../source/screens/subjects/tap.ts';
import { createTheme } from '../../source/theme.ts';
import { accountsSnapshot } from '../fixtures/accounts.ts';
import { closedSnapshot, connectionsSnapshot } from '../fixtures/connections.ts';
import { consumersSnapshot } from '../fixtures/consumers.ts';
import { loggedEvents } from '../fixtures/events.ts';
import { fleetRows, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { checkStates, healthFindings } from '../fixtures/health.ts';
import { jetStreamFigures, raftAnswers } from '../fixtures/jetstream.ts';
import { leafnodesSnapshot, withoutGateway, withRouteTroubles } from '../fixtures/network.ts';
import { servicesSnapshot } from '../fixtures/services.ts';
import { streamsSnapshot } from '../fixtures/streams.ts';
import { subjectsAsked } from '../fixtures/subjects.ts';
import { logOf, lookOf, shotsOf } from '../helpers/drawn.tsx';
import { type JsonName, jsonFaults, jsonPaths } from '../helpers/json-fields.ts';

const written = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value));

const traffic = { msgs: 1, bytes: 2 };

/** A server that tells all there is to tell. */
const fullRow = (): ServerRow => {
	const [base] = fleetRows();
	if (base === undefined) throw new Error('no fixture');
	return {
		...base,
		info: { ...base.info, time: now, metadata: { Rack: 'r1' }, featureFlags: { someFlag: true } },
		varz: { configLoadTime: now, configDigest: 'sha256:00' },
		evidence: 'in words',
		rtt: 0.8341,
		statsz: {
			...base.statsz,
			hasMoreRoutes: true,
			jetstream: {
				...{ domain: 'hub', maxMemory: 1, maxStorage: 2, memory: 3, storage: 4 },
				...{ reservedMemory: 5, reservedStorage: 6, accounts: 7, haAssets: 8 },
				...{ apiLevel: 1, apiTotal: 9, apiErrors: 1, apiInflight: 0 },
				meta: {
					...{ leader: 'n1', clusterSize: 3, quorum: 2, pending: 0, snapshotAt: now },
					replicas: [{ name: 'n2', current: true, offline: false, active: 250_000_000, lag: 0 }],
				},
			},
		},
	};
};

const log = logOf([]);

/** An account of which nothing is known but what was, on a server that cannot tell copies apart. */
const fullAccount = () => {
	const [base] = accountsSnapshot(log).accounts;
	if (base === undefined) throw new Error('no fixture');
	const shares = base.shares.map((share) => ({
		...share,
		server: { ...share.server, cluster: 'east' },
		sentIsRouted: true,
	}));
	const all = { connections: 1, leafnodes: 1, subscriptions: 1, payload: 1, data: 1, imports: 1, exports: 1 };
	const stored = { memory: 1, storage: 1, streams: 1, consumers: 1 };
	const claims = base.claims && {
		...base.claims,
		...{ limits: { ...all, ...stored }, tiers: [{ tier: 'R3', ...stored }], isExpired: true },
		cut: ['imports' as const],
	};
	const jetstream = ['hub', 'edge'].flatMap((domain) =>
		base.jetstream.map((use) => ({ ...use, domain, server: 'n1' })),
	);
	return { ...base, shares, claims, jetstream, isOld: true, sentIsRouted: true };
};

/** What the tabs of an account write. */
const tabs = () => {
	const { shares, claims } = fullAccount();
	const [connect] = loggedEvents.filter(({ kind, account }) => kind === 'CONNECT' && account !== undefined);
	const { rows } = connectionsSnapshot();
	const { account = '' } = rows[0]?.last.identity ?? rows[0]?.identity ?? {};
	const told = rows.map(({ last, identity }) => ({ ...last, ...(identity && { identity }) }));
	const users = new Map<string, ConnectedUser>();
	addConnections(users, account, told);
	const connected = { users, at: now, isWhole: false };
	const seen = usersOf(account, connected, connect ? [connect] : [], claims);
	return {
		'account-servers': shares.map((share) => written(shareJson(share))),
		'account-imports': (claims?.imports ?? []).map((one) => written(importJson(one))),
		'account-exports': (claims?.exports ?? []).map((one) => written(exportJson(one))),
		'account-users': seen.map((user) => written(userJson(user))),
	};
};

/** Services of an account of others, one of which hangs and one of which counts in its own way. */
const services = () => {
	const { services: all, instances, endpoints } = servicesSnapshot();
	const facts = { nameOf: () => 'the name', asked: servicesSnapshot().asked };
	const account = 'KEY';
	return {
		services: all.map((row) => written(serviceJson({ ...row, account }, facts))),
		instances: instances.map((row) => written(instanceJson({ ...row, account }, facts))),
		endpoints: endpoints.map((row) => written(endpointJson({ ...row, account }, facts))),
	};
};

/** A consumer that tells all there is to tell. */
const fullConsumer = () => {
	const base = consumersSnapshot(log).consumers.find(({ isPaused }) => isPaused);
	if (base?.config === undefined) throw new Error('no fixture');
	const metadata = new Map([['team', 'eu']]);
	return {
		...base,
		...{ accountName: 'the account', isOld: true },
		config: { ...base.config, description: 'words', deliverSubject: 'a', maxDeliver: 5, metadata },
		replicas: base.replicas.map((replica) => ({ ...replica, isPending: true })),
	};
};

/** One that JetStream got no answer for. */
const noAnswer = { since: now, why: 'its configuration is of a newer server' };

const consumers = [
	...consumersSnapshot(log).consumers,
	fullConsumer(),
	{ ...fullConsumer(), place: ownPlace, noAnswer },
].map((row) => written(consumerJson(row)));

const connections = connectionsSnapshot().rows.map((row) =>
	written(
		connectionJson(
			{ ...row, last: { ...row.last, subjects: [{ subject: 'orders.>' }] } },
			{ nameOf: () => 'name of the account' },
		),
	),
);

const closed = closedSnapshot().rows.map(({ last, identity }) =>
	written(
		connectionJson(
			{
				last: { ...last, mqttClient: 'gateway-07' },
				identity: identity && { ...identity, tags: ['region:eu'], issuer: 'ABJ4T7QX' },
				troubles: [],
			},
			{ nameOf: () => 'name of the account' },
		),
	),
);

const fleet = fleetSnapshot();

const jetstream = jetStreamSnapshot({
	...{ fleet, asked: jetStreamFigures(), events: [], accountNames: new Map<string, string>() },
}).rows.map((row) => written(jetStreamJson(row, [{ check: 'js-storage', severity: 'warn', text: 'full' }])));

const raft = raftSnapshot(fleet, raftAnswers()).rows.map((row) => {
	const view = row.view && { ...row.view, isOverrun: true, writeError: 'no space left on device' };
	return written(raftJson({ ...row, view }, [{ check: 'meta-lag', severity: 'warn', text: 'behind' }]));
});
/** The raft group of a consumer as its leader, with an overrun log that cannot be written, tells of it. */
const raftGroups = () => {
	const server = { id: 'N1', name: 'east-1' };
	const raftGroup = 'C-R3F-a';
	const rows = assetGroupRows(
		[
			{
				...{ server, account: 'A', group: raftGroup, state: 'leader', size: 3, quorum: 2, receivedAt: now },
				...{ committed: 9, applied: 8, leaderSince: now, term: 2, logMessages: 3, logBytes: 300, queued: 1 },
				...{ isCatchingUp: false, isObserver: false, isPaused: false, isOverrun: true },
				...{ writeError: 'no space left on device' },
				peers: [{ id: 'x', name: 'east-2', isKnown: true, replicated: 5, seen: 400 }],
			},
		],
		{
			streams: [],
			consumers: [
				{
					...{ server, account: 'A', accountName: 'APP', stream: 'ORDERS', consumer: 'billing' },
					...{ delivered: {}, ackFloor: {}, isPaused: false, receivedAt: now },
					group: { cluster: 'east', raftGroup, leader: 'east-1', leaderSince: now, peers: [] },
				},
			],
		},
	);
	return rows.map((row) => written(assetGroupJson(row)));
};

/** A stream that has everything that streams can have. */
const fullStream = () => {
	const [base] = streamsSnapshot(log).streams;
	if (base === undefined) throw new Error('no fixture');
	const source = { name: 'ORIGIN', lag: 12, active: 400, error: 'stream not found', external: '$JS.hub.API' };
	const limits = { maxMessages: 1, maxBytes: 2, maxAge: 3, maxMessageSize: 4, maxConsumers: 5 };
	return {
		...base,
		...{ accountName: 'APP', domain: 'hub', isOld: true, mirror: source, sources: [source] },
		replicas: base.replicas.map((replica) => ({ ...replica, isPending: true })),
		config: base.config && { ...base.config, ...limits, maxPerSubject: 6 },
	};
};

const findings = (): Record<string, unknown>[] => {
	const [finding] = healthFindings();
	return [
		written({
			...findingJson(finding, { thresholds: { warn: 0.7, critical: 0.9 } }),
			left_out: 2,
		}),
	];
};

const standing = written(stateJson(checkStates()[0]));
const notKnown = written(stateJson(checkStates()[1]));

/** A remote of a configuration without a connection. */
const remoteRow = () => {
	const [row] = leafnodesSnapshot().rows;
	if (row === undefined) throw new Error('no fixture');
	return { ...row, remote: { urls: ['hub:7422'], isSure: true }, goneSince: now };
};

/** What the screens of the network write, of a system where something of each kind is wrong. */
const network = () => {
	const shots = shotsOf({
		size: { columns: 80, rows: 24 },
		fleet: withoutGateway(
			withRouteTroubles(fleetSnapshot(), {
				'east-1': [{ peer: 'east-3', kind: 'missing', since: now - 9000 }],
			}),
			'west-2',
			'east',
		),
	});
	const look = lookOf(createTheme('mono', true), 80);
	const view = (id: string) =>
		JSON.parse(
			shots[id]
				?.list(
					{ sort: { column: '', descending: true }, filter: '', wide: false, offset: 0, off: [] },
					look,
					look.choices,
				)
				.export(look).text ?? '[]',
		) as Record<string, unknown>[];
	const statsz = {
		...{ rid: 9, name: 'east-2', pending: 0, sent: traffic, received: traffic },
	};
	const told = {
		...{ rid: 9, remoteName: 'east-2', rtt: 1, start: now, compression: 'off', isSolicited: true },
		...{ isConfigured: true, ip: '10.1.0.12', port: 6222, subscriptions: 7, account: 'SYS' },
	};
	const rates = { in: traffic, out: traffic };
	const connections = [
		written(routeConnectionJson('east-1', { rid: 9, name: 'east-2', statsz, told, rates })),
	];
	const account = { account: 'APP', mode: 'Interest-Only', subscriptions: 3, queues: 1, unwanted: 2 };
	const known = { ...account, servers: 3, of: 3, name: 'APP' };
	return {
		routes: view('routes'),
		gateways: view('gateways'),
		leafnodes: [...view('leafnodes'), written(leafJson(remoteRow()))],
		'route-connections': connections,
		'gateway-accounts': [written(gatewayAccountJson(known))],
	};
};

/** An account with all that may be known of it. */
const ownAccount = () => {
	const limits = { maxMemory: 1, maxStorage: 2, maxStreams: 3, maxConsumers: 4 };
	const tier = {
		memory: 1,
		storage: 2,
		reservedMemory: 1,
		reservedStorage: 2,
		streams: 3,
		consumers: 4,
		limits,
	};
	const rules = { allow: ['a'], deny: ['b'] };
	const [row, ...rest] = fleetSnapshot().rows.map((each) => ({
		...each,
		info: { ...each.info, domain: 'hub', jetstream: true },
	}));
	return written(
		ownAccountJson({
			user: {
				...{ user: 'UABC', userName: 'svc', account: 'AABC', accountName: 'APP', expiresAt: now },
				permissions: { publish: rules, subscribe: rules },
			},
			server: { name: 'n1', id: 'NABC', version: '2.12.2' },
			rtt: 1,
			fleet: { ...fleetSnapshot(), rows: row === undefined ? [] : [row, ...rest] },
			use: { ...tier, domain: 'hub', api: { level: 1, total: 2, errors: 3 }, tiers: new Map([['R1', tier]]) },
			why: 'no answer in 2s',
			denied: ['$SRV.STATS'],
		}),
	);
};

const missingStream = (): Stream => ({ ...fullStream(), place: ownPlace, isOld: true, noAnswer });

const everyStream = (): readonly Stream[] => [...streamsSnapshot(log).streams, fullStream(), missingStream()];

const everything: Record<JsonName, readonly Record<string, unknown>[]> = {
	servers: [...fleetRows(), fullRow()].map((row) => written(serverJson(row))),
	connections,
	closed,
	...network(),
	...services(),
	accounts: [...accountsSnapshot(log).accounts, fullAccount()].map((account) =>
		written(accountJson(account)),
	),
	...tabs(),
	account: [ownAccount()],
	jetstream,
	raft,
	'raft-groups': raftGroups(),
	streams: everyStream().map((stream) => written(streamJson(stream))),
	consumers,
	buckets: everyStream().map((stream) => written(bucketJson(stream))),
	objects: everyStream().map((stream) => written(storeJson(stream))),
	'stream-subjects': [{ subject: 'orders.eu', count: 1 }],
	'bucket-keys': [{ key: 'a.b', count: 1 }],
	'store-objects': [{ object: 'a.txt', count: 1 }],
	health: findings(),
	passed: [standing, notKnown],
	unknown: [standing, notKnown],
	check: [
		written(findingJson(healthFindings()[0], { thresholds: { warn: 0.7, critical: 0.9 }, watched: false })),
		standing,
		notKnown,
	],
	tap: [
		written(
			tapJson({
				...{ subject: 'orders.>', isFolded: true, subjects: 2, messages: 3, bytes: 30, least: 1, most: 20 },
				...{ seconds: 2, all: 3, troubles: [] },
			}),
		),
	],
	subjects: subjectsSnapshot(subjectsAsked(), streamsSnapshot(log)).rows.flatMap((row) => [
		written(subjectJson(row)),
		written(
			subjectJson({
				...{ ...row, isOld: true, deliveredBy: ['ORDERS/audit'] },
				troubles: [{ check: 'unbound', severity: 'warn', text: 'nobody listens' }],
			}),
		),
	]),
	events: [
		...loggedEvents,
		{ ...loggedEvents[0], count: 3, since: now, accountName: 'APP' } as (typeof loggedEvents)[0],
	].map((event) => written(eventJson(event, 'text'))),
	whoami: [
		written(
			whoamiJson(
				{
					...{ user: 'U', userName: 'sys', account: 'A', accountName: 'SYS', expiresAt: now, from: 'server' },
					permissions: { publish: { allow: ['a'], deny: ['b'] }, subscribe: { allow: [], deny: [] } },
				},
				'yes',
				{
					mode: 'system',
					server: 'n1',
					serverId: 'N',
					version: '2.15.1',
					url: 'nats://127.0.0.1:4222',
					origin: 'flags',
				},
			),
		),
	],
};

describe.each(Object.keys(jsonFields) as JsonName[])('the JSON of %s', (name) => {
	test('has only fields that are documented, in snake_case and of the type that is told', () => {
		expect(jsonFaults(name, everything[name])).toEqual([]);
	});

	test('has every field that is documented', () => {
		const paths = jsonPaths(name, everything[name]);
		expect(Object.keys(jsonFields[name]).filter((path) => !paths.has(path))).toEqual([]);
	});
});

test('a name that the model uses inside is a fault in JSON', () => {
	expect(jsonFaults('servers', [{ gateways: [{ inboundConnections: 1 }], bogus: 1, cpu: '1' }])).toEqual([
		'gateways[].inboundConnections is not snake_case',
		'bogus is not documented: scripts/docs-json.ts says nothing about it in servers',
		'cpu is not number',
	]);
});

test('durations are seconds, whatever the model counts in', () => {
	const [row] = everything.servers.slice(-1);
	expect(row).toMatchObject({ rtt: 0.000834, jetstream: { meta_replicas: [{ active: 0.25 }] } });
});

test('a peer that tells no name has none, and who logs in as nobody is no user', () => {
	const flow = { sent: traffic, received: traffic };
	const row = fullRow();
	const statsz = { ...row.statsz, routes: [{ ...flow, pending: 0 }], gateways: [{ ...flow, name: '?' }] };
	const { routes, gateways } = written(serverJson({ ...row, statsz }));
	const flat = { in_msgs: 1, in_bytes: 2, out_msgs: 1, out_bytes: 2 };
	expect({ routes, gateways }).toEqual({ routes: [{ links: 1, pending: 0, ...flat }], gateways: [flat] });
	const place = { url: 'nats://127.0.0.1:4222', origin: 'flags' };
	const nobody = whoamiJson({ user: '', account: '', from: 'server' }, 'no', place);
	expect(Object.keys(written(nobody))).toEqual(['system_account', 'may_ask', 'url', 'origin', 'source']);
});

/** What a column shows of a field that has it in another form. */
const otherForms: Readonly<Record<string, (field: unknown, json: Record<string, unknown>) => number>> = {
	js: (storage) => Number(storage) / 2,
	rts: (routes) => (Array.isArray(routes) ? routes.length : Number.NaN),
	gws: (gateways) => (Array.isArray(gateways) ? gateways.length : Number.NaN),
	rtt: (seconds) => Number(seconds) * 1000,
	// By the clock of the server, and what has passed since it answered.
	up: (start, { time, received_at: at }) =>
		Date.parse(String(time)) - Date.parse(String(start)) + now - Date.parse(String(at)),
	age: (at) => now - Date.parse(String(at)),
};

describe('the JSON name of a column', () => {
	test.each(everyList(screens).map((screen) => [screen.id, screen] as const))(
		'is a documented field of what is exported, or it is said why there is none: %s',
		(id, { columns }) => {
			const fields = Object.keys(jsonFields[id as JsonName] ?? {});
			const undocumented = columns.filter(({ json }) =>
				typeof json === 'string' ? !fields.includes(json) : json.none === '',
			);
			expect(undocumented.map((column) => `${column.id}: ${column.json}`)).toEqual([]);
		},
	);

	test('holds what the column of a server shows', () => {
		const row = fullRow();
		const json = written(serverJson(row));
		for (const { id, json: name, value, texts, unit } of serverColumns) {
			if (typeof name !== 'string') continue;
			expect(json, id).toHaveProperty(name);
			const field = name.split('.').reduce<unknown>((inside, key) => Object(inside)[key], json);
			// Its value is an order, its texts are what stands there.
			if (id === 'trouble') {
				const said = Array.isArray(field) ? field.flatMap(({ check, text }) => [check, text]) : [];
				expect(texts?.(row), id).toEqual(said);
				continue;
			}
			const other = otherForms[id];
			const held = value(row, { now, totals: false });
			const plain = texts && !other ? texts(row)[0] : held;
			if (typeof plain === 'number') expect(other ? other(field, json) : field, id).toBeCloseTo(plain, 1);
			else expect(field, id).toBe(plain);
			expect(unit === undefined || typeof held === 'number', id).toBe(true);
		}
	});

	test('holds what the column of an event shows', () => {
		for (const event of loggedEvents) {
			const json = written(eventJson(event, 'the whole line'));
			for (const { id, json: path, value } of eventColumns) {
				const name = String(path);
				const held = value(event, { now, totals: false });
				// The text of a line is composed of more than this column holds.
				if (id === 'text') expect(json[name]).toBe('the whole line');
				else if (id === 'time') expect(Date.parse(String(json[name]))).toBe(held);
				else expect(json[name], id).toBe(held);
			}
		}
	});
});

test('the export of every list is what its command writes', () => {
	const look = lookOf(createTheme('mono', false), 120, { now });
	const shots = shotsOf({ size: { columns: 120, rows: 40 }, fleet: fleetSnapshot() });
	for (const screen of screensIn(screens, 'system')) {
		const list = { sort: screen.sort, filter: '', wide: false, offset: 0, off: [] };
		const { ending, text } = shots[screen.id]?.list(list, look, look.choices).export(look) ?? { text: '' };
		const objects =
			ending === 'json'
				? JSON.parse(text)
				: text
						.trim()
						.split('\n')
						.map((line) => JSON.parse(line));
		expect(objects.length, screen.id).toBeGreaterThan(0);
		expect(jsonFaults(screen.id as JsonName, objects), screen.id).toEqual([]);
	}
});

describe('the tables of columns', () => {
	const column = { ...serverColumns[0], title: 'MOOD', json: 'mood' } as (typeof serverColumns)[number];

	test('are not written where a field has no words, and the sentence names the field and the file to edit', () => {
		expect(() => columnsTable({ id: 'servers', columns: [column] })).toThrow(
			'scripts/docs-json.ts says nothing about the field mood of servers, which the column MOOD shows',
		);
		expect(() => columnsTable({ id: 'moods', columns: [column] })).toThrow(
			'scripts/docs-json.ts says nothing about the field mood of moods, which the column MOOD shows',
		);
	});

	test('say why no field holds a column', () => {
		const columns = [{ ...column, json: { none: 'it changes too often' } }];
		expect(columnsTable({ id: 'servers', columns })).toContain('none: it changes too often');
	});
});
