// Rates and history of one server: one slot a round, measured against the slot before.

import type { Rates } from './fleet.ts';
import { History, type HistorySlot, type PackedHistory } from './history.ts';
import { ratesBetween } from './rates.ts';
import type { Sample } from './server.ts';

/** Everything that is remembered of the rounds of a server. */
export type SlotMemory = {
	rates?: Rates;
	slot?: Sample;
	outdated?: Sample;
	told: HistorySlot;
	history: PackedHistory;
};

/** A rate without digits that no trend can show: a recording keeps hundreds of thousands of them. */
const shortened = (rate: number | undefined): number | undefined =>
	rate === undefined ? undefined : rate < 1000 ? Math.round(rate * 100) / 100 : Math.round(rate);

export class RoundSlots {
	readonly history = new History();
	/** Between the last two samples that can be compared. */
	rates?: Rates;
	#slot?: Sample;
	/** A sample from before our link was cut: it compares with nothing that comes. */
	#outdated?: Sample;
	/** The last slot of history that was no gap. */
	#told: HistorySlot = {};

	/** Everything it remembers; of the history the newest `slots`. */
	memory(slots: number): SlotMemory {
		return {
			...{ rates: this.rates, slot: this.#slot, outdated: this.#outdated, told: this.#told },
			history: this.history.pack(slots),
		};
	}

	/** Takes up what another one remembered. */
	resume({ rates, slot, outdated, told, history }: SlotMemory): void {
		this.rates = rates;
		this.#slot = slot;
		this.#outdated = outdated;
		this.#told = told;
		this.history.unpack(history);
	}

	/**
	 * Ends a round with the last sample known: rates since the last slot, and one slot of history, a gap when nothing new came.
	 * With `hold` nothing new was asked for, and what was told last goes on. True when rates were measured anew.
	 */
	close(fresh: Sample | undefined, at: number, hold: boolean): boolean {
		const before = this.#slot;
		if (fresh === undefined || fresh === this.#outdated || fresh === before) {
			this.history.push(hold && fresh === before ? this.#told : {}, at);
			return false;
		}
		const rates = before && ratesBetween(before, fresh);
		// Too close to compare: keep the older baseline, so that the next round spans both.
		if (before && rates === undefined && before.statsz.start === fresh.statsz.start) return false;
		this.rates = rates;
		this.#slot = fresh;
		const statsz = fresh.statsz;
		this.#told = {
			cpu: statsz.cpu,
			mem: statsz.mem,
			connections: statsz.connections,
			slow: statsz.slowConsumers,
			in: shortened(rates?.in?.msgs),
			inBytes: shortened(rates?.in?.bytes),
			out: shortened(rates?.out?.msgs),
			outBytes: shortened(rates?.out?.bytes),
		};
		this.history.push(this.#told, at);
		return true;
	}

	/** A new process counts from zero. */
	restart(): void {
		this.#slot = undefined;
		this.rates = undefined;
	}

	/** Our own link was cut: what was measured up to `latest` does not compare with what comes. */
	forget(latest: Sample | undefined): void {
		this.restart();
		this.#outdated = latest;
	}
}
