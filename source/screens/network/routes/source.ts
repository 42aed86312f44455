// Where routes come from: statsz of all servers, and ROUTEZ of the cluster that is looked at.

import { RouteBook } from '../../../model/network/route-book.ts';
import { routeGroups } from '../../../model/network/route-groups.ts';
import type { RouteRow } from '../../../model/network/route-row.ts';
import { RouteTrends } from '../../../model/network/route-trends.ts';
import { askRoutez } from '../../../nats/routez.ts';
import type { Wire } from '../../../nats/wire.ts';
import { polledSource } from '../../polled-source.ts';
import { type Once, type OnceOptions, pairOf, type Source, type Watching } from '../../source.ts';
import { answerLimit, askAbout, onceResult } from '../links-asked.ts';
import { networkCounts } from '../tab-counts.ts';
import { noRoutesAsked, type RoutesAsked, type RoutesSnapshot } from './snapshot.ts';

/** The class of these requests in the budget. */
export const routesClass = 'routes';

/** Milliseconds between two rounds, as a multiple of that of statsz: servers measure a round trip far less often. */
const seldom = 5;

/** A round is late where it takes so many times what was wished. */
const late = 1.5;

/** What is remembered for whoever comes back, and the way to NATS on which our user may not ask. */
type RoutesMemory = { book: RouteBook; trends: RouteTrends; deniedOn?: Wire };

const memories = new WeakMap<Watching['events'], RoutesMemory>();

/** What is remembered of the routes of a system. */
export const routesMemory = ({ events, checks }: Watching): RoutesMemory => {
	const memory = memories.get(events) ?? {
		book: new RouteBook({ settings: checks }),
		trends: new RouteTrends(),
	};
	memories.set(events, memory);
	return memory;
};

/** The source that is open now. */
const inView = new WeakMap<Watching, Source<RoutesSnapshot>>();

/** The routes as they are known, in each picture of the servers. */
const routesIn = (book: RouteBook, asked: RoutesAsked, fleet: RoutesSnapshot['fleet']): RoutesSnapshot => ({
	...book.rows(fleet),
	...{ fleet, asked },
});

/** The servers of the cluster in view whose routes are followed first: the one looked at, then those with trouble. */
const followed = ({ rows, groups }: RoutesSnapshot, looked: string | undefined): readonly RouteRow[] => {
	const under = rows.find(({ key }) => key === looked);
	const group = under?.group ?? groups[0];
	const others = rows.filter((row) => row.group.id === group?.id && row !== under);
	return [...(under ? [under] : []), ...others.toSorted((a, b) => b.rank - a.rank)];
};

export const openRoutes = (watching: Watching): Source<RoutesSnapshot> => {
	const { servers, governor } = watching;
	const memory = routesMemory(watching);
	const { book } = memory;
	const asked = polledSource<RoutesAsked>(
		watching,
		noRoutesAsked,
		async (wire, before, round) => {
			const { fleet } = servers.get();
			const { rows, groups } = book.rows(fleet);
			const looked = round.focused ?? round.lookedAt?.cursor;
			const group = rows.find(({ key }) => key === looked)?.group ?? groups[0];
			if (group === undefined) return { ...noRoutesAsked, at: wire.now() };
			const base = seldom * watching.interval();
			const isOther = group.id !== before.group;
			if (!isOther && !round.isWished && governor.wait(routesClass, base) > 0) return before;
			if (before.denied !== undefined && memory.deniedOn === wire && !round.isWished) return before;
			governor.begin(routesClass);
			const members = new Set(rows.filter((row) => row.group.id === group.id).map(({ key }) => key));
			const next = await askAbout({
				...{ wire, timeout: Math.min(watching.timeout, answerLimit), ask: askRoutez },
				servers: fleet.rows.filter(({ key }) => members.has(key)),
				round: { signal: round.signal, spend: (cost) => governor.spend(routesClass, cost) },
				onTold: (told) => book.told(told, wire.now()),
			});
			memory.deniedOn = next.denied === undefined ? undefined : wire;
			book.endRound(servers.get().fleet);
			const period = governor.period(routesClass, base);
			return { ...next, group: group.id, ...(period > late * base && { every: period }) };
		},
		{ keptAs: routesClass },
	);
	let looked: string | undefined;
	const all = pairOf(asked, servers, (told, { fleet }): RoutesSnapshot => {
		const { trends } = memory;
		const counts = networkCounts(watching, fleet);
		const snapshot = { ...routesIn(book, told, fleet), trends, counts };
		trends.take(followed(snapshot, looked), fleet.rounds);
		return snapshot;
	});
	const { refresh, focus, look } = asked;
	const live: Source<RoutesSnapshot> = {
		...{ ...all, refresh },
		focus(key) {
			looked = key ?? looked;
			focus?.(key);
		},
		look(at) {
			looked = at.cursor ?? looked;
			look?.(at);
		},
		close() {
			if (inView.get(watching) === live) inView.delete(watching);
			asked.close?.();
		},
	};
	inView.set(watching, live);
	return live;
};

/** The routes that are asked for already, for the tabs of one server: without them nothing is known there. */
export const routesInView = (watching: Watching): Source<RoutesSnapshot | undefined> =>
	inView.get(watching) ?? { get: () => undefined, subscribe: () => () => {} };

/** Asks once: all servers that should have routes. */
export const routesOnce = async ({
	servers,
	wire,
	timeout,
	checks,
}: OnceOptions): Promise<Once<RoutesSnapshot>> => {
	const { fleet, why, silent } = await servers();
	const book = new RouteBook({ settings: checks, atOnce: true });
	if (fleet.rows.length === 0)
		return { snapshot: routesIn(book, noRoutesAsked, fleet), at: fleet.at, failed: why };
	const members = routeGroups(fleet.rows, () => 0).groups.flatMap((group) => group.members);
	const asked = await askAbout({
		...{ wire, timeout, ask: askRoutez, servers: members },
		onTold: (told) => book.told(told, wire.now()),
	});
	book.endRound(fleet);
	const { denied } = asked;
	if (denied !== undefined)
		return {
			...{ snapshot: routesIn(book, asked, fleet), at: fleet.at },
			partial: `no round trips: not permitted to publish ${denied}`,
		};
	return onceResult(routesIn(book, asked, fleet), asked, { at: fleet.at, timeout, silent });
};
