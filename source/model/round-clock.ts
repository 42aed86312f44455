// Keeps how long a round takes, and tells which samples are current.

import type { Sample, ServerInfo } from './server.ts';

/**
 * How often a server publishes its statsz unasked, milliseconds: what a round is where nobody may be asked. Before 2.10.21
 * that is as seldom as every 30 s.
 */
const heartbeatSpan = ({ version = '' }: ServerInfo): number => {
	const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
	const isOften = major > 2 || (major === 2 && (minor > 10 || (minor === 10 && patch >= 21)));
	return isOften ? 10_000 : 30_000;
};

/** One server for this purpose: its last sample, and whether it answered the round under way, and the last one. */
type Answerer = { info: ServerInfo; latest?: Sample; inRound: boolean; answering: boolean };

export class RoundClock {
	/** How long the last round took, milliseconds; absent where nobody was asked. */
	#took?: number = 0;
	/** When the round under way began; absent between two. */
	#began?: number;

	/** Everything it remembers: how long the last round took, and when the one under way began. */
	get memory(): { took?: number; began?: number } {
		return { took: this.#took, began: this.#began };
	}

	set memory({ took, began }: { took?: number; began?: number }) {
		this.#took = took;
		this.#began = began;
	}

	begin(now: number): void {
		this.#began = now;
	}

	end(now: number): void {
		this.#took = this.#began === undefined ? 0 : now - this.#began;
		this.#began = undefined;
	}

	/** Ends a round in which nobody was asked. */
	endBlind(): void {
		this.#took = undefined;
		this.#began = undefined;
	}

	/** Silence that says nothing yet, milliseconds: where nobody may be asked, a heartbeat and a half. */
	patience(info: ServerInfo): number {
		return this.#took === undefined ? 1.5 * heartbeatSpan(info) : 0;
	}

	/** Our link was cut: the round under way has no end. */
	forget(): void {
		this.#began = undefined;
	}

	/**
	 * True when the last sample of a server is older than a round and a half. Who has answered the round under way is as
	 * new as can be; who answers is not blamed for the time that the last round took.
	 */
	isOld({ info, latest, inRound, answering }: Answerer, now: number, interval: number): boolean {
		if (latest === undefined || (this.#began !== undefined && inRound)) return false;
		const span = answering ? Math.max(interval, this.#took ?? heartbeatSpan(info)) : interval;
		return now - latest.receivedAt > 1.5 * span;
	}
}
