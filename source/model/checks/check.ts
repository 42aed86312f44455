// What a check is: what it judges, from where on it fails, and what it says.

import { withCommas } from '../count-words.ts';

/** `warn` should be looked at, `critical` should be looked at now. */
export type Severity = 'warn' | 'critical';

/** One of several figures that a check judges together, by its name, how bad it is, and since when (our clock) where that is known. */
export type Part = { what: string; severity: Severity; since?: number };

/** What is wrong with one object, by one check. */
export type Trouble = {
	check: string;
	severity: Severity;
	text: string;
	/** The column of the figure that is judged, where there is one: its cell has the mark. */
	column?: string;
	/** Where several figures are judged together: those that fail. */
	parts?: readonly Part[];
};

/** A value above one of them fails, or below it where a check says so; a severity without one is never reached by a figure. */
export type Thresholds = { warn?: number; critical?: number };

/** What a person has chosen for checks, by their ids: other thresholds, or that they judge nothing. */
export type CheckSettings = ReadonlyMap<string, Thresholds | 'off'>;

/** What thresholds are in. A share is told and asked for in percent. */
export type Unit = 'share' | 'times' | 'ms' | 'bytes' | 'days';

const units: Readonly<Record<Exclude<Unit, 'share' | 'bytes'>, string>> = {
	times: ' times',
	ms: ' ms',
	days: ' days',
};

/** A threshold as it is told: `70%`, `1,000`, `10,000 ms`, `1 MiB`. */
export const thresholdText = (value: number, unit: Unit | undefined): string => {
	if (unit === 'share') return `${Number((value * 100).toPrecision(6))}%`;
	if (unit === 'bytes') return `${Number((value / 1024 ** 2).toPrecision(6))} MiB`;
	return (
		(Number.isInteger(value) ? withCommas(value) : String(value)) + (unit === undefined ? '' : units[unit])
	);
};

/**
 * What a check has found: how bad it is, a sentence without a full stop, the column, where it is not always one, and of
 * several figures those that fail.
 */
export type Finding = { severity: Severity; text: string; column?: string; parts?: readonly Part[] };

/** Whether two findings say the same, of the same figures. */
export const isSameFinding = (a: Finding | undefined, b: Finding | undefined): boolean =>
	a?.text === b?.text &&
	a?.parts?.length === b?.parts?.length &&
	(a?.parts ?? []).every(({ what }, index) => what === b?.parts?.[index]?.what);

export type Check<Row, Facts> = {
	/** Hyphenated; names it in JSON and in the configuration. */
	id: string;
	/** What it judges, in words. */
	about: string;
	/** The column whose cell has its mark; absent where no figure of a table is meant. */
	column?: string;
	/** Absent where a state is judged, and no figure. */
	thresholds?: Thresholds;
	unit?: Unit;
	/** What is below the thresholds fails, not what is above. */
	isLeast?: true;
	/** What stands at a threshold fails already. */
	isReached?: true;
	/** A figure that swings: judged by several rounds, where a state is judged at once. */
	swings?: true;
	/** The sentence about that figure as it is, be it bad or not: for as long as it is not good enough yet. */
	says?: (row: Row, facts: Facts, thresholds: Thresholds) => string | undefined;
	/** Of several figures those that fail, where the worst of them is as bad as that. */
	partsOf?: (row: Row, thresholds: Thresholds, severity: Severity) => readonly Part[];
	judge: (row: Row, facts: Facts, thresholds: Thresholds) => Finding | undefined;
	/** The figure that is judged, which tells how much room is left; unknown where the row does not have it. */
	figure?: (row: Row, facts: Facts) => number | undefined;
	/** Why no row may have the figure, as a clause. */
	unknown?: string;
	/** Whether the row has what is judged at all; where none has, there is nothing to judge. */
	applies?: (row: Row, facts: Facts) => boolean;
};

const noThresholds: Thresholds = {};

/** The thresholds that hold for a check; nothing where it is off. */
export const thresholdsOf = (
	{ id, thresholds }: Pick<Check<never, never>, 'id' | 'thresholds'>,
	settings: CheckSettings | undefined,
): Thresholds | undefined => {
	const chosen = settings?.get(id) ?? thresholds ?? noThresholds;
	return chosen === 'off' ? undefined : chosen;
};

const isOver = (value: number, limit: number | undefined, isLeast: boolean): boolean =>
	limit !== undefined && (isLeast ? value < limit : value > limit);

/** How bad a figure is; one that is not known is not bad. */
export const severityOf = (
	value: number | undefined,
	{ warn, critical }: Thresholds,
	isLeast = false,
): Severity | undefined => {
	if (value === undefined || Number.isNaN(value)) return undefined;
	if (isOver(value, critical, isLeast)) return 'critical';
	return isOver(value, warn, isLeast) ? 'warn' : undefined;
};

/** The finding about a figure, in the words for it. */
export const findingOf = (
	value: number | undefined,
	thresholds: Thresholds,
	text: (value: number) => string,
	isLeast = false,
): Finding | undefined => {
	const severity = severityOf(value, thresholds, isLeast);
	return severity === undefined || value === undefined ? undefined : { severity, text: text(value) };
};

/** What a check of a figure is made of: the figure of a row, and the sentence about it. */
type Figure<Row, Facts> = Omit<Check<Row, Facts>, 'judge' | 'says' | 'swings' | 'figure'> & {
	figure: (row: Row, facts: Facts) => number | undefined;
	text: (value: number, row: Row, facts: Facts) => string;
};

/** A check of a figure that swings. */
export const swinging = <Row, Facts>({ figure, text, ...rest }: Figure<Row, Facts>): Check<Row, Facts> => ({
	...rest,
	figure,
	swings: true,
	says(row, facts) {
		const value = figure(row, facts);
		return value === undefined || Number.isNaN(value) ? undefined : text(value, row, facts);
	},
	judge(row, facts, thresholds) {
		const value = figure(row, facts);
		const severity = severityOf(value, thresholds, rest.isLeast);
		return severity && value !== undefined ? { severity, text: text(value, row, facts) } : undefined;
	},
});

/** A part of a whole; unknown where either is, or where there is no limit. */
export const shareOf = (part: number | undefined, whole: number | undefined): number | undefined =>
	part === undefined || !whole ? undefined : part / whole;

/** `92%`, never rounded up to a hundred that is not reached. */
export const percentText = (share: number): string => `${Math.floor(share * 100)}%`;
