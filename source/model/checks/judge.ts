// Judges objects of one kind by a table of checks: states at once, figures by what was found of them over rounds.

import { type Check, type CheckSettings, type Finding, type Trouble, thresholdsOf } from './check.ts';
import type { Standings, StandingsByKey } from './judgement.ts';
import { judgedRounds, nextStanding, type Standing } from './verdict.ts';

type Checks<Row, Facts> = readonly Check<Row, Facts>[];

const nothing: Standings = new Map();

/** How figures stand after one more round. */
export const standingsAfter = <Row, Facts>(
	checks: Checks<Row, Facts>,
	row: Row,
	facts: Facts,
	before: Standings = nothing,
	settings?: CheckSettings,
	rounds = judgedRounds,
): Standings => {
	let after: Map<string, Standing> | undefined;
	for (const check of checks) {
		if (!check.swings) continue;
		const thresholds = thresholdsOf(check, settings);
		if (thresholds === undefined) continue;
		const found = check.judge(row, facts, thresholds);
		const standing = nextStanding(before.get(check.id), found, rounds);
		if (standing === undefined) continue;
		after ??= new Map();
		after.set(check.id, standing);
	}
	return after ?? nothing;
};

/** What one check says now: of a figure with a standing that, in the words for what it is now. */
const saidBy = <Row, Facts>(
	check: Check<Row, Facts>,
	row: Row,
	facts: Facts,
	settings: CheckSettings | undefined,
	standings: Standings | undefined,
): Finding | undefined => {
	const thresholds = thresholdsOf(check, settings);
	if (thresholds === undefined) return undefined;
	if (!check.swings || standings === undefined) return check.judge(row, facts, thresholds);
	const standing = standings.get(check.id);
	if (standing?.severity === undefined) return undefined;
	const { severity } = standing;
	const text = check.says?.(row, facts, thresholds) ?? standing.text;
	return { severity, text, ...(check.partsOf && { parts: check.partsOf(row, thresholds, severity) }) };
};

const none: readonly Trouble[] = [];

/** Everything that is wrong with an object, the worst first. Without standings its figures are judged at once as well. */
export const troublesBy = <Row, Facts>(
	checks: Checks<Row, Facts>,
	row: Row,
	facts: Facts,
	settings?: CheckSettings,
	standings?: Standings,
): readonly Trouble[] => {
	let all: Trouble[] | undefined;
	for (const check of checks) {
		const found = saidBy(check, row, facts, settings, standings);
		if (found === undefined) continue;
		const { id, column } = check;
		all ??= [];
		all.push({ check: id, ...(column && { column }), ...found });
	}
	if (all === undefined || all.length === 1) return all ?? none;
	const isCritical = ({ severity }: Trouble): boolean => severity === 'critical';
	return [...all.filter(isCritical), ...all.filter((trouble) => !isCritical(trouble))];
};

/** How an object stands among others: 0 where nothing is wrong, and the greater the worse. */
export const rankBy = (
	checks: readonly Pick<Check<never, never>, 'id'>[],
	[worst]: readonly Trouble[],
): number => {
	if (worst === undefined) return 0;
	const place = checks.findIndex(({ id }) => id === worst.check);
	return (worst.severity === 'critical' ? 2 : 1) * checks.length + checks.length - place;
};

/** The rank a row keeps for a while after its trouble has ended: under every trouble of that severity that goes on. */
export const keptRankBy = (checks: readonly Pick<Check<never, never>, 'id'>[], rank: number): number => {
	const { length } = checks;
	return Math.floor((rank - 1) / length) * length + 0.5;
};

/** The same by states alone: they end at once, where figures take their rounds. */
export const stateRankBy = (
	checks: readonly Pick<Check<never, never>, 'id' | 'swings'>[],
	troubles: readonly Trouble[],
): number => {
	const swings = (id: string): boolean => checks.some((check) => check.id === id && check.swings === true);
	return rankBy(
		checks,
		troubles.filter(({ check }) => !swings(check)),
	);
};

/** One object in a round; `told` is another value whenever something new was told about it. */
export type Judged<Row> = { key: string; row: Row; told: unknown };

/** Everything a judge remembers. */
export type JudgeMemory = { told: ReadonlyMap<string, unknown>; verdicts: StandingsByKey };

/** Follows the figures of objects of one kind through rounds; forgets those that are not there any more. */
export class Judge<Row, Facts> {
	#told = new Map<string, unknown>();
	#verdicts: StandingsByKey = new Map();

	constructor(
		readonly checks: Checks<Row, Facts>,
		readonly settings?: CheckSettings,
	) {}

	/** How everything stands; another map after each round. */
	get verdicts(): StandingsByKey {
		return this.#verdicts;
	}

	/** Everything it remembers: what was told of each object last, and how figures stand. */
	get memory(): JudgeMemory {
		return { told: this.#told, verdicts: this.#verdicts };
	}

	set memory({ told, verdicts }: JudgeMemory) {
		this.#told = new Map(told);
		this.#verdicts = verdicts;
	}

	/** Ends a round. Of whom nothing new was told, it says nothing. */
	round(all: Iterable<Judged<Row>>, facts: Facts): StandingsByKey {
		const told = new Map<string, unknown>();
		const verdicts = new Map<string, Standings>();
		for (const { key, row, told: now } of all) {
			const before = this.#verdicts.get(key);
			const isNews = now !== undefined && this.#told.get(key) !== now;
			const after = isNews ? standingsAfter(this.checks, row, facts, before, this.settings) : before;
			told.set(key, now);
			if (after !== undefined && after.size > 0) verdicts.set(key, after);
		}
		this.#told = told;
		this.#verdicts = verdicts;
		return verdicts;
	}
}
