// Records the screens of a terminal, scene by scene, each with its time and the words below it.

import { setTimeout as delay } from 'node:timers/promises';
import type { Frame } from './moving-svg.ts';

/** Milliseconds without output after which a screen is taken, so that no half of a frame is kept. */
const quiet = 40;

type Recorded = {
	/** Gives the rows that the screen shows now. */
	take: () => string[];
	/** Calls back whenever the screen may have changed. */
	watch: (callback: () => void) => void;
};

export class Film {
	readonly frames: Frame[] = [];
	/** Where the next scene begins, in seconds of the film. */
	seconds = 0;
	readonly #of: Recorded;

	constructor(of: Recorded) {
		this.#of = of;
	}

	/**
	 * Records while `act` goes on, and after it until the scene has its length. What takes longer is shown faster, so
	 * that the film is as long as it was planned on a busy machine too.
	 */
	async scene(caption: string, length: number, act: () => Promise<unknown>): Promise<void> {
		const start = performance.now();
		const taken: Frame[] = [];
		const take = (): void => {
			const at = taken.length === 0 ? 0 : (performance.now() - start) / 1000;
			taken.push({ at, rows: this.#of.take(), caption });
		};
		let timer: NodeJS.Timeout | undefined;
		take();
		this.#of.watch(() => {
			clearTimeout(timer);
			timer = setTimeout(take, quiet);
		});
		await act();
		await delay(Math.max(0, length * 1000 - (performance.now() - start)));
		this.#of.watch(() => {});
		clearTimeout(timer);
		const factor = Math.min(1, (length * 1000) / (performance.now() - start));
		this.frames.push(...taken.map((frame) => ({ ...frame, at: this.seconds + frame.at * factor })));
		this.seconds += length;
	}
}
