// The title of the terminal: ours while natstop has the screen, and then the terminal's own again.

import { clean } from './clean.ts';

/** The longest title, in characters. */
const longestTitle = 80;

/** The terminal keeps its title. One that keeps none ignores this. */
const keep = '\x1b[22;2t';

/** It takes the kept one back; one that kept none has an empty title until the shell sets its own. */
const giveBack = '\x1b]2;\x07\x1b[23;2t';

/** Follows the title of one terminal. */
export class TerminalTitle {
	readonly #write: (sequence: string) => void;
	/** What was asked for last. */
	#wanted?: string;
	/** What the terminal has; absent while the title is its own. */
	#shown?: string;
	#isAway = false;
	#wasTaken = false;

	constructor(write: (sequence: string) => void) {
		this.#write = write;
	}

	/** What restores the terminal's own title where nothing can be sure of what it was told; empty where it was left alone. */
	get ending(): string {
		return this.#wasTaken ? giveBack : '';
	}

	/** Nothing is written where the title is that already, or while the terminal is lent. */
	show(text: string): void {
		this.#wanted = clean(text, longestTitle);
		if (this.#isAway || this.#wanted === this.#shown) return;
		this.#write(`${this.#shown === undefined ? keep : ''}\x1b]2;${this.#wanted}\x07`);
		this.#shown = this.#wanted;
		this.#wasTaken = true;
	}

	/** The end: the title is the terminal's own again. */
	end(): void {
		this.#wanted = undefined;
		this.#drop();
	}

	/** The terminal is lent to the shell, which has its own title. */
	lend(): void {
		this.#isAway = true;
		this.#drop();
	}

	/** The terminal is ours again. */
	takeBack(): void {
		this.#isAway = false;
		if (this.#wanted !== undefined) this.show(this.#wanted);
	}

	#drop(): void {
		if (this.#shown === undefined) return;
		this.#shown = undefined;
		this.#write(giveBack);
	}
}
