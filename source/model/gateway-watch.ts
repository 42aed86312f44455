// Finds servers that lost their gateway to another cluster, and clusters that have fewer gateways from another than it has servers.

import type { Finding, Part } from './checks/check.ts';
import { nextStanding, type Standing } from './checks/verdict.ts';
import { countWords } from './count-words.ts';
import { firstAndMore } from './first-names.ts';
import { type GatewayLink, gatewayLinksOf, hasAllGatewayLinks } from './gateway-links.ts';
import type { WatchedMember } from './watched-member.ts';

/** A gateway is missing when a server has not had it for so long, milliseconds, by what it told. */
const missingAfter = 10_000;

/** What the living members of a cluster tell of their gateways to another one. */
type Ways = {
	/** How many of them have one. */
	having: number;
	/** How many of these tell how many come in from there, and the sum of it. */
	telling: number;
	inbound: number;
	/** The last member that was counted: the first of two gateways of one name counts. */
	last?: WatchedMember;
};

type Cluster = {
	name: string;
	living: WatchedMember[];
	ways: Map<string, Ways>;
	/** One of its servers is there and does not say what comes in. */
	isPartial: boolean;
	/** The clusters that its servers are configured to have gateways to. */
	configured: Set<string>;
};

const addWays = ({ ways }: Cluster, member: WatchedMember): void => {
	for (const { name, inboundConnections: inbound } of gatewaysOf(member)) {
		const way = ways.get(name) ?? { having: 0, telling: 0, inbound: 0 };
		if (way.last === undefined) ways.set(name, way);
		if (way.last === member) continue;
		way.last = member;
		way.having++;
		if (inbound === undefined) continue;
		way.telling++;
		way.inbound += inbound;
	}
};

const clustersOf = (members: readonly WatchedMember[]): Map<string, Cluster> => {
	const clusters = new Map<string, Cluster>();
	for (const member of members) {
		const { cluster: name } = member.info;
		if (name === undefined) continue;
		const cluster: Cluster = clusters.get(name) ?? {
			name,
			living: [],
			ways: new Map(),
			isPartial: false,
			configured: new Set(),
		};
		clusters.set(name, cluster);
		if (member.state !== 'ok' || !member.answering || !member.latest) {
			cluster.isPartial ||= member.state !== 'down';
			continue;
		}
		cluster.living.push(member);
		for (const to of member.varz?.gateways ?? []) if (to !== name) cluster.configured.add(to);
		addWays(cluster, member);
	}
	return clusters;
};

const gatewaysOf = ({ latest }: WatchedMember): readonly GatewayLink[] =>
	latest ? gatewayLinksOf(latest.statsz) : [];

const gatewayTo = (member: WatchedMember, cluster: string): GatewayLink | undefined =>
	gatewaysOf(member).find(({ name }) => name === cluster);

/** Everything a watch remembers. */
export type GatewayMemory = {
	known: ReadonlyMap<string, ReadonlySet<string>>;
	missing: ReadonlyMap<string, number>;
	short: ReadonlyMap<string, Standing>;
};

/** Remembers which gateways clusters had, for as long as a server of either is in the list. */
export class GatewayWatch {
	/** By cluster: those it has, or had, a gateway to, or is configured to have one to. */
	#known = new Map<string, Set<string>>();
	/** By member and cluster: since when it has told that it has no gateway to it. */
	#missing = new Map<string, number>();
	#short = new Map<string, Standing>();

	/** With `fromTwo` two samples are all there is: what both of them lack is missing. */
	constructor(readonly fromTwo = false) {}

	/** Everything it remembers. */
	get memory(): GatewayMemory {
		return { known: this.#known, missing: this.#missing, short: this.#short };
	}

	set memory({ known, missing, short }: GatewayMemory) {
		this.#known = new Map([...known].map(([name, those]) => [name, new Set(those)]));
		this.#missing = new Map(missing);
		this.#short = new Map(short);
	}

	/**
	 * Looks at one round; gives what is wrong, by the key of a server. Parts are the other clusters: critical where this server
	 * has no gateway to one, a warning where fewer come in from one than should.
	 */
	look(members: readonly WatchedMember[]): ReadonlyMap<string, Finding> {
		const clusters = clustersOf(members);
		this.#learn(clusters);
		const found = new Map<string, Finding>();
		const missing = new Map<string, number>();
		for (const { name, living, ways } of clusters.values()) {
			const incomplete = [...(this.#known.get(name) ?? [])].filter(
				(to) => (ways.get(to)?.having ?? 0) < living.length,
			);
			if (incomplete.length === 0) continue;
			for (const member of living) {
				const lost = incomplete.filter((to) => this.#isLost(member, to, missing));
				if (lost.length > 0) {
					const parts = lost.map((what): Part => {
						return { what, severity: 'critical', since: missing.get(`${member.key} ${what}`) };
					});
					found.set(member.key, { severity: 'critical', text: `no gateway to ${firstAndMore(lost)}`, parts });
				}
			}
		}
		this.#missing = missing;
		this.#count(clusters, found);
		return found;
	}

	#learn(clusters: ReadonlyMap<string, Cluster>): void {
		const known = new Map<string, Set<string>>();
		for (const { name, ways, configured } of clusters.values()) {
			const had = [...(this.#known.get(name) ?? []), ...ways.keys()].filter((to) => clusters.has(to));
			const all = new Set([...had, ...configured]);
			if (all.size > 0) known.set(name, all);
		}
		this.#known = known;
	}

	#isLost(member: WatchedMember, to: string, missing: Map<string, number>): boolean {
		const { latest } = member;
		if (latest === undefined || gatewayTo(member, to) !== undefined) return false;
		// Who tells of more gateways than are kept may have one to it.
		if (!hasAllGatewayLinks(latest.statsz)) return false;
		const at = latest.receivedAt;
		const key = `${member.key} ${to}`;
		const since = this.#missing.get(key) ?? at;
		missing.set(key, since);
		return at - since >= (this.fromTwo ? 1 : missingAfter);
	}

	/** Each server of a cluster makes one gateway to one server of another: only the sum of all of them tells. */
	#count(clusters: ReadonlyMap<string, Cluster>, found: Map<string, Finding>): void {
		const short = new Map<string, Standing>();
		for (const cluster of clusters.values()) {
			const { name, living } = cluster;
			for (const from of this.#known.get(name) ?? []) {
				const key = `${name} ${from}`;
				const standing = nextStanding(this.#short.get(key), shortage(cluster, from, clusters.get(from)));
				if (standing === undefined) continue;
				short.set(key, standing);
				if (standing.severity === undefined) continue;
				const [spokesman] = living.toSorted((a, b) => (a.info.name < b.info.name ? -1 : 1));
				if (spokesman === undefined) continue;
				const part: Part = { what: from, severity: 'warn' };
				const { parts = [], ...worse } = found.get(spokesman.key) ?? {
					...{ severity: 'warn', text: standing.text },
				};
				found.set(spokesman.key, { ...worse, parts: [...parts, part] });
			}
		}
		this.#short = short;
	}
}

/** Fewer gateways come in from a cluster than it has servers that say they have one to here. */
const shortage = (
	{ name: to, living, ways, isPartial }: Cluster,
	from: string,
	other: Cluster | undefined,
): Finding | undefined => {
	const { telling = 0, inbound = 0 } = ways.get(from) ?? {};
	const expected = other?.ways.get(to)?.having ?? 0;
	// Who tells nothing of it may have all of them.
	if (living.length === 0 || isPartial || telling < living.length || inbound >= expected) return undefined;
	return {
		severity: 'warn',
		text: `${to} has ${countWords(inbound, 'gateway')} from ${from}, where ${countWords(expected, 'server')} of ${from} ${expected === 1 ? 'has' : 'have'} one to it`,
	};
};
