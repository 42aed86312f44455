// Asks single servers directly: those that missed a round, and those whose identity is in doubt.

import type { Roster } from '../model/roster.ts';
import type { ServerInfo } from '../model/server.ts';
import { sawSilence } from './awake.ts';
import { refusedLimit } from './gather.ts';
import type { OnRosterInput } from './roster-input.ts';
import { askStatsz } from './statsz.ts';
import type { Wire } from './wire.ts';

/** Longest wait for the answer of one server, milliseconds. */
export const probeLimit = 1000;

/** How many servers are asked directly at the same time. */
const mostProbes = 32;

export type ProbesOptions = {
	wire: Wire;
	roster: Roster;
	timeout: number;
	signal: AbortSignal;
	/** A number that changes when the link is lost: answers to requests from before are then ignored. */
	link: () => number;
	/** Takes what came of it, which is then told. */
	tell: OnRosterInput;
	onIsolated?: (lost: readonly ServerInfo[]) => Promise<boolean>;
};

/** Sends the direct requests of one connection, and draws the conclusions. */
export class Probes {
	readonly #options: ProbesOptions;
	readonly #asking = new Set<string>();
	/** A search for a server that sees more than ours is under way. */
	#isLooking = false;

	constructor(options: ProbesOptions) {
		this.#options = options;
	}

	/** Asks these, a few at a time: a whole cluster may be gone. */
	async ask(wanted: readonly string[]): Promise<void> {
		const ids = wanted.filter((id) => !this.#asking.has(id));
		if (ids.length === 0) return;
		for (const id of ids) this.#asking.add(id);
		const waiting = ids.values();
		const work = async (): Promise<void> => {
			for (const id of waiting) {
				if (!this.#options.signal.aborted) await this.#probe(id);
				this.#asking.delete(id);
			}
		};
		await Promise.all(Array.from({ length: Math.min(mostProbes, ids.length) }, work));
		await this.#lookElsewhere();
	}

	/** Asks one server directly, to tell whether it is gone, hung, or only late. */
	async #probe(id: string): Promise<void> {
		const { wire, timeout, signal, link, tell } = this.#options;
		const [asked, began] = [performance.now(), link()];
		const limit = Math.min(timeout, probeLimit);
		const result = await askStatsz(wire, id, limit, refusedLimit);
		// A limit that passed while we could not read says nothing; the next round asks again.
		if (!result.ok && result.failure.kind === 'timeout' && !(await sawSilence(wire, asked, limit))) return;
		if (signal.aborted || began !== link()) return;
		const at = wire.now();
		if (result.ok) tell({ code: 'S', at: result.value.sample.receivedAt, ...result.value });
		else if (result.failure.kind === 'timeout') tell({ code: 'U', at, told: ['unanswered', id] });
		else if (result.failure.kind === 'no-responders') await this.#confirm(id, began);
	}

	/** Asks the servers that reported a route to it once more: they reported it before it was missed. */
	async #confirm(id: string, began: number): Promise<void> {
		const { wire, roster, timeout, signal, link, tell } = this.#options;
		const since = wire.now();
		const ask = async (witness: string): Promise<void> => {
			const result = await askStatsz(wire, witness, Math.min(timeout, probeLimit));
			if (result.ok && began === link())
				tell({ code: 'S', at: result.value.sample.receivedAt, ...result.value });
		};
		await Promise.all(roster.witnessesOf(id).map(ask));
		if (signal.aborted || began !== link()) return;
		tell({ code: 'U', at: wire.now(), told: ['unreachable', id, since] });
	}

	/** Looks for another server before any is called down, where our own may be the one that is cut off. */
	async #lookElsewhere(): Promise<void> {
		const { wire, roster, signal, link, tell, onIsolated } = this.#options;
		const { doubted } = roster;
		if (doubted.length === 0 || this.#isLooking) return;
		const began = link();
		this.#isLooking = true;
		// Of two servers that lose each other, neither knows better: with no other to ask, a single missing one is down.
		const moves = onIsolated ? await onIsolated(doubted).catch(() => true) : doubted.length > 1;
		this.#isLooking = false;
		if (signal.aborted || began !== link()) return;
		tell({ code: 'U', at: wire.now(), told: moves ? ['doubt'] : ['loss', 'nobody else can be asked'] });
	}
}
