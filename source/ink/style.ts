// The colours in force along a painted row: what a sequence of SGR codes comes to.

import styles from 'ansi-styles';

/** Bold and dim may hold together, and end together. */
const intensities = new Set([1, 2]);

/** The sequences in force, each by what it replaces. */
type Held = ReadonlyMap<string, string>;

/** `38;5;n` and `38;2;r;g;b` are one code. */
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

/** Every style met so far; a theme has a few dozen. */
const known = new Map<string, Held>([['', nothing]]);
const steps = new Map<string, string>();

/** Tables larger than this are begun anew: texts that come from outside must not make them grow. */
const most = 2000;

/**
 * The style after a sequence: `style` is the text of all sequences in force ('' for none), `parameters` what stands
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
