// Chooses what is kept: of a large system a round each ten seconds and everything that happens between them, and of any
// system a configuration when it is another one.

import type { Varz } from '../model/server.ts';
import type { RosterInput } from '../nats/roster-input.ts';

/** Of more servers not every round is kept: to keep them all would cost more than all the rest. */
export const manyServers = 200;

/** Milliseconds between two rounds that are kept then. */
export const thinnedSpan = 10_000;

/** So long a configuration that says nothing new is not told again, milliseconds. */
const configSpan = 300_000;

/** Rounds are not to the millisecond: one that comes this much sooner is kept. */
const early = 100;

/** Ids that are remembered: who invents servers would fill the memory with them. */
const mostIds = 20_000;

type Config = { at: number; text: string };

/** Remembers something of an id; forgets all where there are too many. */
const remember = <T>(map: Map<string, T>, id: string, value: T): void => {
	if (map.size >= mostIds) map.clear();
	map.set(id, value);
};

/** What the rounds that are left out hide is what changes within seconds and back: rates are those of ten seconds. */
export class Thinning {
	#isMany = false;
	/** When the last round began that is kept, and whether it is the one under way. */
	#began = Number.NEGATIVE_INFINITY;
	#isKept = true;
	/** When each server was last heard in what is kept. */
	readonly #heard = new Map<string, number>();
	readonly #configs = new Map<string, Config>();

	/** `servers` is how many there are now; `keepsAll` where every round is kept nevertheless. */
	constructor(
		readonly servers: () => number,
		readonly keepsAll = false,
	) {}

	/** True while there are many servers. */
	get isMany(): boolean {
		return this.#isMany;
	}

	/** True while not every round is kept. */
	get isThin(): boolean {
		return this.#isMany && !this.keepsAll;
	}

	/** Milliseconds between two rounds that are kept, of those so far apart. */
	interval(ms: number): number {
		return this.isThin ? Math.max(ms, thinnedSpan) : ms;
	}

	/** True where an input is to be kept, and `turned` where the number of servers has passed the limit with it. */
	take(input: RosterInput): { isKept: boolean; turned: boolean } {
		const { at, code } = input;
		const turned = code === 'B' && this.servers() > manyServers !== this.#isMany;
		if (turned) this.#turn();
		if (code === 'V') return { isKept: this.#keepsConfig(input.id, input.varz, at), turned };
		// What was read elsewhere is told once: the next one that is read here may be the one before it again.
		if (code === 'U' && input.told[0] === 'configuration') this.#configs.delete(input.told[1]);
		return { isKept: !this.isThin || this.#keeps(input, at), turned };
	}

	#turn(): void {
		this.#isMany = !this.#isMany;
		this.#isKept = true;
		this.#began = Number.NEGATIVE_INFINITY;
		this.#heard.clear();
		this.#configs.clear();
	}

	#keeps(input: RosterInput, at: number): boolean {
		switch (input.code) {
			case 'B':
				this.#isKept = Math.abs(at - this.#began) >= thinnedSpan - early;
				if (this.#isKept) this.#began = at;
				return this.#isKept;
			case 'P':
				return this.#isKept;
			case 'S':
				return this.#keepsSample(input.sample.server.id, at);
			case 'U':
				// What is told of one server alone ends with its next word, which may not be left out.
				if (input.told[0] === 'unanswered' || input.told[0] === 'unreachable')
					this.#heard.delete(input.told[1]);
				return true;
			default:
				return true;
		}
	}

	/** Who answers late, or is new, or was in doubt, is heard whatever round it is. */
	#keepsSample(id: string, at: number): boolean {
		const heard = this.#heard.get(id) ?? Number.NEGATIVE_INFINITY;
		if (!this.#isKept && Math.abs(at - heard) < thinnedSpan) return false;
		remember(this.#heard, id, at);
		return true;
	}

	#keepsConfig(id: string, varz: Varz, at: number): boolean {
		const config = { at, text: JSON.stringify(varz) };
		const last = this.#configs.get(id);
		if (last?.text === config.text && at - last.at < configSpan) return false;
		remember(this.#configs, id, config);
		return true;
	}
}
