// Makes the report of a kind of objects from the rows of its list, by the checks that have judged them.

import type { KnownCheck } from '../checks/all-checks.ts';
import { type Check, type CheckSettings, type Trouble, thresholdsOf } from '../checks/check.ts';
import type { CheckState, FailingObject, Nearest, ObjectKind, Report } from './finding.ts';

/** What a report needs of a check: rows are judged by their own list. */
export type ReportedCheck<Row, Facts> = KnownCheck & Pick<Check<Row, Facts>, 'figure' | 'applies'>;

/** A list with what was found of each of its rows. */
export type JudgedRows<Row, Facts> = {
	kind: ObjectKind;
	checks: readonly ReportedCheck<Row, Facts>[];
	settings?: CheckSettings;
	rows: readonly Row[];
	facts: Facts;
	at: number;
	isWhole?: boolean;
	keyOf: (row: Row) => string;
	troublesOf: (row: Row) => readonly Trouble[];
	objectOf: (row: Row) => Omit<FailingObject, 'key' | 'troubles'>;
	/** Whether a row is judged now; one that is old is not. */
	isJudged?: (row: Row) => boolean;
	/** Whether nobody knows how a row is now: what was found of it before is neither so nor over. */
	isUnknown?: (row: Row) => boolean;
	/** Why nothing is known of any row, such as a permission that lacks. */
	unknown?: string;
};

const isNearer = (a: number, b: number, isLeast: boolean): boolean => (isLeast ? a < b : a > b);

const stateOf = <Row, Facts>(
	check: ReportedCheck<Row, Facts>,
	{
		kind,
		rows,
		facts,
		settings,
		objectOf,
		troublesOf,
		isJudged = () => true,
		unknown,
	}: JudgedRows<Row, Facts>,
): CheckState | undefined => {
	const thresholds = thresholdsOf(check, settings);
	if (thresholds === undefined) return undefined;
	let [failing, judged] = [0, 0];
	let nearest: Nearest | undefined;
	let isThere = false;
	for (const row of rows) {
		const fails = troublesOf(row).some((trouble) => trouble.check === check.id);
		if (fails) failing++;
		const applies = check.applies?.(row, facts) ?? true;
		if (applies) isThere = true;
		if (!fails && (!applies || !isJudged(row))) continue;
		const value = check.figure?.(row, facts);
		if (check.figure !== undefined && value === undefined && !fails) continue;
		judged++;
		if (value === undefined || Number.isNaN(value)) continue;
		if (nearest === undefined || isNearer(value, nearest.value, check.isLeast ?? false))
			nearest = { name: objectOf(row).name, value };
	}
	const base = { check, kind, thresholds, failing, judged, ...(nearest && { nearest }) };
	if (unknown !== undefined) return { ...base, unknown };
	if (judged > 0 || (!isThere && check.unknown === undefined)) return base;
	// Where nothing has what is judged, nothing can fail.
	return rows.length === 0 ? base : { ...base, unknown: check.unknown ?? 'nobody tells' };
};

/** The report of rows that were judged by their own list; nothing is judged again. */
export const reportOf = <Row, Facts>(judged: JudgedRows<Row, Facts>): Report => {
	const { kind, at, rows, keyOf, troublesOf, objectOf, isWhole = true, unknown, isUnknown } = judged;
	let [states, keys]: [readonly CheckState[] | undefined, ReadonlySet<string> | undefined] = [
		undefined,
		undefined,
	];
	return {
		...{ kind, at, isWhole: isWhole && unknown === undefined },
		failing: rows.flatMap((row) => {
			const troubles = troublesOf(row);
			if (troubles.length === 0) return [];
			const value = (id: string): number | undefined =>
				judged.checks.find((check) => check.id === id)?.figure?.(row, judged.facts);
			return [{ key: keyOf(row), troubles, value, ...objectOf(row) }];
		}),
		swings: (id) => judged.checks.some((check) => check.id === id && check.swings === true),
		has(key) {
			keys ??= new Set(rows.map(keyOf));
			return keys.has(key);
		},
		...(isUnknown && {
			isUnknown: (key) => rows.some((row) => keyOf(row) === key && isUnknown(row)),
		}),
		states() {
			states ??= judged.checks.flatMap((check) => stateOf(check, judged) ?? []);
			return states;
		},
	};
};
