// Finds servers that lost their gateway to another cluster, and clusters that have fewer gateways from another than it has servers.

import type { Finding } from './checks/check.ts';
import { nextStanding, type Standing } from './checks/verdict.ts';
import { firstAndMore } from './first-names.ts';
import { type GatewayLink, gatewayLinksOf, hasAllGatewayLinks } from './gateway-links.ts';
import type { WatchedMember } from './watched-member.ts';

/** A gateway is missing when a server has not had it for so long, milliseconds, by what it told. */
const missingAfter = 10_000;

type Cluster = { name: string; members: WatchedMember[]; living: WatchedMember[] };

const clustersOf = (members: readonly WatchedMember[]): Map<string, Cluster> => {
	const clusters = new Map<string, Cluster>();
	for (const member of members) {
		const { cluster: name } = member.info;
		if (name === undefined) continue;
		const cluster = clusters.get(name) ?? { name, members: [], living: [] };
		clusters.set(name, cluster);
		cluster.members.push(member);
		if (member.state === 'ok' && member.answering && member.latest) cluster.living.push(member);
	}
	return clusters;
};

const gatewaysOf = ({ latest }: WatchedMember): readonly GatewayLink[] =>
	latest ? gatewayLinksOf(latest.statsz) : [];

const gatewayTo = (member: WatchedMember, cluster: string): GatewayLink | undefined =>
	gatewaysOf(member).find(({ name }) => name === cluster);

/** Remembers which gateways clusters had, for as long as a server of either is in the list. */
export class GatewayWatch {
	/** By cluster: those it has, or had, a gateway to. */
	#known = new Map<string, Set<string>>();
	/** By member and cluster: since when it has told that it has no gateway to it. */
	#missing = new Map<string, number>();
	#short = new Map<string, Standing>();

	/** Looks at one round; gives what is wrong, by the key of a server. */
	look(members: readonly WatchedMember[]): ReadonlyMap<string, Finding> {
		const clusters = clustersOf(members);
		this.#learn(clusters);
		const found = new Map<string, Finding>();
		const missing = new Map<string, number>();
		for (const { name, living } of clusters.values()) {
			for (const member of living) {
				const lost = [...(this.#known.get(name) ?? [])].filter((to) => this.#isLost(member, to, missing));
				if (lost.length > 0) {
					found.set(member.key, { severity: 'critical', text: `no gateway to ${firstAndMore(lost)}` });
				}
			}
		}
		this.#missing = missing;
		this.#count(clusters, found);
		return found;
	}

	#learn(clusters: ReadonlyMap<string, Cluster>): void {
		const known = new Map<string, Set<string>>();
		for (const { name, living } of clusters.values()) {
			const before = [...(this.#known.get(name) ?? [])].filter((to) => clusters.has(to));
			const now = living.flatMap((member) => gatewaysOf(member).map((gateway) => gateway.name));
			const all = new Set([...before, ...now.filter((to) => clusters.has(to))]);
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
		return at - since >= missingAfter;
	}

	/** Each server of a cluster makes one gateway to one server of another: only the sum of all of them tells. */
	#count(clusters: ReadonlyMap<string, Cluster>, found: Map<string, Finding>): void {
		const short = new Map<string, Standing>();
		for (const { name, living } of clusters.values()) {
			for (const from of this.#known.get(name) ?? []) {
				const key = `${name} ${from}`;
				const standing = nextStanding(this.#short.get(key), shortage(living, from, name, clusters.get(from)));
				if (standing === undefined) continue;
				short.set(key, standing);
				const [spokesman] = living.toSorted((a, b) => (a.info.name < b.info.name ? -1 : 1));
				if (standing.severity === undefined || spokesman === undefined || found.has(spokesman.key)) continue;
				found.set(spokesman.key, { severity: 'warn', text: standing.text });
			}
		}
		this.#short = short;
	}
}

/** Fewer gateways come in from a cluster than it has servers that say they have one to here. */
const shortage = (
	living: readonly WatchedMember[],
	from: string,
	to: string,
	other: Cluster | undefined,
): Finding | undefined => {
	const expected = (other?.living ?? []).filter((member) => gatewayTo(member, to)).length;
	let sum = 0;
	for (const member of living) {
		const inbound = gatewayTo(member, from)?.inboundConnections;
		// Who tells nothing of it may have all of them.
		if (inbound === undefined) return undefined;
		sum += inbound;
	}
	if (living.length === 0 || sum >= expected) return undefined;
	return {
		severity: 'warn',
		text: `${to} has ${sum} gateways from ${from}, where ${expected} servers of ${from} have one to it`,
	};
};
