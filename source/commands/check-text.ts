// What `natstop check` prints: lines for people and for monitoring systems, and metrics for Prometheus.

import type { CheckState, HealthFinding } from '../model/health/finding.ts';
import { figureText, limitText } from '../model/health/rule-text.ts';
import { kindCount } from '../screens/health/kinds.ts';
import type { CheckedOnce } from '../screens/health/once.ts';

/** How all of it stands, by the worst. */
export type Verdict = 'OK' | 'WARNING' | 'CRITICAL';

export type Counts = { critical: number; warn: number; checks: number; unknown: number };

export const countsOf = ({ findings, states }: CheckedOnce): Counts => {
	const critical = findings.filter(({ severity }) => severity === 'critical').length;
	const unknown = states.filter((state) => state.unknown !== undefined).length;
	return { critical, warn: findings.length - critical, checks: states.length, unknown };
};

export const verdictOf = ({ critical, warn }: Counts): Verdict =>
	critical > 0 ? 'CRITICAL' : warn > 0 ? 'WARNING' : 'OK';

/** `CRITICAL: 1 critical, 2 warnings of 36 checks`, `OK: 0 critical, 0 warnings of 36 checks, 2 unknown`. */
export const summaryLine = (counts: Counts): string => {
	const { critical, warn, checks, unknown } = counts;
	const warnings = `${warn} warning${warn === 1 ? '' : 's'}`;
	const not = unknown === 0 ? '' : `, ${unknown} unknown`;
	return `${verdictOf(counts)}: ${critical} critical, ${warnings} of ${checks} checks${not}`;
};

/** The same as the first line of a plugin, with figures that are drawn. */
export const nagiosLine = (counts: Counts): string => {
	const { critical, warn, checks, unknown } = counts;
	return `${summaryLine(counts)} | critical=${critical};;1 warnings=${warn};1 unknown=${unknown} checks=${checks}`;
};

type Line = readonly [severity: string, check: string, where: string, text: string];

const findingLine = ({ severity, check, name, text }: HealthFinding): Line => [
	severity === 'critical' ? 'crit' : 'warn',
	check,
	name,
	text,
];

const stateLine = ({ check, kind, judged, nearest, thresholds, unknown }: CheckState): Line => {
	const on = kindCount(kind, judged);
	if (unknown !== undefined) return ['unknown', check.id, `${kind}s`, unknown];
	if (judged === 0) return ['ok', check.id, on, 'nothing to judge'];
	const limit = limitText(check, thresholds);
	const figure = nearest && `${nearest.name} ${figureText(nearest.value, check.unit)}`;
	return ['ok', check.id, on, figure === undefined ? 'all are well' : `nearest ${figure}, fails ${limit}`];
};

/** A line each: what fails, what is not known, what passes. */
export const checkLines = ({ findings, states }: CheckedOnce): readonly string[] => {
	const fine = states.filter(({ failing, unknown }) => failing === 0 || unknown !== undefined);
	const lines = [
		...findings.map(findingLine),
		...fine.filter(({ unknown }) => unknown !== undefined).map(stateLine),
		...fine.filter(({ unknown }) => unknown === undefined).map(stateLine),
	];
	const widest = (at: number, most: number): number =>
		Math.min(most, Math.max(0, ...lines.map((line) => line[at]?.length ?? 0)));
	const widths = [7, widest(1, 20), widest(2, 32)];
	return lines.map(([severity, check, where, text]) =>
		[...[severity, check, where].map((cell, at) => cell.padEnd(widths[at] ?? 0)), text].join('  ').trimEnd(),
	);
};

const quote = (value: string): string =>
	`"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

const labels = (pairs: Readonly<Record<string, string | undefined>>): string =>
	Object.entries(pairs)
		.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quote(value)}`]))
		.join(',');

const metric = (name: string, help: string, samples: readonly string[]): string[] =>
	samples.length === 0
		? []
		: [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples.map((sample) => `${name}${sample}`)];

const verdictNumber = ({ failing, unknown }: CheckState, worst: HealthFinding | undefined): number => {
	if (unknown !== undefined) return 3;
	return failing === 0 ? 0 : worst?.severity === 'critical' ? 2 : 1;
};

/** The text form of Prometheus, as its node_exporter reads it from a file. */
export const prometheusText = (checked: CheckedOnce, at: number): string => {
	const { findings, states, missing } = checked;
	const { critical, warn, unknown, checks } = countsOf(checked);
	const worstOf = ({ check, kind }: CheckState): HealthFinding | undefined =>
		findings.find((finding) => finding.check === check.id && finding.kind === kind);
	const verdicts = states.map(
		(state) =>
			`{${labels({ check: state.check.id, kind: state.kind })}} ${verdictNumber(state, worstOf(state))}`,
	);
	const failing = findings.map(({ check, kind, severity, name, where }) => {
		const { server, cluster, account, stream, consumer } = where;
		return `{${labels({ check, kind, severity, where: name, server, cluster, account, stream, consumer })}} 1`;
	});
	const values = states.flatMap(({ check, kind, nearest }) =>
		nearest === undefined
			? []
			: [`{${labels({ check: check.id, kind, where: nearest.name })}} ${nearest.value}`],
	);
	return [
		...metric('natstop_check_verdict', '0 passes, 1 warns, 2 is critical, 3 is not known', verdicts),
		...metric('natstop_check_failing', 'what fails, one for each object', failing),
		...metric(
			'natstop_check_value',
			'the figure that is nearest to its limit, in the unit of its check',
			values,
		),
		...metric('natstop_checks', 'how many there are, by what came of them', [
			`{verdict="critical"} ${critical}`,
			`{verdict="warn"} ${warn}`,
			`{verdict="unknown"} ${unknown}`,
			`{verdict="all"} ${checks}`,
		]),
		...metric('natstop_check_complete', '1 where everybody answered', [` ${missing.length === 0 ? 1 : 0}`]),
		...metric('natstop_check_time_seconds', 'when it was checked', [` ${(at / 1000).toFixed(3)}`]),
	].join('\n');
};
