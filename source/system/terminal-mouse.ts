// The modes in which the terminal tells of the mouse: on while natstop has the screen and wants it, else off.

/** Presses and the wheel are told, in decimal figures; the older form is asked for first, for the newer one to change it. */
const on = '\x1b[?1000h\x1b[?1006h';
const off = '\x1b[?1006l\x1b[?1000l';

/** Follows the mouse of one terminal. */
export class TerminalMouse {
	readonly #write: (sequence: string) => void;
	#wanted = false;
	#isOn = false;
	#isAway = false;
	#wasOn = false;

	constructor(write: (sequence: string) => void) {
		this.#write = write;
	}

	/** What turns it off where nothing can be sure of what the terminal was told; empty where it was left alone. */
	get ending(): string {
		return this.#wasOn ? off : '';
	}

	/** The mouse is told of from here on, as soon as the terminal is not lent. */
	begin(): void {
		this.#wanted = true;
		this.#set(!this.#isAway);
	}

	/** No more. */
	end(): void {
		this.#wanted = false;
		this.#set(false);
	}

	/** The terminal is lent to the shell, which would take reports for keys. */
	lend(): void {
		this.#isAway = true;
		this.#set(false);
	}

	/** The terminal is ours again. */
	takeBack(): void {
		this.#isAway = false;
		this.#set(this.#wanted);
	}

	#set(wanted: boolean): void {
		if (wanted === this.#isOn) return;
		this.#isOn = wanted;
		if (wanted) this.#wasOn = true;
		this.#write(wanted ? on : off);
	}
}
