// Sets the title of the terminal while natstop has the screen, and restores the terminal's own title then.

import { clean } from './clean.ts';

/** The longest title, in characters. */
const longestTitle = 80;

/** The sequence that saves the title on the terminal's stack; terminals without one ignore it. */
const keep = '\x1b[22;2t';

/** The sequence that restores the saved title; without a stack the title is empty until the shell sets its own. */
const giveBack = '\x1b]2;\x07\x1b[23;2t';

/** Follows the title of one terminal. */
export class TerminalTitle {
	readonly #write: (sequence: string) => void;
	/** The title that was asked for last. */
	#wanted?: string;
	/** The title that the terminal has now; absent while it is the terminal's own. */
	#shown?: string;
	#isAway = false;
	#wasTaken = false;

	constructor(write: (sequence: string) => void) {
		this.#write = write;
	}

	/** The sequence that restores the terminal's own title, whatever it was told; empty where it was never changed. */
	get ending(): string {
		return this.#wasTaken ? giveBack : '';
	}

	/** Sets the title; writes nothing where it is that already, or while the terminal is lent. */
	show(text: string): void {
		this.#wanted = clean(text, longestTitle);
		if (this.#isAway || this.#wanted === this.#shown) return;
		this.#write(`${this.#shown === undefined ? keep : ''}\x1b]2;${this.#wanted}\x07`);
		this.#shown = this.#wanted;
		this.#wasTaken = true;
	}

	/** Restores the terminal's own title for good. */
	end(): void {
		this.#wanted = undefined;
		this.#drop();
	}

	/** Restores the terminal's own title while the terminal is lent to the shell. */
	lend(): void {
		this.#isAway = true;
		this.#drop();
	}

	/** Sets our title again. */
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
