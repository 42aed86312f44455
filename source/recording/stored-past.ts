// Looks back on members of a recording, wherever they lie: finds the state before a moment, and replays from there.

import { parseFields } from '../nats/read.ts';
import type { RawStatsz } from '../nats/servers-loop.ts';
import { redactPayload } from '../system/redact.ts';
import type { Line } from './line.ts';
import { timeOf } from './line.ts';
import type { Moment, Past } from './past.ts';
import { Replay } from './replay.ts';
import { type LookBack, replayWire } from './replay-wire.ts';
import type { MemberStore, StoredMember } from './stored-member.ts';

/** All lines of a millisecond are before this much after it. */
const lineTicks = 0.9995;

/** Answers of other screens are looked for so far back before the state that a replay begins with: members, and milliseconds. */
const mostMembersBack = 90;
const furthestBack = 900_000;

export type StoredPastOptions = {
	title: string;
	/** What is known to be damaged before any of it is read. */
	trouble?: () => string | undefined;
	onClose?: () => void;
};

const rawIn = (replay: Replay, id: string): RawStatsz | undefined => {
	const line = replay.last.get(id);
	const data = line?.at(-1);
	if (line === undefined || !(data instanceof Uint8Array)) return undefined;
	return { id, at: timeOf(line), data: redactPayload(parseFields(data, data.length), false) };
};

/** The last line of a state. */
const isStateEnd = ([, code, part]: Line): boolean => code === 'W' && part === 'link';

/** The index of the last of some that is true; -1 where none is. */
const lastWhere = (
	members: readonly StoredMember[],
	from: number,
	is: (member: StoredMember) => boolean,
): number => {
	for (let index = from; index >= 0; index--) {
		const member = members[index];
		if (member !== undefined && is(member)) return index;
	}
	return -1;
};

class StoredPast implements Past {
	readonly title: string;
	readonly #store: MemberStore;
	readonly #options: StoredPastOptions;
	/** The replay that is under way, and the `at` of the last line that it took. */
	#replay?: Replay;
	#upTo = Number.NEGATIVE_INFINITY;
	/** The lines of the member that was read last: one steps from round to round in it. */
	#read?: { member: StoredMember; lines: readonly Line[] };
	#trouble?: string;
	#queue: Promise<unknown> = Promise.resolve();

	constructor(store: MemberStore, options: StoredPastOptions) {
		this.title = options.title;
		this.#store = store;
		this.#options = options;
	}

	get from(): number {
		return this.#store.members()[0]?.start ?? 0;
	}

	readonly to = (): number => this.#store.members().at(-1)?.end ?? this.from;
	readonly rounds = (): readonly number[] => this.#store.members().flatMap(({ rounds }) => rounds);
	readonly trouble = (): string | undefined => this.#options.trouble?.() ?? this.#trouble;
	readonly close = (): void => this.#options.onClose?.();

	/** One after the other: they share a replay. */
	readonly moment = (at: number): Promise<Moment> => {
		const next = this.#queue.then(() => this.#moment(at));
		this.#queue = next.catch(() => undefined);
		return next;
	};

	async #moment(wanted: number): Promise<Moment> {
		const members = this.#store.members();
		const at = Math.max(wanted, members[0]?.start ?? wanted);
		const end = lastWhere(members, members.length - 1, ({ start }) => start <= at);
		const base = await this.#baseOf(members, end);
		const baseStart = members[base]?.start ?? at;
		const goesOn = this.#replay !== undefined && this.#upTo <= at + lineTicks && baseStart <= this.#upTo;
		if (!goesOn) {
			this.#replay = new Replay(baseStart);
			this.#upTo = Number.NEGATIVE_INFINITY;
		}
		const replay = this.#replay ?? new Replay(baseStart);
		// Lines of a state are all of one time.
		const upTo = this.#upTo;
		for (const member of members.slice(base, end + 1)) {
			if (member.end + lineTicks < upTo) continue;
			for (const line of await this.#linesOf(member)) {
				if (line[0] <= upTo) continue;
				if (line[0] > at + lineTicks) break;
				replay.take(line);
				this.#upTo = line[0];
			}
		}
		const lookBack = this.#lookBack(replay, members, base);
		try {
			return this.#momentOf(replay, at, lookBack);
		} catch {
			// A file can hold anything, and so can what was taken up from it.
			this.#trouble ??= 'what was recorded makes no sense';
			this.#replay = undefined;
			return this.#momentOf(new Replay(at), at, lookBack);
		}
	}

	/** The last member until `end` that can be gone on from; the first one where none can. */
	async #baseOf(members: readonly StoredMember[], end: number): Promise<number> {
		for (let from = end; ; ) {
			const base = lastWhere(members, from, ({ hasState }) => hasState);
			const member = members[base];
			if (base <= 0 || member === undefined) return 0;
			// A state with other names in it, or one that is damaged, is none.
			if (this.#replay !== undefined && member.start <= this.#upTo) return base;
			if ((await this.#linesOf(member)).some(isStateEnd)) return base;
			from = base - 1;
		}
	}

	#momentOf(replay: Replay, at: number, lookBack: LookBack): Moment {
		const { roster, log, link, health, answers, ownId } = replay;
		const { serverName = '', serverVersion = '' } = { ...link.link, ...link };
		const server =
			ownId === undefined
				? undefined
				: { id: ownId, name: serverName, version: serverVersion, maxPayload: 1024 * 1024 };
		return {
			...{ at, interval: roster.interval, link, health },
			servers: { fleet: roster.snapshot(at) },
			events: log.snapshot(at),
			wire: replayWire(answers, at, server, lookBack),
			askedAt: (subject) => answers.times(subject, at),
			rawOf: (id) => rawIn(replay, id),
		};
	}

	/** Reads the members before the state, the newest first, for what was asked there. */
	#lookBack({ answers }: Replay, members: readonly StoredMember[], base: number): LookBack {
		let index = base;
		return async () => {
			const member = members[--index];
			if (member === undefined || base - index > mostMembersBack) return false;
			if ((members[base]?.start ?? 0) - member.end > furthestBack) return false;
			const older = new Replay(member.start);
			for (const line of await this.#linesOf(member)) if (line[1] === 'Q') older.answers.take(line);
			answers.add(older.answers);
			return true;
		};
	}

	async #linesOf(member: StoredMember): Promise<readonly Line[]> {
		if (this.#read?.member === member) return this.#read.lines;
		const read = await member.lines();
		if ('trouble' in read) this.#trouble ??= read.trouble;
		const lines = 'trouble' in read ? [] : read.lines;
		this.#read = { member, lines };
		return lines;
	}
}

/** A past over members, which may become more while it is looked at. */
export const storedPast = (store: MemberStore, options: StoredPastOptions): Past =>
	new StoredPast(store, options);
