// Rounds of JSZ for the lists of JetStream: each kind by its own clock, under the budget of all that is asked.

import type { AskedServer } from '../../nats/connections-round.ts';
import { gatherJsz, type JszMemory } from '../../nats/gather-jsz.ts';
import type { JszAnswer, JszKind } from '../../nats/jsz.ts';
import type { Wire } from '../../nats/wire.ts';
import type { Watching } from '../source.ts';
import { factsOf, noRound, type RoundFacts } from './round-facts.ts';

/** Longest wait for an answer, milliseconds. */
const answerLimit = 2000;

/** The interval that the bases of kinds are told for, milliseconds: a longer one makes them longer. */
const usualInterval = 2000;

/** A round is late where it takes so many times what was wished. */
const late = 1.5;

/** Memories of rounds in different scopes. */
const mostMemories = 32;

/** The least time until something is looked at again, milliseconds. */
const leastWait = 500;

/** The class of a kind in the budget. */
export const jszClass = (kind: JszKind): string => `jsz-${kind}`;

export type JszQuestion = {
	kind: JszKind;
	/** Milliseconds between two rounds, at the usual interval. */
	base: number;
	servers: readonly AskedServer[];
	/** Names of servers without JetStream, as far as that is known. */
	off?: readonly string[];
	/** The only account that is asked for, by its key or name. */
	account?: string;
	/** It is asked at once: a person wishes so, or what it is about is another. */
	isNow?: boolean;
	signal?: AbortSignal;
	onAnswer: (answer: JszAnswer) => void;
};

type Known = { facts: RoundFacts; base: number };

/** What one open list asks. */
export class JszRounds {
	readonly #watching: Pick<Watching, 'governor' | 'timeout' | 'interval'>;
	readonly #known = new Map<JszKind, Known>();
	readonly #memories = new Map<string, JszMemory>();
	#watched?: { wire: Wire; end: () => void };
	#isDenied = false;

	constructor(watching: Pick<Watching, 'governor' | 'timeout' | 'interval'>) {
		this.#watching = watching;
	}

	/** What the last round of a kind came to. */
	facts(kind: JszKind): RoundFacts {
		return this.#known.get(kind)?.facts ?? noRound;
	}

	/** Whether a round of a kind may begin. */
	isDue(kind: JszKind, base: number): boolean {
		if (!this.#known.has(kind)) return true;
		return this.#watching.governor.wait(jszClass(kind), this.#scaled(base)) === 0;
	}

	/** Milliseconds until the first of the kinds that were asked may be asked again. */
	untilNext(): number {
		const waits = [...this.#known].map(([kind, { base }]) =>
			this.#watching.governor.wait(jszClass(kind), this.#scaled(base)),
		);
		return Math.max(leastWait, Math.min(...waits, usualInterval));
	}

	/**
	 * Asks where it is time to; gives nothing where it is not, or where the link went away meanwhile. Whoever denied us is not
	 * asked again before the link is another, or somebody wishes for it.
	 */
	async ask(wire: Wire, question: JszQuestion): Promise<RoundFacts | undefined> {
		const { kind, base, servers, off = [], account, isNow = false, signal, onAnswer } = question;
		this.#follow(wire);
		if (this.#isDenied && !isNow) return undefined;
		if (!isNow && !this.isDue(kind, base)) return undefined;
		const { governor } = this.#watching;
		const name = jszClass(kind);
		const before = this.facts(kind);
		const timeout = Math.min(this.#watching.timeout, answerLimit);
		this.#known.set(kind, { base, facts: { ...before, expected: servers.length } });
		governor.begin(name);
		let isCut = false;
		const round = await gatherJsz(wire, {
			...{ kind, servers, account, timeout, signal, memory: this.#memoryOf(kind, account) },
			spend: (cost) => governor.spend(name, cost),
			onAnswer(answer) {
				isCut ||= answer.isCut;
				onAnswer(answer);
			},
		});
		if (round.isEnded) return undefined;
		this.#isDenied = round.denied !== undefined;
		const wished = this.#scaled(base);
		const every = governor.period(name, wished);
		const inputs = { before, asked: servers, off, at: wire.now(), timeout, isCut };
		const facts = { ...factsOf(round, inputs), ...(every > late * wished && { every }) };
		this.#known.set(kind, { base, facts });
		return facts;
	}

	/** Stops following the link. */
	close(): void {
		this.#watched?.end();
	}

	#scaled(base: number): number {
		return (base * this.#watching.interval()) / usualInterval;
	}

	#memoryOf(kind: JszKind, account = ''): JszMemory {
		const key = `${kind} ${account}`;
		const memory = this.#memories.get(key) ?? {};
		this.#memories.set(key, memory);
		const [oldest] = this.#memories.keys();
		if (this.#memories.size > mostMemories && oldest !== undefined) this.#memories.delete(oldest);
		return memory;
	}

	/** Permissions may be others on a new link. */
	#follow(wire: Wire): void {
		if (this.#watched?.wire === wire) return;
		this.#watched?.end();
		this.#isDenied = false;
		const end = wire.watch(({ type }) => {
			if (type === 'back') this.#isDenied = false;
		});
		this.#watched = { wire, end };
	}
}
