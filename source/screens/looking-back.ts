// How a list is asked for at a moment that is over: of what was recorded until then, once, and once more for the next moment.

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
	/** Takes for a source, as it is opened, whether all that it asks for was never asked. */
	witness: () => (isMissing: boolean) => void;
	/** Opens a list under a name; its sources have their witness under it. */
	opening: <T>(name: string, open: () => T) => T;
	/** True where nothing of what the list of that name asks for was asked by then. */
	isMissing: (name: string) => boolean;
	/** The moment, ms since the epoch. */
	at: () => number;
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

/** True for what a wire says where a question was not asked by then. */
const isNotAsked = (text: string): boolean => text.startsWith('not asked');

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
	#missing = 0;
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
				if (!reply.ok && isNotAsked(failureText(reply.failure))) this.#missing++;
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
				if (marks.length === 0) this.#missing++;
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

	/** True where nothing that was asked now was asked then. */
	get isMissing(): boolean {
		return this.#asked > 0 && this.#missing === this.#asked;
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
	let last: Witness | undefined;
	let [isAsking, isAgain, isOther, wasMissing] = [false, false, false, false];
	const askOne = async (wire: Wire, before: Snapshot, follows: boolean, key?: string): Promise<Snapshot> => {
		const witness = new Witness();
		last = witness;
		return ask(witness.wire(wire), before, {
			...{ signal, isWished: false, follows, asked: {}, lookedAt },
			...(key !== undefined && { focused: key }),
			spend: () => {},
			show: () => {},
		});
	};
	const askAll = async (): Promise<void> => {
		let next = snapshot;
		for (const wire of await past.wires(last === undefined)) {
			if (signal.aborted) return;
			if (!isOther && last !== undefined && (await last.knows(wire))) continue;
			next = await askOne(wire, next, last !== undefined, focused);
			// An object that nobody had open then is as its list knew it.
			if (focused !== undefined && last?.isMissing) next = await askOne(wire, next, true);
		}
		isOther = false;
		const isMissing = last?.isMissing ?? false;
		const isNews = isMissing !== wasMissing || next !== snapshot;
		wasMissing = isMissing;
		tellMissing(isMissing);
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
			isOther = true;
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
