// Follows the style along a painted row: which colours and attributes are on after each SGR sequence.

import styles from 'ansi-styles';

/** Bold and dim can both be on, and one code ends both. */
const intensities = new Set([1, 2]);

/** The sequences that are on; the key says which earlier sequence a new one replaces. */
type Held = ReadonlyMap<string, string>;

/** Splits the parameters into codes; `38;5;n` and `38;2;r;g;b` are one code each. */
const codesOf = (parameters: string): string[] => {
	const parts = parameters.split(';');
	const codes: string[] = [];
	for (let i = 0; i < parts.length; i++) {
		const more = parts[i] === '38' || parts[i] === '48' ? { 5: 2, 2: 4 }[parts[i + 1] ?? ''] : undefined;
		codes.push(parts.slice(i, i + 1 + (more ?? 0)).join(';'));
		i += more ?? 0;
	}
	return codes;
};

const endings = new Set(styles.codes.values());

const after = (held: Held, code: string): Held => {
	const number = Number.parseInt(code, 10) || 0;
	if (number === 0) return new Map();
	if (endings.has(number)) {
		return new Map([...held].filter(([what]) => Number.parseInt(what, 10) !== number));
	}
	const end = code.startsWith('38;')
		? 39
		: code.startsWith('48;')
			? 49
			: (styles.codes.get(number) ?? number);
	const what = intensities.has(number) ? `${end}/${number}` : String(end);
	const rest = new Map(held);
	rest.delete(what);
	return rest.set(what, `\x1b[${code}m`);
};

const nothing: Held = new Map();

/** Every style seen so far; a theme has a few dozen. */
const known = new Map<string, Held>([['', nothing]]);
const steps = new Map<string, string>();

/** A larger table is emptied, as texts from the network must not make it grow without end. */
const most = 2000;

/**
 * The style after a sequence. `style` is the text of all sequences that are on ('' for none), `parameters` is the part
 * between `ESC [` and `m`.
 */
export const styleAfter = (style: string, parameters: string): string => {
	const step = `${style}>${parameters}`;
	const done = steps.get(step);
	if (done !== undefined) return done;
	if (steps.size > most) steps.clear();
	const held = codesOf(parameters).reduce(after, known.get(style) ?? nothing);
	const text = [...held.values()].join('');
	known.set(text, held);
	steps.set(step, text);
	return text;
};
