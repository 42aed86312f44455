// Questions to single servers: those that missed a round, and those of which it must be known who they are.

import type { MonitorEvent } from '../model/event.ts';
import type { Roster } from '../model/roster.ts';
import type { ServerInfo } from '../model/server.ts';
import { sawSilence } from './awake.ts';
import { refusedLimit } from './gather.ts';
import { askStatsz } from './statsz.ts';
import type { Wire } from './wire.ts';

/** Longest wait for the answer of one server, milliseconds. */
export const probeLimit = 1000;

/** How many servers are asked for themselves at once. */
const mostProbes = 32;

export type ProbesOptions = {
	wire: Wire;
	roster: Roster;
	timeout: number;
	signal: AbortSignal;
	/** Gives another value once the link was lost: what was asked before says nothing any more. */
	link: () => number;
	onEvents: (events: readonly MonitorEvent[]) => void;
	onIsolated?: (lost: readonly ServerInfo[]) => Promise<boolean>;
};

/** The direct questions of one connection, and what follows from their answers. */
export class Probes {
	readonly #options: ProbesOptions;
	readonly #asking = new Set<string>();
	/** Somebody is looking for a server that sees more than ours. */
	#isLooking = false;

	constructor(options: ProbesOptions) {
		this.#options = options;
	}

	/** Asks these, a few at a time: a cluster that is gone would be a storm of questions, each for itself. */
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

	/** Asks a server for itself: gone, hung, or only late. */
	async #probe(id: string): Promise<void> {
		const { wire, roster, timeout, signal, link, onEvents } = this.#options;
		const [asked, began] = [performance.now(), link()];
		const limit = Math.min(timeout, probeLimit);
		const result = await askStatsz(wire, id, limit, refusedLimit);
		// A limit that passed while we could not read says nothing; the next round asks again.
		if (!result.ok && result.failure.kind === 'timeout' && !(await sawSilence(wire, asked, limit))) return;
		if (signal.aborted || began !== link()) return;
		if (result.ok) onEvents(roster.heard(result.value.sample));
		else if (result.failure.kind === 'timeout') onEvents(roster.unanswered(id, wire.now()));
		else if (result.failure.kind === 'no-responders') await this.#confirm(id, began);
	}

	/** What others told of routes to it was told before it was missed: they are asked again. */
	async #confirm(id: string, began: number): Promise<void> {
		const { wire, roster, timeout, signal, link, onEvents } = this.#options;
		const since = wire.now();
		const ask = async (witness: string): Promise<void> => {
			const result = await askStatsz(wire, witness, Math.min(timeout, probeLimit));
			if (result.ok && began === link()) onEvents(roster.heard(result.value.sample));
		};
		await Promise.all(roster.witnessesOf(id).map(ask));
		if (signal.aborted || began !== link()) return;
		onEvents(roster.unreachable(id, wire.now(), since));
	}

	/** Where our own server may be the one that is cut off, another one is asked before anybody is called down. */
	async #lookElsewhere(): Promise<void> {
		const { wire, roster, signal, link, onEvents, onIsolated } = this.#options;
		const { doubted } = roster;
		if (doubted.length === 0 || this.#isLooking) return;
		const began = link();
		this.#isLooking = true;
		// Two servers that lose each other know as much of it as each other: with nobody to ask, what is not served is gone.
		const moves = onIsolated ? await onIsolated(doubted).catch(() => true) : doubted.length > 1;
		this.#isLooking = false;
		if (signal.aborted || began !== link()) return;
		onEvents(
			moves ? roster.tellDoubt(wire.now()) : roster.confirmLoss(wire.now(), 'nobody else can be asked'),
		);
	}
}
