// The object in the first line of every member: what was recorded, by which natstop, from when on.

import * as v from 'valibot';

/** The facts that a recording has of itself. */
export type HeaderFacts = {
	/** The version of natstop. */
	app: string;
	/** Milliseconds between two rounds. */
	interval: number;
	/** The context that was watched. */
	context?: string;
	/** Lists whose answers are in it, too. */
	with?: readonly string[];
	/** True where names have been replaced. */
	anonymized?: boolean;
};

/** A header as it was read; `start` is what the times of the lines count from, ms since the epoch. */
export type Header = HeaderFacts & { start: number };

/** Writes the first line of a member. */
export const headerLine = ({ app, interval, context, ...rest }: HeaderFacts, start: number): string =>
	JSON.stringify({
		natstop: 1,
		app,
		start: new Date(start).toISOString(),
		interval: interval / 1000,
		...(context !== undefined && { context }),
		redacted: true,
		...(rest.with?.length && { with: rest.with }),
		...(rest.anonymized && { anonymized: true }),
	});

const schema = v.object({
	natstop: v.number(),
	app: v.fallback(v.string(), ''),
	start: v.pipe(v.string(), v.maxLength(40)),
	interval: v.fallback(v.pipe(v.number(), v.minValue(0.1), v.maxValue(3600)), 2),
	context: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(1024))), undefined),
	with: v.fallback(v.optional(v.pipe(v.array(v.string()), v.maxLength(32))), undefined),
	anonymized: v.fallback(v.optional(v.boolean()), undefined),
});

/** Reads the first line of a member; nothing where it is none. */
export const readHeader = (value: unknown): (Header & { natstop: number }) | undefined => {
	const read = v.safeParse(schema, value);
	if (!read.success) return undefined;
	const { natstop, app, start: text, interval, context, with: lists, anonymized } = read.output;
	const start = Date.parse(text);
	if (!Number.isFinite(start)) return undefined;
	return {
		...{ natstop, app, start, interval: interval * 1000 },
		...(context !== undefined && { context }),
		...(lists !== undefined && { with: lists }),
		...(anonymized && { anonymized }),
	};
};
