// What the screens of health are drawn from, and how complete that is.

import { age, clock } from '../../format/time.ts';
import { countWords } from '../../model/count-words.ts';
import type { CheckState, ObjectKind } from '../../model/health/finding.ts';
import type { HealthSnapshot } from '../../model/health/health-book.ts';
import type { Honesty } from '../list-facts.ts';
import { kinds } from './kinds.ts';

/** What came of asking servers for their own word on their health. */
export type HealthzRound = {
	asked: number;
	answered: number;
	cheapAt?: number;
	/** When the server was asked in full that was asked longest ago. */
	fullAt?: number;
	denied?: string;
};

export type HealthShot = HealthSnapshot & {
	healthz: HealthzRound;
	/** Kinds whose lists are asked for now. */
	asks: readonly ObjectKind[];
};

/** A kind that nobody has judged for so long is not judged now, milliseconds. */
const stillKnown = 60_000;

const neverJudged = (kind: ObjectKind, asks: readonly ObjectKind[]): string =>
	asks.includes(kind) ? 'being asked' : `asked while ${kinds[kind].key} is open`;

const unasked = (kind: ObjectKind, asks: readonly ObjectKind[]): CheckState[] =>
	kinds[kind].checks.map((check) => ({
		...{ check, kind, thresholds: check.thresholds ?? {}, failing: 0, judged: 0 },
		unknown: neverJudged(kind, asks),
	}));

/** How every check stands now: one of a kind that was not asked for lately is not known, with when it was. */
export const statesOf = ({ kinds: known, asks, at }: HealthShot): readonly CheckState[] =>
	(Object.keys(kinds) as ObjectKind[]).flatMap((kind) => {
		const judged = known.get(kind);
		if (judged === undefined) return unasked(kind, asks);
		if (at - judged.at <= stillKnown) return judged.states;
		return judged.states.map((state) => ({
			...state,
			unknown: state.unknown ?? `known last at ${clock(judged.at)}; asked while ${kinds[kind].key} is open`,
		}));
	});

export type StatesByVerdict = {
	failing: readonly CheckState[];
	passed: readonly CheckState[];
	unknown: readonly CheckState[];
};

/** Every check once: it fails, passes, or is not known. */
export const byVerdict = (shot: HealthShot): StatesByVerdict => {
	const states = statesOf(shot);
	const isUnknown = ({ unknown }: CheckState): boolean => unknown !== undefined;
	return {
		failing: states.filter((state) => !isUnknown(state) && state.failing > 0),
		passed: states.filter((state) => !isUnknown(state) && state.failing === 0),
		unknown: states.filter(isUnknown),
	};
};

/** `8 of 8 answered   cheap 4s ago, full 41s ago`. */
export const healthHonesty = ({ healthz, at }: HealthShot): Honesty => {
	const { asked, answered, cheapAt, fullAt, denied } = healthz;
	if (denied !== undefined)
		return { at, partial: `health not permitted: ${denied}`, short: 'HEALTHZ not permitted' };
	if (cheapAt === undefined) return { at, note: asked === 0 ? undefined : `asking ${asked} servers` };
	const ago = (then: number): string => `${age(at - then)} ago`;
	const full = fullAt === undefined ? '' : `, full ${ago(fullAt)}`;
	const said = `${answered} of ${asked} answered   cheap ${ago(cheapAt)}${full}`;
	const short = `${answered} of ${asked}${fullAt === undefined ? '' : `   full ${ago(fullAt)}`}`;
	return { at, ...(answered < asked ? { partial: said } : { note: said }), short };
};

/** `4 critical, 6 warnings of 35 checks`, `all 33 checks pass`. */
export const summaryText = (shot: HealthShot): string => {
	const { failing, passed, unknown } = byVerdict(shot);
	const critical = shot.findings.filter(({ severity }) => severity === 'critical').length;
	const warn = shot.findings.length - critical;
	const all = failing.length + passed.length + unknown.length;
	if (critical + warn === 0) return `all ${passed.length} checks pass`;
	const counted = [
		...(critical > 0 ? [`${critical} critical`] : []),
		...(warn > 0 ? [countWords(warn, 'warning')] : []),
	];
	return `${counted.join(', ')} of ${all} checks`;
};

/** The rows of each of its screens. */
export const healthSiblings = (shot: HealthShot): Readonly<Record<string, number>> => {
	const { passed, unknown } = byVerdict(shot);
	return { health: shot.findings.length, passed: passed.length, unknown: unknown.length };
};
