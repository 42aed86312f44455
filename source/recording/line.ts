// One input of a session as a recording keeps it, and how it is written: what a replay is fed with to show the same again.

/**
 * `[at, code, …]`. `at` is milliseconds since the epoch with three decimals, which put lines of one millisecond in order: it
 * rises with every line of a session, and sorting by it alone gives the order in which things were told. `timeOf` is the time.
 *
 * | code | rest | |
 * | --- | --- | --- |
 * | `O` | interval and checks | a session begins to listen |
 * | `S` | server id, round trip or null, payload | a statsz, by answer or heartbeat |
 * | `V` | server id, payload | a VARZ |
 * | `I` | server | an answer to IDZ |
 * | `E` | subject, payload | an event that a server published |
 * | `N` | event, count | an event that natstop made |
 * | `B` | | a round of questions begins |
 * | `P` | expected, answered, blind | it has ended |
 * | `T` | | a second has passed |
 * | `U` | what, … | what else servers are judged by; see `Told` |
 * | `A` | what, … | what else the log of events is told: `name`, `off`, `unread` |
 * | `L` | link snapshot | the link has changed |
 * | `H` | health snapshot | what is wrong has changed |
 * | `Q` | subject, request or null, ms, why or null, answer or null | an answer to a question of another screen, or why there is none |
 * | `W` | part, … | a part of everything needed to go on from here without what was before; see `stateLines` |
 * | `M` | text | a marker |
 * | `X` | reason | the end |
 *
 * Payloads and answers are bytes of JSON without a line break, without secrets, and stand last: who writes a line copies them
 * as they are, who reads one leaves them as they are. They are valid while `onInput` runs and no longer: copy what is kept.
 */
export type Line = readonly [at: number, code: string, ...rest: readonly unknown[]];

/** Codes whose last member is bytes; a null there means that there are none. */
const withBytes = new Set(['S', 'V', 'E', 'Q']);

/** The time of a line, whole milliseconds since the epoch. */
export const timeOf = ([at]: Line): number => Math.floor(at);

/** What a line is best written beside: lines with the same key are much alike. Absent where it does not matter. */
export const keyOf = ([, code, first]: Line): string | undefined =>
	withBytes.has(code) && typeof first === 'string' ? first : undefined;

/** Milliseconds with three decimals. */
const exact = (ms: number): number => Math.round(ms * 1000) / 1000;

const comma = Buffer.from(',');
const close = Buffer.from(']\n');

/** The bytes of a line, its line break included; times are milliseconds after `start`. */
export const encodeLine = ([at, ...rest]: Line, start: number): Buffer => {
	const last = rest.at(-1);
	const isBytes = last instanceof Uint8Array;
	const head = JSON.stringify([exact(at - start), ...(isBytes ? rest.slice(0, -1) : rest)]);
	if (!isBytes) return Buffer.from(`${head}\n`);
	return Buffer.concat([Buffer.from(head.slice(0, -1)), comma, last, close]);
};

const quote = 0x22;
const backslash = 0x5c;
const comma_ = 0x2c;

/** Where the text that begins at `from` ends. */
const textEnd = (line: Buffer, from: number): number => {
	for (let at = from + 1; at < line.length; at++) {
		if (line[at] === backslash) at++;
		else if (line[at] === quote) return at;
	}
	return line.length;
};

/** Where the member of an array that begins at `from` ends: at a comma outside of any text, object or list. */
const memberEnd = (line: Buffer, from: number): number => {
	let depth = 0;
	for (let at = from; at < line.length; at++) {
		const byte = line[at];
		if (byte === quote) at = textEnd(line, at);
		else if (byte === 0x7b || byte === 0x5b) depth++;
		else if (byte === 0x7d || byte === 0x5d) depth--;
		else if (byte === comma_ && depth === 0) return at;
	}
	return line.length;
};

/** How many members stand before the bytes of a line, time and code included. */
const before: Readonly<Record<string, number>> = { S: 4, V: 3, E: 3, Q: 6 };

const codeIn = /^\[(-?\d+(?:\.\d+)?),"([A-Z])"/;

/**
 * A line from its bytes, without its line break; nothing where it is broken. Bytes in it are a part of `line`: what stands
 * there is not looked at.
 */
export const decodeLine = (line: Buffer, start: number): Line | undefined => {
	const [, , code = ''] = codeIn.exec(line.toString('latin1', 0, 64)) ?? [];
	try {
		let bytes: Buffer | undefined;
		let head = line;
		const count = before[code];
		if (count !== undefined) {
			let at = 0;
			for (let member = 0; member < count; member++) at = memberEnd(line, at + 1);
			if (line.at(-1) !== 0x5d || at >= line.length) return undefined;
			bytes = line.subarray(at + 1, -1);
			head = Buffer.concat([line.subarray(0, at), close]);
		}
		const [at, ...rest]: unknown[] = JSON.parse(head.toString());
		if (typeof at !== 'number' || !Number.isFinite(at) || rest[0] !== code) return undefined;
		const last = bytes && (bytes[0] === 0x7b ? bytes : null);
		return [start + at, code, ...rest.slice(1), ...(last === undefined ? [] : [last])];
	} catch {
		return undefined;
	}
};
