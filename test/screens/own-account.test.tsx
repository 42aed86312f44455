// The main screen of account mode: each area has the worst of its list in words, what it does a second, and what nobody knows.

import { describe, expect, test } from 'vitest';
import type { Wire } from '../../source/nats/wire.ts';
import { accountScreen } from '../../source/screens/account/account.ts';
import { type Area, areaLists, areaOf } from '../../source/screens/account/area.ts';
import { areaLoad } from '../../source/screens/area-load.ts';
import { connections } from '../../source/screens/connections/connections.ts';
import { consumers } from '../../source/screens/consumers/consumers.ts';
import { events } from '../../source/screens/events/events.ts';
import { buckets } from '../../source/screens/kept/buckets.ts';
import { keptArea } from '../../source/screens/kept/kept-screen.ts';
import { objects } from '../../source/screens/kept/objects.ts';
import { ownConsumersSnapshot } from '../../source/screens/own-jetstream/consumers-source.ts';
import type { OwnMemory } from '../../source/screens/own-jetstream/own-memory.ts';
import { ownStreamsSnapshot } from '../../source/screens/own-jetstream/streams-source.ts';
import { remember } from '../../source/screens/polled-source.ts';
import type { Screen } from '../../source/screens/screen.ts';
import { services } from '../../source/screens/services/services.ts';
import type { ServicesSnapshot } from '../../source/screens/services/snapshot.ts';
import type { Watching } from '../../source/screens/source.ts';
import { streams } from '../../source/screens/streams/streams.ts';
import { subjects } from '../../source/screens/subjects/subjects.ts';
import { memoizeLast } from '../../source/table/memoize-last.ts';
import { connectionsSnapshot } from '../fixtures/connections.ts';
import { connectedLink, now } from '../fixtures/fleet.ts';
import { ownJetStream } from '../fixtures/own-jetstream.ts';
import { servicesSnapshot } from '../fixtures/services.ts';
import { expectApp, sizes } from '../helpers/app-screen.tsx';
import { logOf, recordedFleet, still, watchingOf } from '../helpers/drawn.tsx';
import { silentWire } from '../helpers/silent-wire.ts';

// Recordings are read once.
const recordedConnections = memoizeLast(connectionsSnapshot);
const recordedServices = memoizeLast(servicesSnapshot);

const log = { events: still(logOf([])) };

/** What the lists of the areas have told. */
type Told = { memory: OwnMemory; services: ServicesSnapshot };

const told = (over: Partial<Told> = {}): Told => ({
	...{ memory: ownJetStream(), services: recordedServices() },
	...over,
});

/** A session of a user of the account that knows what was told, and hears nothing more. */
const knowing = (
	watching: Watching,
	{ memory, services: answered }: Told,
	wire: Watching['wire'] = () => undefined,
): Watching => {
	const ours: Watching = {
		...{ ...watching, mode: 'account', wire },
		account: {
			name: () => 'APP',
			user: () => ({ user: 'svc-orders', account: 'APP', from: 'server' }),
			...{ mayAsk: () => true, mention: () => {}, asksByName: () => false },
		},
	};
	remember(ours, 'own-streams', ownStreamsSnapshot(memory, log, now));
	remember(ours, 'own-consumers', ownConsumersSnapshot(memory, log, now));
	remember(ours, 'services', answered);
	remember(ours, 'connections', recordedConnections());
	return ours;
};

const lists = [streams, consumers, services, connections, buckets, objects, subjects];

/** The area of a list, by its id. */
const area = (id: string, what: Told = told()): Area => {
	const [list] = areaLists(lists.filter((each) => each.id === id));
	if (list === undefined) throw new Error(`${id} is no area`);
	const source = list.open(knowing(watchingOf(recordedFleet()), what));
	const shot = source.get();
	source.close?.();
	return areaOf(list, 0, shot, now);
};

/** A wire that never has an answer, to a server of this name. */
const wire: Wire = {
	...silentWire,
	ask: () => new Promise<never>(() => {}),
	gather: () => new Promise<never>(() => {}),
	server: () => ({ id: 'E1', name: 'east-1', version: '2.15.3', maxPayload: 1_048_576 }),
};

/** The main screen over lists that know what was told. */
const mainOf = (what: Told): Screen => {
	const main = accountScreen(
		lists.map((list) => ({ ...list, open: (watching, of) => list.open(knowing(watching, what), of) })),
	);
	const limits = { maxMemory: 64e6, maxStorage: 500e9, maxStreams: 400 };
	return {
		...main,
		open(watching, of) {
			const ours = knowing(watching, what, () => wire);
			const use = { memory: 12e6, storage: 310e9, streams: 8, consumers: 4, limits, api: {} };
			remember(ours, 'allowed', { use: { ...use, tiers: new Map() }, at: now });
			return main.open(ours, of);
		},
	};
};

test.each(sizes)(
	'at $columns x $rows, ascii: $ascii, the worst list is first, and says what is worst',
	(size) =>
		expectApp('own-account', {
			...{ size, link: connectedLink({ mode: 'account', user: 'svc-orders', accountName: 'APP' }) },
			app: { screens: [mainOf(told()), events, ...lists] },
		}),
);

describe('an area', () => {
	test('is critical and has the words of its first finding where that is critical', () => {
		expect(area('streams')).toMatchObject({ rank: 2, worst: expect.stringMatching(/^LEGACY: .+/) });
		expect(area('consumers').worst).toMatch(/^(LEGACY|ORDERS)\/\w+: .+/);
	});

	test('of buckets has the words of a bucket that is nearly full, by its plain name', () => {
		expect(area('buckets')).toMatchObject({
			count: 2,
			bad: 1,
			worst: expect.stringMatching(/^flags: .*full/),
		});
		expect([area('buckets').rank, area('objects').rank]).toEqual([1, 0]);
		const [row] = ownJetStream().streams.streams('APP', now);
		const trouble = { check: 'full', severity: 'critical', text: 'full' } as const;
		const full = row ? [{ ...row, stream: 'KV_a', troubles: [trouble], rank: 2 }] : [];
		expect(keptArea(full)).toMatchObject({ rank: 2, worst: 'a: full' });
	});

	test('of services has the words of what is wrong, and none about nobody being there', () => {
		expect(area('services')).toMatchObject({ worst: expect.stringMatching(/^\S+: .+/) });
		const { services: rows, ...rest } = recordedServices();
		const well = rows.filter(({ rank }) => rank === 0);
		const calm = area('services', told({ services: { ...rest, services: well } }));
		expect([calm.count, calm.bad, calm.worst]).toEqual([well.length, 0, undefined]);
	});

	test('of streams and of buckets has what is stored a second', () => {
		// Of those that did not answer nothing is known.
		expect(area('streams').load).toBeCloseTo((20_510 + 6020 + 3885 + 60) / 5);
		expect(area('buckets').load).toBeCloseTo(12);
		expect(area('objects').load).toBe(0);
	});

	test('of consumers has what is delivered a second, of services their requests', () => {
		const memory = ownJetStream();
		const rates = memory.consumers
			.consumers('APP', now)
			.flatMap(({ isOld, deliveredRate }) => (isOld ? [] : (deliveredRate ?? [])));
		expect(rates.length).toBeGreaterThan(0);
		expect(area('consumers').load).toBeCloseTo(rates.reduce((sum, rate) => sum + rate, 0));
		const requests = recordedServices().services.flatMap(({ isOld, requestsRate }) =>
			isOld ? [] : (requestsRate ?? []),
		);
		expect(area('services').load).toBeCloseTo(requests.reduce((sum, rate) => sum + rate, 0));
	});

	test('has no load before anything was told twice, and none of what is old', () => {
		type Row = { rate?: number; isOld?: boolean };
		const load = (rows: readonly Row[]) => areaLoad(rows, ({ rate }) => rate);
		expect(load([])).toEqual({});
		expect(load([{}, { rate: 5, isOld: true }])).toEqual({});
		expect(load([{}, { rate: 0 }, { rate: 2.5 }])).toEqual({ load: 2.5 });
	});
});
