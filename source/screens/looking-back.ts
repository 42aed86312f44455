// How a list is asked for at a moment that is over: of what was recorded until then, once, and once more for the next moment.

import { clock } from '../format/time.ts';
import type { HealthBook } from '../model/health/health-book.ts';
import type { GatherOptions } from '../nats/gather.ts';
import { Governor } from '../nats/governor.ts';
import { failureText, type Reply, type Result } from '../nats/requests.ts';
import type { Wire } from '../nats/wire.ts';
import type { Round } from './polled-source.ts';
import type { LookedAt, Source } from './source.ts';

/** The past as a source of a screen needs it. */
export type LookingBack = {
	/** What was recorded until the moment; where nothing was asked of it yet, some moments before it come first. */
	wires: (isFirst: boolean) => Promise<readonly Wire[]>;
	/** Tells of each later moment. */
	subscribe: (listener: () => void) => () => void;
	/** A source asks; the function says that it has its answers. */
	begin: () => () => void;
	/** Takes for a source, as it is opened, why it has no answers at all; nothing where it has some. */
	witness: () => (why: string | undefined) => void;
	/** Opens a list under a name; its sources have their witness under it. */
	opening: <T>(name: string, open: () => T) => T;
	/** Why the list of that name has no answers, where nothing of what it asks for was asked by then. */
	missing: (name: string) => string | undefined;
	/** What failed at the moment. */
	health: () => HealthBook;
};

/** Nobody is spared: nothing is sent anywhere. */
export class NoLimits extends Governor {
	override period(_name: string, base: number): number {
		return base;
	}

	override wait(): number {
		return 0;
	}
}

/** Why there is no answer of then; nothing where there is one, be it a failure. */
const whyAbsent = (reply: Result<Reply>): string | undefined =>
	!reply.ok && reply.failure.kind === 'absent' ? reply.failure.words : undefined;

/** What distinguishes one answer of a server from its next one. */
const markOf = (fields: Readonly<Record<string, unknown>>): string => {
	const { server } = fields;
	if (typeof server !== 'object' || server === null) return JSON.stringify(fields).slice(0, 200);
	return [Reflect.get(server, 'id'), Reflect.get(server, 'seq'), Reflect.get(server, 'time')].join(' ');
};

/** Options that note the mark of each answer, too. */
const marking = (options: GatherOptions): { marks: string[]; options: GatherOptions } => {
	const marks: string[] = [];
	return {
		marks,
		options: {
			...options,
			onAnswer(answer) {
				marks.push(markOf(answer.fields));
				return options.onAnswer(answer);
			},
		},
	};
};

const markOfReply = (reply: Result<Reply>): string =>
	reply.ok ? markOf(reply.value.fields) : failureText(reply.failure);

/** The questions of one round, and what came back. */
class Witness {
	#asked = 0;
	/** Why questions have no answer. */
	readonly #missing: string[] = [];
	readonly #questions: { again: (wire: Wire) => Promise<string>; marks: string }[] = [];

	/** The wire, with every question on it noted. */
	wire(wire: Wire): Wire {
		return {
			subscribe: (...all) => wire.subscribe(...all),
			rtt: () => wire.rtt(),
			watch: (listener) => wire.watch(listener),
			server: () => wire.server(),
			isClosed: () => wire.isClosed(),
			now: () => wire.now(),
			close: () => wire.close(),
			ask: async (subject, body, options) => {
				this.#asked++;
				const reply = await wire.ask(subject, body, options);
				const why = whyAbsent(reply);
				if (why !== undefined) this.#missing.push(why);
				this.#questions.push({
					marks: markOfReply(reply),
					again: async (other) => markOfReply(await other.ask(subject, body, options)),
				});
				return reply;
			},
			gather: async (subject, body, options) => {
				this.#asked++;
				const { marks, options: noting } = marking(options);
				const end = await wire.gather(subject, body, noting);
				if (end === 'absent') this.#missing.push(`not asked at ${clock(wire.now())}`);
				this.#questions.push({
					marks: marks.join(),
					async again(other) {
						const { marks: later, options: silent } = marking({ ...options, onAnswer: () => undefined });
						await other.gather(subject, body, silent);
						return later.join();
					},
				});
				return end;
			},
		};
	}

	/** Why there are no answers at all; nothing where there are some, or nothing was asked. */
	get missing(): string | undefined {
		return this.#missing.length === this.#asked ? this.#missing[0] : undefined;
	}

	/** True where a wire answers all the questions as they were answered already. */
	async knows(wire: Wire): Promise<boolean> {
		for (const { again, marks } of this.#questions) if ((await again(wire)) !== marks) return false;
		return this.#questions.length > 0;
	}
}

/** Opens a source of the past; see `polledSource` for what `ask` gives. What servers are asked to filter was not asked then. */
export const pastSource = <Snapshot>(
	past: LookingBack,
	first: Snapshot,
	ask: (wire: Wire, before: Snapshot, round: Round<Snapshot>) => Promise<Snapshot>,
): Source<Snapshot> => {
	const listeners = new Set<() => void>();
	const stop = new AbortController();
	const { signal } = stop;
	const tellMissing = past.witness();
	let snapshot = first;
	let focused: string | undefined;
	let lookedAt: LookedAt | undefined;
	/** What was asked last: for the list, and for each object that had the whole screen. */
	const witnesses = new Map<string, Witness>();
	let [isAsking, isAgain] = [false, false];
	let wasMissing: string | undefined;
	/** Asks for an object, or for the list, unless all the answers are known. */
	const askOne = async (wire: Wire, before: Snapshot, key: string | undefined): Promise<Snapshot> => {
		const known = witnesses.get(key ?? '');
		if (await known?.knows(wire)) return before;
		const witness = new Witness();
		witnesses.set(key ?? '', witness);
		return ask(witness.wire(wire), before, {
			...{ signal, isWished: false, follows: known !== undefined, asked: {}, lookedAt },
			...(key !== undefined && { focused: key }),
			spend: () => {},
			show: () => {},
		});
	};
	const whyMissing = (key: string | undefined): string | undefined => witnesses.get(key ?? '')?.missing;
	const askAll = async (): Promise<void> => {
		let next = snapshot;
		for (const wire of await past.wires(witnesses.size === 0)) {
			if (signal.aborted) return;
			next = await askOne(wire, next, focused);
			// An object that nobody had open then is as its list knew it.
			if (focused !== undefined && whyMissing(focused) !== undefined)
				next = await askOne(wire, next, undefined);
		}
		const missing = whyMissing(focused) && whyMissing(undefined);
		const isNews = missing !== wasMissing || next !== snapshot;
		wasMissing = missing;
		tellMissing(missing);
		if (signal.aborted || !isNews) return;
		snapshot = next;
		for (const listener of listeners) listener();
	};
	const round = async (): Promise<void> => {
		isAgain = true;
		if (isAsking) return;
		isAsking = true;
		const end = past.begin();
		try {
			while (isAgain && !signal.aborted) {
				isAgain = false;
				await askAll();
			}
		} finally {
			isAsking = false;
			end();
		}
	};
	const unsubscribe = past.subscribe(() => void round());
	void round();
	return {
		get: () => snapshot,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		focus(key) {
			if (key === focused) return;
			focused = key;
			void round();
		},
		look(at) {
			lookedAt = at;
		},
		close() {
			unsubscribe();
			stop.abort();
			listeners.clear();
		},
	};
};
