// What a check is: what it judges, from where on it fails, and what it says.

/** `warn` should be looked at, `critical` should be looked at now. */
export type Severity = 'warn' | 'critical';

/** What is wrong with one object, by one check. */
export type Trouble = {
	check: string;
	severity: Severity;
	text: string;
	/** The column of the figure that is judged, where there is one: its cell has the mark. */
	column?: string;
};

/** A value above one of them fails; a severity without one is never reached by a figure. */
export type Thresholds = { warn?: number; critical?: number };

/** What a check has found: how bad it is, and a sentence without a full stop. */
export type Finding = { severity: Severity; text: string };

export type Check<Row, Facts> = {
	/** Hyphenated; names it in JSON, and later in the configuration. */
	id: string;
	/** What it judges, in words. */
	about: string;
	/** The column whose cell has its mark; absent where no figure of a table is meant. */
	column?: string;
	/** Absent where a state is judged, and no figure. */
	thresholds?: Thresholds;
	judge: (row: Row, facts: Facts, thresholds: Thresholds) => Finding | undefined;
};

/** How bad a figure is; one that is not known is not bad. */
export const severityOf = (
	value: number | undefined,
	{ warn, critical }: Thresholds,
): Severity | undefined => {
	if (value === undefined || Number.isNaN(value)) return undefined;
	if (critical !== undefined && value > critical) return 'critical';
	return warn !== undefined && value > warn ? 'warn' : undefined;
};

/** The finding about a figure, in the words for it. */
export const findingOf = (
	value: number | undefined,
	thresholds: Thresholds,
	text: (value: number) => string,
): Finding | undefined => {
	const severity = severityOf(value, thresholds);
	return severity === undefined || value === undefined ? undefined : { severity, text: text(value) };
};

/** A part of a whole; unknown where either is, or where there is no limit. */
export const shareOf = (part: number | undefined, whole: number | undefined): number | undefined =>
	part === undefined || !whole ? undefined : part / whole;

/** `92%`, never rounded up to a hundred that is not reached. */
export const percentText = (share: number): string => `${Math.floor(share * 100)}%`;
