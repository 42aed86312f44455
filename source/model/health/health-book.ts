// Follows everything that checks find wrong over time: since when it is so, when it began and ended, and what is known of each kind.

import type { Severity } from '../checks/check.ts';
import { judgedRounds } from '../checks/verdict.ts';
import type { CheckState, FailingObject, HealthFinding, ObjectKind, PastFinding, Report } from './finding.ts';

/** How a finding changed. `worse`: it warned and is critical now; `gone`: its object is not there any more. */
export type HealthTurn = 'bad' | 'worse' | 'good' | 'gone';

/** Something that changed, with when. */
export type HealthNews = { turn: HealthTurn; finding: HealthFinding; at: number };

/** Findings of one kind that are kept: more are not told apart. */
const mostOfKind = 1000;

/** What a kind's report says counts for so long, milliseconds; after that nobody has looked. */
const freshSpan = 60_000;

/** What is over again before it has lasted so long is no news, milliseconds: servers learn of each other one by one. */
const settleSpan = 2000;

/** Reports are made again before a round ends: this much more is given to the first ones, milliseconds. */
const slack = 2000;

export type KindState = {
	/** When it was judged last. */
	at: number;
	states: readonly CheckState[];
};

/** An immutable snapshot of all of it. */
export type HealthSnapshot = {
	/** The worst first, and of these the newest. */
	findings: readonly HealthFinding[];
	kinds: ReadonlyMap<ObjectKind, KindState>;
	/** When natstop began to look; absent before. */
	since?: number;
	/** What was wrong last. */
	last?: PastFinding;
	at: number;
};

/** `told` has the findings that were told as news, or were there from the start. */
type Kind = { firstAt: number; report: Report; found: Map<string, HealthFinding>; told: Set<string> };

const weight: Readonly<Record<Severity, number>> = { critical: 1, warn: 0 };

/** The worst first; of equally bad ones the newest. */
export const byGravity = (a: HealthFinding, b: HealthFinding): number =>
	weight[b.severity] - weight[a.severity] || b.since - a.since;

/** Counts of findings by how bad they are. */
export type HealthCounts = Readonly<Record<Severity, number>>;

/** What there is to tell of a finding that is there now. */
const turnOf = (
	{ key, severity, since, at, isFromStart }: HealthFinding,
	before: HealthFinding | undefined,
	told: ReadonlySet<string>,
): HealthTurn | undefined => {
	if (!told.has(key)) return isFromStart || at - since < settleSpan ? undefined : 'bad';
	return before?.severity === 'warn' && severity === 'critical' ? 'worse' : undefined;
};

export class HealthBook {
	readonly #kinds = new Map<ObjectKind, Kind>();
	#last?: PastFinding;
	#since?: number;
	#reports = 0;
	readonly #listeners = new Set<() => void>();

	/** `onNews` is told of everything that begins or ends after natstop began; `interval` is the time between two rounds. */
	constructor(
		readonly interval: () => number = () => 0,
		readonly onNews: (news: readonly HealthNews[]) => void = () => undefined,
	) {}

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** Another number after each report: what was made of the last one holds as long as it is the same. */
	get version(): number {
		return this.#reports;
	}

	/** Takes a report of a kind: what is not in it any more has ended. */
	take(report: Report): void {
		const { kind, at } = report;
		const last = this.#kinds.get(kind)?.report.at ?? at;
		// What is remembered is older than what is known; a clock that was set back begins anew.
		if (at < last && last - at < freshSpan) return;
		const known = this.#kinds.get(kind) ?? { firstAt: at, report, found: new Map(), told: new Set() };
		this.#since ??= at;
		const before = known.found;
		const found = new Map<string, HealthFinding>();
		const news: HealthNews[] = [];
		const age = at - known.firstAt - slack;
		for (const object of report.failing)
			for (const finding of this.#findingsOf(object, report, before, age)) {
				if (found.size >= mostOfKind) break;
				found.set(finding.key, finding);
				const turn = turnOf(finding, before.get(finding.key), known.told);
				if (turn !== undefined) news.push({ turn, finding, at });
				if (turn !== undefined || finding.isFromStart) known.told.add(finding.key);
			}
		for (const [key, finding] of before) {
			if (found.has(key)) continue;
			const isThere = report.has(finding.objectKey);
			if ((!isThere && !report.isWhole) || report.isUnknown?.(finding.objectKey)) {
				if (found.size < mostOfKind) found.set(key, finding);
				continue;
			}
			const { check, name, since: from } = finding;
			this.#last = { check, name, kind, from, to: at };
			if (known.told.delete(key)) news.push({ turn: isThere ? 'good' : 'gone', finding, at });
		}
		this.#kinds.set(kind, { ...known, report, found });
		this.#reports++;
		if (news.length > 0) this.onNews(news);
		for (const listener of this.#listeners) listener();
	}

	#findingsOf(
		{ key: objectKey, name, where, troubles, evidence, value: figureOf }: FailingObject,
		{ kind, at, swings }: Report,
		before: ReadonlyMap<string, HealthFinding>,
		age: number,
	): HealthFinding[] {
		return troubles.map(({ check, severity, text }) => {
			const key = [kind, objectKey, check].join('\n');
			const old = before.get(key);
			const value = figureOf?.(check);
			return {
				...(value !== undefined && !Number.isNaN(value) && { value }),
				...{ key, kind, objectKey, name, where, check, severity, text, at },
				since: old?.since ?? at,
				// A figure takes its rounds to be found that was so from the start.
				isFromStart: old?.isFromStart ?? age <= this.interval() * (swings?.(check) ? judgedRounds + 1 : 1),
				evidence: evidence(check),
			};
		});
	}

	/** How many fail now, by what was judged a short while ago, without kinds that are counted elsewhere. */
	counts(now: number, without: readonly ObjectKind[] = []): HealthCounts {
		const counts = { critical: 0, warn: 0 };
		for (const [kind, { found }] of this.#kinds) {
			if (without.includes(kind)) continue;
			for (const { severity, at } of found.values()) if (now - at <= freshSpan) counts[severity]++;
		}
		return counts;
	}

	/** The snapshot at `now`. */
	snapshot(now: number): HealthSnapshot {
		const findings = [...this.#kinds.values()].flatMap(({ found }) => [...found.values()]);
		return {
			findings: findings.sort(byGravity),
			kinds: new Map(
				[...this.#kinds].map(([kind, { report }]) => [kind, { at: report.at, states: report.states() }]),
			),
			since: this.#since,
			last: this.#last,
			at: now,
		};
	}

	/** Another system is watched now: nothing of the old one holds. */
	forget(): void {
		this.#kinds.clear();
		this.#reports++;
		this.#last = undefined;
		this.#since = undefined;
	}
}
