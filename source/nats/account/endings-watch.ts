// Asks the servers of an account which of its connections have ended, round after round, while it is connected.

import { Endings } from '../../model/endings.ts';
import type { MonitorEvent } from '../../model/event.ts';
import { askClosed } from '../closed-round.ts';
import type { AskedServer } from '../connections-round.ts';
import type { Governor } from '../governor.ts';
import type { Wire } from '../wire.ts';

/** The class of these requests in the budget. */
const endingsClass = 'endings';

/** Milliseconds between two rounds at the usual interval. */
const [base, usualInterval] = [5000, 2000];

/** Longest wait for an answer, milliseconds. */
const answerLimit = 2000;

type Options = {
	servers: () => readonly AskedServer[];
	/** Milliseconds between two rounds of servers, as chosen now. */
	interval: () => number;
	timeout: number;
	governor: Pick<Governor, 'begin' | 'spend' | 'wait'>;
	onEvent: (event: MonitorEvent) => void;
};

export class EndingsWatch {
	readonly #options: Options;
	readonly #endings = new Endings();
	#wire?: Wire;
	#timer?: NodeJS.Timeout;
	#stop?: AbortController;

	constructor(options: Options) {
		this.#options = options;
	}

	/** Begins on a link, or goes on with it; nothing is asked outside of account mode, where servers tell of it themselves. */
	start(wire: Wire): void {
		this.stop();
		if (wire.mode !== 'account') return;
		this.#wire = wire;
		this.#stop = new AbortController();
		this.#later(0);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#stop?.abort();
		this.#wire = undefined;
	}

	#later(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#round(), ms);
	}

	async #round(): Promise<void> {
		const { servers, interval, timeout, governor, onEvent } = this.#options;
		const [wire, signal] = [this.#wire, this.#stop?.signal];
		const asked = servers();
		if (wire === undefined || signal?.aborted) return;
		if (asked.length > 0) {
			governor.begin(endingsClass);
			const denied = await askClosed(asked, {
				...{ wire, timeout: Math.min(timeout, answerLimit), signal },
				spend: (cost) => governor.spend(endingsClass, cost),
				onServer: ({ id }, { rows, failure }) => {
					if (failure !== undefined) return;
					for (const event of this.#endings.told(id, rows, wire.now())) onEvent(event);
				},
			});
			// Who may not ask is not told: screen 4 says so, and each try would be an error in the log of the server.
			if (denied !== undefined) return;
		}
		if (!signal?.aborted && this.#wire === wire)
			this.#later(Math.max(250, governor.wait(endingsClass, (base * interval()) / usualInterval)));
	}
}
