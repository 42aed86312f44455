// Follows who leads the JetStream meta group: one that changes again and again, and servers that name different ones.

import type { Finding } from './checks/check.ts';
import { domainOf } from './jetstream-place.ts';
import type { WatchedMember } from './watched-member.ts';

/** So many changes within so many milliseconds are too many. */
const manyChanges = 3;
const changeSpan = 600_000;

/** Two leaders are trouble once a server has named another one for so long, milliseconds, by what it told. */
const differsAfter = 10_000;

/** The meta group of one domain. */
type Group = { leader?: string; changes: number[] };

/** Everything a watch remembers. */
export type LeaderMemory = {
	groups: ReadonlyMap<string, Group>;
	differing: ReadonlyMap<string, number>;
};

const leaderOf = ({ latest }: WatchedMember): string | undefined => latest?.statsz.jetstream?.meta?.leader;

/** The leader that most name; of several the one that says it of itself. */
const mostNamed = (members: readonly WatchedMember[]): { leader: string; by: number } | undefined => {
	const counts = new Map<string, number>();
	for (const member of members) {
		const leader = leaderOf(member);
		if (leader !== undefined) counts.set(leader, (counts.get(leader) ?? 0) + 1);
	}
	const claims = (name: string): number =>
		Number(members.some((member) => member.info.name === name && leaderOf(member) === name));
	const [first] = [...counts].sort(
		([a, byA], [b, byB]) => byB - byA || claims(b) - claims(a) || (a < b ? -1 : 1),
	);
	return first && { leader: first[0], by: first[1] };
};

/** Remembers the leaders of the last ten minutes, and since when a server names another one. */
export class MetaLeaderWatch {
	#groups = new Map<string, Group>();
	#differing = new Map<string, number>();

	/** With `fromTwo` two samples are all there is: what both of them say is so. */
	constructor(readonly fromTwo = false) {}

	/** Everything it remembers. */
	get memory(): LeaderMemory {
		return { groups: this.#groups, differing: this.#differing };
	}

	set memory({ groups, differing }: LeaderMemory) {
		this.#groups = new Map(groups);
		this.#differing = new Map(differing);
	}

	/** Looks at one round; gives what is wrong, by the key of a server. */
	look(members: readonly WatchedMember[], at: number): ReadonlyMap<string, Finding> {
		const found = new Map<string, Finding>();
		const domains = new Map<string, WatchedMember[]>();
		for (const member of members) {
			if (member.state !== 'ok' || !member.answering || leaderOf(member) === undefined) continue;
			const domain = domainOf({ info: member.info, statsz: member.latest?.statsz });
			domains.set(domain, [...(domains.get(domain) ?? []), member]);
		}
		const differing = new Map<string, number>();
		for (const [domain, those] of domains) {
			const most = mostNamed(those);
			if (most === undefined) continue;
			this.#compare(those, most, differing, found);
			this.#follow(domain, those, at, found);
		}
		this.#differing = differing;
		for (const [domain, { changes }] of this.#groups)
			if (!domains.has(domain) && at - (changes.at(-1) ?? 0) > changeSpan) this.#groups.delete(domain);
		return found;
	}

	#compare(
		members: readonly WatchedMember[],
		most: { leader: string; by: number },
		differing: Map<string, number>,
		found: Map<string, Finding>,
	): void {
		for (const member of members) {
			const leader = leaderOf(member);
			const toldAt = member.latest?.receivedAt;
			if (leader === most.leader || toldAt === undefined) continue;
			const since = this.#differing.get(member.key) ?? toldAt;
			differing.set(member.key, since);
			if (toldAt - since < (this.fromTwo ? 1 : differsAfter)) continue;
			const others = `${most.by} ${most.by === 1 ? 'server names' : 'servers name'} ${most.leader}`;
			const text = `names ${leader} as JetStream meta leader, where ${others}`;
			found.set(member.key, { severity: 'critical', text });
		}
	}

	#follow(domain: string, members: readonly WatchedMember[], at: number, found: Map<string, Finding>): void {
		// Others hear of an election later: a leader is who says so of itself, and alone.
		const [own, another] = members.filter((member) => leaderOf(member) === member.info.name);
		if (own === undefined || another !== undefined) return;
		const leader = own.info.name;
		const { leader: before, changes = [] } = this.#groups.get(domain) ?? {};
		const recent = changes.filter((change) => at - change <= changeSpan);
		if (before !== undefined && before !== leader) recent.push(at);
		this.#groups.set(domain, { leader, changes: recent });
		if (recent.length < manyChanges) return;
		if (found.has(own.key)) return;
		const text = `the JetStream meta group changed its leader ${recent.length} times within 10m`;
		found.set(own.key, { severity: 'warn', text });
	}
}
