// Makes the rows of services, instances and endpoints from what is followed of each instance, and judges them.

import type { Check, CheckSettings, Trouble } from '../checks/check.ts';
import { rankBy, troublesBy } from '../checks/judge.ts';
import type { StandingsByKey } from '../checks/judgement.ts';
import { endpointChecks, instanceChecks, serviceChecks } from '../checks/service-checks.ts';
import { figuresOf } from './figures.ts';
import type { InstanceTrack } from './instance-track.ts';
import type {
	BareEndpoint,
	BareInstance,
	BareService,
	EndpointRow,
	InstanceRow,
	ServiceHistory,
	ServiceRow,
	ServiceRows,
} from './service-row.ts';

/** A service with what is followed of it. */
export type TrackedService = {
	key: string;
	tracks: readonly InstanceTrack[];
	history: ServiceHistory;
};

const most = (values: readonly (number | undefined)[]): number | undefined => {
	const known = values.flatMap((value) => value ?? []);
	return known.length === 0 ? undefined : known.reduce((a, b) => Math.max(a, b));
};

/** The instances with their shares of what all get together. */
const shared = (instances: readonly BareInstance[]): BareInstance[] => {
	const active = instances.filter(({ state }) => state === 'ok');
	const rate = active.reduce((sum, { requestsRate = 0 }) => sum + requestsRate, 0);
	const recent = active.reduce((sum, one) => sum + (one.recent ?? 0), 0);
	return instances.map((one) => ({
		...one,
		...(active.length > 1 &&
			rate > 0 &&
			one.requestsRate !== undefined && { share: one.requestsRate / rate }),
		...(active.length > 2 && { fairShare: recent / active.length }),
	}));
};

type Part = InstanceTrack['endpoints'][number] & { track: InstanceTrack };

const endpointKey = ({ told }: Part): string => `${told.name}\n${told.subject ?? ''}\n${told.queue ?? ''}`;

/** The endpoints of a service, each once; of instances that are there, and of those that are gone where no other is. */
const endpointsOf = (
	key: string,
	tracks: readonly InstanceTrack[],
	instances: readonly BareInstance[],
): BareEndpoint[] => {
	const found = new Map<string, Part[]>();
	for (const track of tracks)
		for (const part of track.endpoints) {
			const full = { ...part, track };
			const same = found.get(endpointKey(full));
			if (same) same.push(full);
			else found.set(endpointKey(full), [full]);
		}
	const doubts = new Map(instances.map(({ key: of, doubt }) => [of, doubt]));
	return [...found].map(([own, parts]) => {
		const [{ told, track }] = parts as [Part, ...Part[]];
		const { account, service, by } = track.told;
		return {
			...figuresOf(parts),
			...{ key: `${key}\n${own}`, serviceKey: key, account, service, by },
			...{ name: told.name, subject: told.subject, queue: told.queue },
			instances: parts.filter(({ isNow }) => isNow).length,
			doubt: parts.flatMap((part) => doubts.get(part.track.key) ?? [])[0],
			lastError: parts.flatMap((part) => part.told.lastError ?? [])[0],
		};
	});
};

const versionsOf = (instances: readonly BareInstance[]): string[] =>
	[...new Set(instances.flatMap(({ version }) => version ?? []))].sort();

const serviceOf = ({ key, tracks, history }: TrackedService, now: number): BareService | undefined => {
	const all = tracks.map((track) => track.bare(now));
	const instances = shared(all);
	const [first] = tracks;
	if (first === undefined) return undefined;
	const { account, service, by } = first.told;
	const there = instances.filter(({ state }) => state !== 'gone');
	const counted = there.length > 0 ? there : instances;
	const shown = there.length > 0 ? tracks.filter(({ state }) => state !== 'gone') : tracks;
	const endpoints = endpointsOf(key, shown, instances);
	const isTold = tracks.some(({ told }) => told.endpoints !== undefined);
	return {
		...figuresOf(shown.flatMap((track) => track.endpoints)),
		...{ key, account, service, by, instances, endpoints, history },
		versions: versionsOf(counted),
		description: instances.find(({ description }) => description !== undefined)?.description,
		answered: instances.filter(({ state }) => state === 'ok').length,
		known: counted.length,
		...(isTold && { endpointCount: endpoints.length }),
		top: most(instances.map(({ share }) => share)),
		delay: most(instances.map(({ delay }) => delay)),
		started: most(counted.map(({ started }) => started)),
		doubt: instances.find(({ doubt }) => doubt !== undefined)?.doubt,
	};
};

/** Instances of services in trouble keep to what their service has a standing in, so that both say the same. */
const instanceTroubles = (
	instance: BareInstance,
	ofService: readonly Trouble[],
	settings: CheckSettings | undefined,
): readonly Trouble[] =>
	troublesBy(instanceChecks, instance, undefined, settings).filter(
		({ check }) => check !== 'service-delay' || ofService.some((trouble) => trouble.check === check),
	);

const ranked = <Row>(checks: readonly Check<never, never>[], row: Row, troubles: readonly Trouble[]) => ({
	...row,
	...{ troubles, rank: rankBy(checks, troubles), isOld: false },
});

/** All rows at our time `now`. Without standings of figures these are judged by what they are now. */
export const rowsOf = (
	tracked: readonly TrackedService[],
	now: number,
	settings?: CheckSettings,
	verdicts?: StandingsByKey,
): ServiceRows => {
	const services: ServiceRow[] = [];
	const instances: InstanceRow[] = [];
	const endpoints: EndpointRow[] = [];
	for (const one of tracked) {
		const service = serviceOf(one, now);
		if (service === undefined) continue;
		const standings = verdicts && (verdicts.get(service.key) ?? new Map());
		const troubles = troublesBy(serviceChecks, service, undefined, settings, standings);
		services.push(ranked(serviceChecks, service, troubles));
		for (const instance of service.instances)
			instances.push(ranked(instanceChecks, instance, instanceTroubles(instance, troubles, settings)));
		for (const endpoint of service.endpoints)
			endpoints.push(
				ranked(endpointChecks, endpoint, troublesBy(endpointChecks, endpoint, undefined, settings)),
			);
	}
	return { services, instances, endpoints };
};
