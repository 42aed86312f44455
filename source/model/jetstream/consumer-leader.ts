// Which of several copies of a consumer is believed: that of its own leader, which is often another server than its stream's.

import { isReplicated, leadsIt } from './consumer-replicas.ts';
import type { ConsumerCopy } from './told.ts';

export type Believed = {
	/** The copy of the server that leads it. */
	led?: ConsumerCopy;
	/** The leader by name, also where it has not told anything itself. */
	leader?: string;
	/** Copies of this consumer, without those of one that had its name before. */
	copies: readonly ConsumerCopy[];
};

/** Only the newest of several consumers that had one name: a copy of one that was deleted may still be on its way out. */
const newest = (copies: readonly ConsumerCopy[]): readonly ConsumerCopy[] => {
	const [{ created: first } = {}] = copies;
	if (copies.every(({ created }) => created === first)) return copies;
	const created = copies.reduce(
		(most, copy) => Math.max(most, copy.created ?? most),
		Number.NEGATIVE_INFINITY,
	);
	return copies.filter((copy) => (copy.created ?? created) === created);
};

/** Whether one that says it leads does so since a later time, or said so later. */
const isLater = (one: ConsumerCopy, other: ConsumerCopy | undefined): boolean => {
	if (other === undefined) return true;
	const by = (one.group?.leaderSince ?? 0) - (other.group?.leaderSince ?? 0);
	return by === 0 ? one.receivedAt > other.receivedAt : by > 0;
};

/** The copy of the leader. A server that only has the rest of a single copy knows nothing of a group. */
const ledOf = (copies: readonly ConsumerCopy[]): ConsumerCopy | undefined => {
	let [alone, grouped]: (ConsumerCopy | undefined)[] = [];
	let isGroup = false;
	for (const copy of copies) {
		if (!isReplicated(copy)) {
			if (isLater(copy, alone)) alone = copy;
			continue;
		}
		isGroup = true;
		if (leadsIt(copy) && isLater(copy, grouped)) grouped = copy;
	}
	return isGroup ? grouped : alone;
};

/** The leader that followers name, where it has not told otherwise itself and is there. */
const namedLeader = (
	copies: readonly ConsumerCopy[],
	isDown: (name: string) => boolean,
): string | undefined => {
	const tellers = new Set(copies.map(({ server }) => server.name));
	const votes = new Map<string, number>();
	for (const { group } of copies) {
		const name = group?.leader;
		// A server that tells of its copy would say so if it were the leader.
		if (name === undefined || tellers.has(name) || isDown(name)) continue;
		votes.set(name, (votes.get(name) ?? 0) + 1);
	}
	return [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
};

/** Decides between copies of one consumer; there is at least one. */
export const believe = (all: readonly ConsumerCopy[], isDown: (name: string) => boolean): Believed => {
	const copies = newest(all);
	const led = ledOf(copies);
	if (led !== undefined) return { led, leader: led.server.name, copies };
	return { leader: namedLeader(copies, isDown), copies };
};
