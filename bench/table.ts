// What a measure gives, and the one table of all of them.

/** Shares of all cores in percent, and how late a bare timer fires in one of a hundred cases, milliseconds. */
export type MachineLoad = { busy: number; others: number; late: number };

/** One line of the table. `baseline` is of the same run, interleaved; a missing one says why in its name. */
export type Line = {
	measure: string;
	natstop: number;
	baseline?: number;
	/** What it is compared with. */
	against: string;
	unit: string;
	/** What must hold: of the ratio (`ratio <= 1.5`) or of the value itself (`value <= 16`). */
	target?: Target;
	note?: string;
	/** How busy the machine was meanwhile. */
	machine?: MachineLoad;
};

/** `difference` is what natstop takes beyond the baseline. */
export type Target = { of: 'ratio' | 'value' | 'difference'; at: 'most' | 'least'; limit: number };

export const ratioOf = ({ natstop, baseline }: Line): number | undefined =>
	baseline === undefined || baseline === 0 ? undefined : natstop / baseline;

/** What a target is of. */
const judged = (line: Line, { of }: Target): number | undefined => {
	const { natstop, baseline } = line;
	if (of === 'value') return natstop;
	if (of === 'ratio') return ratioOf(line);
	return baseline === undefined ? undefined : natstop - baseline;
};

/** Whether the target is met; undefined where there is none, or nothing to compare with. */
export const isMet = (line: Line): boolean | undefined => {
	const { target } = line;
	const value = target && judged(line, target);
	if (target === undefined || value === undefined) return undefined;
	return target.at === 'most' ? value <= target.limit : value >= target.limit;
};

/** What is asked for a second, against what all questions together may take. */
export const askedLine = (of: string, bytesPerSecond: number): Line => ({
	...{ measure: `${of}, bytes asked`, natstop: bytesPerSecond / 1024, unit: 'KiB/s' },
	...{ baseline: 256, against: 'what all may take', target: { of: 'ratio', at: 'most', limit: 1 } },
});

export const figure = (value: number | undefined, unit: string): string => {
	if (value === undefined) return 'missing';
	const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return `${value.toFixed(digits)} ${unit}`;
};

const targetText = (line: Line): string => {
	if (line.target === undefined) return 'report';
	const { of, at, limit } = line.target;
	const met = isMet(line);
	const sign = at === 'most' ? '<=' : '>=';
	const amount = figure(limit, line.unit);
	const what = of === 'ratio' ? String(limit) : of === 'value' ? amount : `${amount} beyond`;
	return `${sign} ${what} ${met === undefined ? '?' : met ? 'ok' : 'MISSED'}`;
};

/** `71% busy, 12% by others, timer 1.3 ms late`. */
export const loadText = ({ busy, others, late }: MachineLoad): string =>
	`${busy.toFixed(0)}% busy, ${others.toFixed(0)}% by others, timer ${late.toFixed(1)} ms late`;

const heads = ['measure', 'natstop', 'baseline', 'ratio', 'target', 'against', 'machine'];

/** The table as text. */
export const tableText = (lines: readonly Line[]): string => {
	const rows = lines.map((line) => [
		line.measure,
		figure(line.natstop, line.unit),
		figure(line.baseline, line.unit),
		ratioOf(line)?.toFixed(2) ?? '–',
		targetText(line),
		line.against + (line.note === undefined ? '' : ` (${line.note})`),
		line.machine ? loadText(line.machine) : '–',
	]);
	return inColumns([heads, ...rows]);
};

/** Rows of cells under one another, each column as wide as its widest. */
export const inColumns = (rows: readonly (readonly string[])[]): string => {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
};

/** The middle of some figures; NaN of none. */
export const median = (figures: readonly number[]): number => quantile(figures, 0.5);

/** The figure that so much of all lie below. */
export const quantile = (figures: readonly number[], share: number): number => {
	const sorted = figures.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** Runs every variant once a round, in turn, so that what else the machine does hits all of them; gives the medians. */
export const interleaved = async <Name extends string>(
	variants: Readonly<Record<Name, () => Promise<number>>>,
	rounds: number,
): Promise<Record<Name, number>> => {
	const names = Object.keys(variants) as Name[];
	const figures = new Map<Name, number[]>(names.map((name) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (const name of names) figures.get(name)?.push(await variants[name]());
	}
	return Object.fromEntries(names.map((name) => [name, median(figures.get(name) ?? [])])) as Record<
		Name,
		number
	>;
};
