// Turns the mouse modes of the terminal on while natstop has the screen and wants the mouse, else off.

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

	/** The sequence that turns the mouse off, whatever the terminal was told; empty where it was never turned on. */
	get ending(): string {
		return this.#wasOn ? off : '';
	}

	/** Turns the mouse on, as soon as the terminal is not lent. */
	begin(): void {
		this.#wanted = true;
		this.#set(!this.#isAway);
	}

	/** Turns the mouse off. */
	end(): void {
		this.#wanted = false;
		this.#set(false);
	}

	/** Turns the mouse off while the terminal is lent to the shell, which would take reports for keys. */
	lend(): void {
		this.#isAway = true;
		this.#set(false);
	}

	/** Turns the mouse on again, where it is wanted. */
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
