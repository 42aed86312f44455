// Takes reports of the mouse (SGR, mode 1006) out of the bytes that a terminal sends, in the order of the keys around them.

/** A press of the left button, or a turn of the wheel by one notch: up is -1. The cell is counted from 0. */
export type MouseReport = { x: number; y: number; do: 'click' | 'wheel'; by: -1 | 0 | 1 };

/** The parts of a chunk: text for the keyboard, and the reports between. */
export type MousePart = string | MouseReport;

/** Milliseconds to wait for the rest of a report that was cut; later input is keys again. */
export const mouseSpan = 2000;

const esc = '\x1b';
const begin = `${esc}[<`;
const pasteBegin = `${esc}[200~`;
const pasteEnd = `${esc}[201~`;

/** The beginning of a report in the old form (X10), of terminals without mode 1006: three characters that look like keys follow. */
const oldBegin = `${esc}[M`;
const oldLength = 3;

/** The longest report, in characters; further digits are not kept. */
const longest = 32;

const report = /^<(\d{1,3});(\d{1,5});(\d{1,5})([Mm])$/;

/** Reads a report of the left button or the wheel; nothing for movement, other buttons, and Shift, Alt or Control. */
const buttons: Readonly<Record<string, Pick<MouseReport, 'do' | 'by'>>> = {
	0: { do: 'click', by: 0 },
	64: { do: 'wheel', by: -1 },
	65: { do: 'wheel', by: 1 },
};

const parse = (sequence: string): MouseReport | undefined => {
	const [, button = '', column, row, end] = report.exec(sequence.slice(2)) ?? [];
	const what = buttons[button];
	const [x, y] = [Number(column) - 1, Number(row) - 1];
	return what === undefined || end !== 'M' || x < 0 || y < 0 ? undefined : { x, y, ...what };
};

const isParameter = (character: string): boolean => character >= ' ' && character <= '?';
const isFinal = (character: string): boolean => character >= '@' && character <= '~';

/**
 * Takes reports out of what is read, however it is split. What may be an Escape is handed on at once, since it may be
 * the key; where it was, the rest of the sequence follows it, for the reader of keys to complete and forget.
 */
export class MouseReader {
	/** The sequence under way, from its Escape. */
	#sequence = '';
	/** The beginning of a sequence that may still become a report, where it is no key by itself. */
	#held = '';
	/** True where the sequence's beginning was handed on with an earlier chunk. */
	#handedOn = false;
	/** Characters still to come of a report in the old form. */
	#old = 0;
	#pasted = false;
	#at = Number.NEGATIVE_INFINITY;

	/** Takes a chunk that was read at `now`, milliseconds. */
	feed(chunk: string, now: number): MousePart[] {
		if (now - this.#at > mouseSpan) this.#forget();
		this.#at = now;
		const parts: MousePart[] = [];
		let text = this.#held;
		this.#held = '';
		const emit = (found: MouseReport): void => {
			if (text !== '') parts.push(text);
			parts.push(found);
			text = '';
		};
		for (const character of chunk) {
			if (this.#old > 0) {
				this.#old--;
				continue;
			}
			if (!this.#sequence.startsWith(begin)) {
				text += character;
				text = this.#begin(character, text);
				continue;
			}
			if (isParameter(character) || isFinal(character)) {
				if (this.#handedOn) text += character;
				if (this.#sequence.length < longest) this.#sequence += character;
				if (!isFinal(character)) continue;
				const found = this.#sequence.endsWith(character) ? parse(this.#sequence) : undefined;
				this.#forget();
				if (found) emit(found);
				continue;
			}
			// The report was cut: what comes now is not a part of it.
			this.#forget();
			text = this.#begin(character, text + character);
		}
		if (this.#sequence === esc) this.#handedOn = true;
		else if (this.#sequence !== '' && !this.#handedOn && !this.#sequence.startsWith(begin)) {
			this.#held = this.#sequence;
			text = text.slice(0, -this.#held.length);
		}
		if (text !== '') parts.push(text);
		return parts;
	}

	/** Takes one character outside of a report; gives the text without the beginning of a report. */
	#begin(character: string, text: string): string {
		if (character === esc) {
			this.#forget();
			this.#sequence = esc;
			return text;
		}
		if (this.#sequence === '') return text;
		this.#sequence += character;
		const { length } = this.#sequence;
		if (this.#sequence === pasteBegin) this.#pasted = true;
		if (this.#sequence === pasteEnd) this.#pasted = false;
		if (!this.#pasted && this.#sequence === begin) return this.#handedOn ? text : text.slice(0, -length);
		if (!this.#pasted && this.#sequence === oldBegin) {
			const handedOn = this.#handedOn;
			this.#forget();
			this.#old = oldLength;
			return handedOn ? text : text.slice(0, -length);
		}
		const isOpen = [begin, pasteBegin, pasteEnd].some(
			(one) => one !== this.#sequence && one.startsWith(this.#sequence),
		);
		if (!isOpen) this.#forget();
		return text;
	}

	#forget(): void {
		this.#sequence = '';
		this.#held = '';
		this.#handedOn = false;
		this.#old = 0;
	}
}
