// Finds trouble with JetStream on servers that answer: it is off where it should be on, or its meta group is incomplete.

import * as change from './change.ts';
import type { MonitorEvent } from './event.ts';
import { firstAndMore } from './first-names.ts';
import type { ServerState } from './fleet.ts';
import { domainOf } from './jetstream-place.ts';
import type { JetStream, MetaGroup, Sample, ServerInfo } from './server.ts';

/** What is wrong, for the mark of a row and in words. */
export type JetStreamTrouble = {
	/** The check that says it. */
	check: 'meta-leader' | 'meta-peers' | 'js-off';
	health: 'warn' | 'crit';
	text: string;
};

/** A server for this purpose. */
export type JetStreamMember = {
	key: string;
	info: ServerInfo;
	latest?: Sample;
	inRound: boolean;
	state: ServerState;
	routes: { mesh?: string };
	/** JetStream ran on it, in this process or one before. */
	hadJetStream: boolean;
	trouble?: JetStreamTrouble;
	touch: () => void;
};

/** Trouble of one round under what makes it one and the same, be it told by several servers. */
type Found = { member: JetStreamMember; trouble: JetStreamTrouble };

/** Names of servers that answer, and of those that are down. */
type Names = { living: ReadonlySet<string>; gone: ReadonlySet<string> };

/** Peers of the meta group that are not there: by its leader, or because they do not answer us and it has not heard them lately. */
const missingPeers = ({ replicas }: MetaGroup, { living, gone }: Names): string[] =>
	(replicas ?? [])
		.filter(({ name, offline, current }) => offline || (!living.has(name) && (!current || gone.has(name))))
		.map(({ name }) => name);

const metaTrouble = (meta: MetaGroup, names: Names): JetStreamTrouble | undefined => {
	if (meta.leader === undefined)
		return { check: 'meta-leader', health: 'crit', text: 'the JetStream meta group has no leader' };
	const missing = missingPeers(meta, names);
	if (missing.length === 0) return undefined;
	const text = `the JetStream meta group misses ${firstAndMore(missing)}`;
	return { check: 'meta-peers', health: 'warn', text };
};

const offTrouble = (member: JetStreamMember, isOnBeside: boolean): JetStreamTrouble | undefined => {
	if (member.hadJetStream)
		return { check: 'js-off', health: 'crit', text: 'JetStream is off, where it was on' };
	if (!isOnBeside) return undefined;
	return { check: 'js-off', health: 'warn', text: 'JetStream is off, where others of its cluster have it' };
};

const siteOf = ({ info, routes }: JetStreamMember): string => routes.mesh ?? info.cluster ?? '';

const runsIn = ({ latest }: JetStreamMember): JetStream | undefined => latest?.statsz.jetstream;

/** Clusters at least half of whose servers run it: where few do, those are the ones it is meant for. */
const sitesThatHaveIt = (living: readonly JetStreamMember[]): ReadonlySet<string> => {
	const balance = new Map<string, number>();
	for (const member of living) {
		const site = siteOf(member);
		balance.set(site, (balance.get(site) ?? 0) + (runsIn(member) ? 1 : -1));
	}
	return new Set([...balance].filter(([, more]) => more >= 0).map(([site]) => site));
};

/** Looks once a round; what is there in two rounds in a row is told, and told again when it is over. */
export class JetStreamWatch {
	#isDue = false;
	#suspected: ReadonlySet<string> = new Set();
	readonly #told = new Map<string, Found>();

	/** Everything that what it finds depends on; what it has told is not in it. */
	get memory(): { isDue: boolean; suspected: ReadonlySet<string> } {
		return { isDue: this.#isDue, suspected: this.#suspected };
	}

	set memory({ isDue, suspected }: { isDue: boolean; suspected: ReadonlySet<string> }) {
		this.#isDue = isDue;
		this.#suspected = suspected;
	}

	/** A round has ended. */
	roundEnded(): void {
		this.#isDue = true;
	}

	/** Gives what is news at `at`. */
	watch(tracks: ReadonlyMap<string, JetStreamMember>, at: number): MonitorEvent[] {
		if (!this.#isDue) return [];
		this.#isDue = false;
		const members = [...tracks.values()];
		for (const member of members) member.hadJetStream ||= runsIn(member) !== undefined;
		const found = this.#find(members);
		const certain = new Map([...found].filter(([key]) => this.#suspected.has(key)));
		this.#suspected = new Set(found.keys());
		this.#mark(members, certain);
		return this.#tell(certain, found, at);
	}

	#find(members: readonly JetStreamMember[]): Map<string, Found[]> {
		const living = members.filter(({ inRound }) => inRound);
		const names: Names = {
			living: new Set(living.map(({ info }) => info.name)),
			gone: new Set(members.filter(({ state }) => state === 'down').map(({ info }) => info.name)),
		};
		const sitesWithIt = sitesThatHaveIt(living);
		const found = new Map<string, Found[]>();
		for (const member of living) {
			if (member.state !== 'ok') continue;
			const jetstream = runsIn(member);
			const meta = jetstream?.meta;
			const trouble = jetstream
				? meta && metaTrouble(meta, names)
				: offTrouble(member, member.info.cluster !== undefined && sitesWithIt.has(siteOf(member)));
			if (trouble === undefined) continue;
			const isShared = meta !== undefined && meta.leader === undefined;
			const domain = domainOf({ info: member.info, statsz: member.latest?.statsz });
			const key = isShared ? `${domain} ${siteOf(member)}` : `${member.key} ${trouble.text}`;
			found.set(key, [...(found.get(key) ?? []), { member, trouble }]);
		}
		return found;
	}

	#mark(members: readonly JetStreamMember[], certain: ReadonlyMap<string, readonly Found[]>): void {
		const troubles = new Map([...certain.values()].flat().map(({ member, trouble }) => [member, trouble]));
		for (const member of members) {
			const trouble = troubles.get(member);
			if (trouble?.text === member.trouble?.text) continue;
			member.trouble = trouble;
			member.touch();
		}
	}

	#tell(
		certain: ReadonlyMap<string, readonly Found[]>,
		found: ReadonlyMap<string, readonly Found[]>,
		at: number,
	): MonitorEvent[] {
		const events: MonitorEvent[] = [];
		for (const [key, [first]] of certain) {
			if (first === undefined || this.#told.has(key)) continue;
			this.#told.set(key, first);
			events.push(change.jetstreamTrouble(first.member.info, at, first.trouble));
		}
		for (const [key, { member, trouble }] of this.#told) {
			if (found.has(key)) continue;
			// Who does not answer has not got well.
			if (!member.inRound && member.state !== 'down') continue;
			this.#told.delete(key);
			if (member.inRound) events.push(change.jetstreamWell(member.info, at, trouble));
		}
		return events;
	}
}
