// A profile as text, line for line what `go tool pprof` prints with -top, -tree and -peek.

import type { CallNode, Edge } from './graph.ts';
import { totalOf } from './graph.ts';
import { label, percentage, scale } from './measure.ts';
import type { Profile } from './profile.ts';
import { byWeight, type Ranking, rank } from './ranking.ts';

/** The most functions of a tree, where nothing else is asked for. */
const usualTree = 80;

const nodeFraction = 0.005;

export type ReportOptions = {
	/** Position of the sample type. */
	type: number;
	/** The most functions; all by default, of a tree 80. */
	most?: number;
};

/** The unit of a report: that of its smallest figure, or the one above it where figures are far apart. */
const reportUnit = (nodes: readonly CallNode[], total: number, unit: string): string => {
	if (nodes.length === 0) return 'minimum';
	let least = 0;
	for (const { flat, cum } of nodes) {
		const value = Math.abs(flat) || Math.abs(cum);
		if (value > 0 && (least === 0 || value < least)) least = value;
	}
	least ||= total;
	const smallest = scale(least, unit, 'minimum').unit;
	const isFar = smallest !== scale(total, unit, 'minimum').unit && least * 100 < total;
	return (isFar ? scale(100 * least, unit, 'minimum').unit : smallest) || unit;
};

const utcTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Figures of one report, all in one unit. */
type Figures = { total: number; value: (value: number) => string; part: (value: number) => string };

const figuresOf = (profile: Profile, { nodes }: Ranking, type: number): Figures => {
	const total = totalOf(profile, type);
	const { unit = '' } = profile.sampleTypes[type] ?? {};
	const shown = reportUnit(nodes, total, unit);
	return { total, value: (value) => label(value, unit, shown), part: (value) => percentage(value, total) };
};

const durationLine = (profile: Profile, type: number, { total, value }: Figures): readonly string[] => {
	const { duration } = profile;
	if (duration === undefined) return [];
	const inTime = scale(total, profile.sampleTypes[type]?.unit ?? '', 'nanoseconds');
	const isTime = inTime.unit === 'ns' && inTime.value !== 0;
	const part = isTime ? `(${percentage(Math.trunc(inTime.value), duration)})` : '';
	return [`Duration: ${label(duration, 'nanoseconds')}, Total samples = ${value(total)} ${part}`];
};

const headLines = (
	profile: Profile,
	{ nodes, dropped, ranked }: Ranking,
	type: number,
	figures: Figures,
	trim: boolean,
): readonly string[] => {
	const { file, buildId, comments, docUrl, takenAt, sampleTypes } = profile;
	const { total, value, part } = figures;
	const shown = nodes.reduce((sum, { flat }) => sum + flat, 0);
	const name = sampleTypes[type]?.type ?? '';
	const small = value(Math.abs(Math.trunc(total * (trim ? nodeFraction : 0))));
	return [
		...(file === undefined ? [] : [`File: ${file}`]),
		...(buildId === undefined ? [] : [`Build ID: ${buildId}`]),
		...comments.filter((comment) => !comment.startsWith('#')),
		...(name === '' ? [] : [`Type: ${name}`]),
		...(docUrl === undefined ? [] : [`Doc: ${docUrl}`]),
		...(takenAt === undefined ? [] : [`Time: ${utcTime(takenAt)}`]),
		...durationLine(profile, type, figures),
		`Showing nodes accounting for ${value(shown)}, ${part(shown).trim()} of ${value(total)} total`,
		...(total !== 0 && dropped > 0
			? [`Dropped ${dropped} ${dropped > 1 ? 'nodes' : 'node'} (cum <= ${small})`]
			: []),
		...(total !== 0 && nodes.length > 0 && nodes.length < ranked
			? [`Showing top ${nodes.length} nodes out of ${ranked}`]
			: []),
	];
};

/** Whether all calls of a function were inlined, some or none, as the end of its line. */
const inlineMark = ({ into }: CallNode): string => {
	const inlined = into.filter((call) => call.inlined).length;
	if (inlined === 0) return '';
	return inlined === into.length ? ' (inline)' : ' (partial-inline)';
};

/** The lines of `-top`: each function with its own part and that with all it calls. */
export const topLines = (profile: Profile, { type, most = 0 }: ReportOptions): string[] => {
	const ranking = rank(profile, type, { most });
	const figures = figuresOf(profile, ranking, type);
	const { value, part } = figures;
	const lines = [...headLines(profile, ranking, type, figures, true)];
	lines.push(`${'flat'.padStart(10)}  flat%   sum% ${'cum'.padStart(10)}   cum%`);
	let sum = 0;
	for (const node of ranking.nodes) {
		sum += node.flat;
		const own = `${value(node.flat).padStart(10)} ${part(node.flat)} ${part(sum)}`;
		const all = `${value(node.cum).padStart(10)} ${part(node.cum)}`;
		lines.push(`${own} ${all}  ${node.name}${inlineMark(node)}`);
	}
	return lines;
};

const separator = `${'-'.repeat(58)}+${'-'.repeat(13)}`;
const legend = '      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ';

/** Functions with their callers above and what they call below; only those whose name `matches`. */
const treeOf = (
	profile: Profile,
	{ type }: ReportOptions,
	ranking: Ranking,
	trim: boolean,
	matches: (name: string) => boolean,
): string[] => {
	const figures = figuresOf(profile, ranking, type);
	const { value, part } = figures;
	const lines = [...headLines(profile, ranking, type, figures, trim), separator, legend];
	const call = ({ weight, inlined }: Edge, cum: number, name: string): string =>
		`${value(weight).padStart(50)} ${percentage(weight, cum)} |   ${name}${inlined ? ' (inline)' : ''}`;
	let sum = 0;
	for (const { name, flat, cum, into, out } of ranking.nodes) {
		if (!matches(name)) continue;
		sum += flat;
		lines.push(
			separator,
			...into.toSorted(byWeight).map((edge) => call(edge, cum, edge.from.name)),
			`${value(flat).padStart(10)} ${part(flat)} ${part(sum)} ${value(cum).padStart(10)} ${part(cum)}${' '.repeat(16)}| ${name}`,
			...out.toSorted(byWeight).map((edge) => call(edge, cum, edge.to.name)),
		);
	}
	if (ranking.nodes.length > 0) lines.push(separator);
	return lines;
};

/** The lines of `-tree`. */
export const treeLines = (profile: Profile, options: ReportOptions): string[] =>
	treeOf(
		profile,
		options,
		rank(profile, options.type, { most: options.most ?? usualTree }),
		true,
		() => true,
	);

/** The lines of `-peek`: functions whose name `matches`, none of them left out for being small. */
export const peekLines = (
	profile: Profile,
	options: ReportOptions,
	matches: (name: string) => boolean,
): { lines: string[]; found: boolean } => {
	const ranking = rank(profile, options.type, { trim: false });
	return {
		lines: treeOf(profile, options, ranking, false, matches),
		found: ranking.nodes.some(({ name }) => matches(name)),
	};
};
