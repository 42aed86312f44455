// Puts together what statsz and ROUTEZ tell of routes: a row for each server that should have some.

import type { CheckSettings, Severity, Trouble } from '../checks/check.ts';
import { Judge, rankBy, troublesBy } from '../checks/judge.ts';
import { type RouteFigures, routeRtt } from '../checks/route-checks.ts';
import type { FleetSnapshot, ServerRow } from '../fleet.ts';
import { fleetFacts, troublesIn } from '../fleet-facts.ts';
import { median } from '../median.ts';
import { type GroupMembers, routeGroups } from './route-groups.ts';
import { tripsTold } from './route-peer.ts';
import { type RouteGroup, RouteRow } from './route-row.ts';
import type { RouteEntry, ToldLinks } from './told.ts';

/** What is said of routes in the row of a server. */
const ownChecks = ['route', 'route-pending'].map((id) => ({ id }));
const allRouteChecks = [...ownChecks, routeRtt];

const isCritical = ({ severity }: { severity: Severity }): boolean => severity === 'critical';

const byGravity = (troubles: readonly Trouble[]): readonly Trouble[] => [
	...troubles.filter(isCritical),
	...troubles.filter((trouble) => !isCritical(trouble)),
];

type Told = { entries: readonly RouteEntry[]; heardAt: number };

/** What ROUTEZ told is of now for so long, milliseconds. */
const toldFor = 60_000;

/** By the name of a server and that of another one, milliseconds. */
type Trips = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type RouteRows = {
	rows: readonly RouteRow[];
	groups: readonly RouteGroup[];
	/** Servers that should have no routes. */
	alone: readonly ServerRow[];
};

export class RouteBook {
	readonly #told = new Map<string, Told>();
	readonly #judge: Judge<RouteFigures, undefined>;
	readonly #atOnce: boolean;

	constructor({ settings, atOnce = false }: { settings?: CheckSettings; atOnce?: boolean } = {}) {
		this.#judge = new Judge([routeRtt], settings);
		this.#atOnce = atOnce;
	}

	/** One server has told of its routes, at our time. */
	told({ server, links }: ToldLinks<readonly RouteEntry[]>, heardAt: number): void {
		this.#told.set(server.id, { entries: links, heardAt });
	}

	/** A round of ROUTEZ has ended: round trips are judged by what was told in it. */
	endRound(fleet: FleetSnapshot): void {
		const ids = new Set(fleet.rows.map(({ info }) => info.id));
		for (const [id, { heardAt }] of this.#told)
			if (!ids.has(id) || fleet.at - heardAt > toldFor) this.#told.delete(id);
		if (this.#atOnce) return;
		const { groups } = routeGroups(fleet.rows, () => 0);
		const judged = groups.flatMap((group) => {
			const trips = this.#tripsIn(group);
			const usual = this.#usualIn(trips);
			return group.members.map((server) => ({
				key: server.key,
				row: this.#figures(server, group.name, trips, usual),
				told: this.#told.get(server.info.id)?.entries,
			}));
		});
		this.#judge.round(judged, undefined);
	}

	#entries({ info, state }: ServerRow): readonly RouteEntry[] | undefined {
		return state === 'ok' ? this.#told.get(info.id)?.entries : undefined;
	}

	/** By the name of a server of a group: its round trips to others, the shortest of each route. */
	#tripsIn({ members }: GroupMembers): Trips {
		return new Map(
			members.flatMap((server) => {
				const entries = this.#entries(server);
				if (entries === undefined) return [];
				return [[server.info.name, tripsTold(server.statsz, entries)] as const];
			}),
		);
	}

	#usualIn(trips: Trips): number | undefined {
		return median([...trips.values()].flatMap((own) => [...own.values()]));
	}

	/** A way is as long as the end says that takes less: the other one was busy when it measured. */
	#figures(server: ServerRow, cluster: string, trips: Trips, usual: number | undefined): RouteFigures {
		const { name } = server.info;
		const own = [...(trips.get(name) ?? [])].map(([peer, rtt]) => ({
			...{ peer, rtt: Math.min(rtt, trips.get(peer)?.get(name) ?? rtt) },
		}));
		return { trips: own, usual, cluster };
	}

	/** The rows of a picture of all servers. */
	rows(fleet: FleetSnapshot): RouteRows {
		const facts = fleetFacts(fleet);
		const own = (server: ServerRow): readonly Trouble[] =>
			troublesIn(facts, server).filter(({ check }) => ownChecks.some(({ id }) => id === check));
		const slow = (
			server: ServerRow,
			name: string,
			trips: Trips,
			usual: number | undefined,
		): readonly Trouble[] => {
			// One look at round trips says too little.
			const standings = this.#judge.verdicts.get(server.key);
			if (standings === undefined || this.#entries(server) === undefined) return [];
			const figures = this.#figures(server, name, trips, usual);
			return troublesBy([routeRtt], figures, undefined, this.#judge.settings, standings);
		};
		const found = new Map<string, readonly Trouble[]>();
		const usuals = new Map<string, number | undefined>();
		const before = routeGroups(fleet.rows, () => 0);
		for (const group of before.groups) {
			const trips = this.#tripsIn(group);
			const usual = this.#usualIn(trips);
			usuals.set(group.id, usual);
			for (const server of group.members)
				found.set(server.key, byGravity([...own(server), ...slow(server, group.name, trips, usual)]));
		}
		const troublesOf = ({ key }: ServerRow): readonly Trouble[] => found.get(key) ?? [];
		const rankOf = (server: ServerRow): number => rankBy(allRouteChecks, troublesOf(server));
		const { groups, alone } = routeGroups(fleet.rows, rankOf);
		const all = groups.map(({ id, name, members }, place): [RouteGroup, readonly ServerRow[]] => [
			{
				id,
				name,
				place,
				names: [...new Set(members.map(({ info }) => info.name))],
				usualRtt: usuals.get(id),
			},
			members,
		]);
		const rows = all.flatMap(([group, members]) =>
			members.map(
				(server) =>
					new RouteRow({
						...{ server, group, told: this.#entries(server) },
						...{ troubles: troublesOf(server), rank: rankOf(server) },
					}),
			),
		);
		return { rows, groups: all.map(([group]) => group), alone };
	}
}
