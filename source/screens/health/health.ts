// The screens of health: what fails, what passes and how near it is, and what is not known and why.

import { clock, duration } from '../../format/time.ts';
import { firstAndMore } from '../../model/first-names.ts';
import type { HealthFinding } from '../../model/health/finding.ts';
import { modes } from '../../model/mode.ts';
import { connectionsScope, term } from '../accounts/scopes.ts';
import { defineScreen } from '../define-screen.ts';
import { everyList } from '../every-list.ts';
import type { Screen } from '../screen.ts';
import { healthColumns } from './columns.ts';
import { healthDetail } from './detail.ts';
import { type HealthFacts, healthFacts } from './facts.ts';
import { findingJson } from './json.ts';
import { kindCount, kinds } from './kinds.ts';
import { healthExamples, healthLegend } from './legend.ts';
import { byVerdict, type HealthShot, healthHonesty, healthSiblings, summaryText } from './snapshot.ts';
import { openHealth } from './source.ts';
import { stateScreens } from './states.ts';

/** Judged so long ago is not judged now, milliseconds. */
const old = 60_000;

/** Checks that are not known, named at most. */
const mostNames = 5;

/** What stands in place of rows where nothing fails. */
const quietText = (shot: HealthShot): string => {
	const { passed, unknown } = byVerdict(shot);
	const { last } = shot;
	const judged = new Map(passed.map(({ kind, judged: on }) => [kind, on]));
	for (const { kind, judged: on } of passed) judged.set(kind, Math.max(on, judged.get(kind) ?? 0));
	const on = [...judged].filter(([, count]) => count > 0).map(([kind, count]) => kindCount(kind, count));
	const names = firstAndMore([...new Set(unknown.map(({ check }) => check.id))], mostNames);
	return [
		'Nothing fails.',
		'',
		`${passed.length} checks pass on ${on.join(', ')}.`,
		...(unknown.length === 0 ? [] : [`${unknown.length} not known: ${names}.`]),
		...(last === undefined
			? []
			: [
					'',
					`Last trouble: ${last.check} ${last.name}, ${clock(last.from)} to ${clock(last.to)} (${duration(last.to - last.from)})`,
				]),
	].join('\n');
};

/** The screens of key 8, over these lists. */
export const healthScreens = (others: readonly Screen[]): readonly Screen[] => {
	const lists = everyList(others);
	const leadsTo = ({ kind, objectKey: key }: HealthFinding) => {
		const { screen } = kinds[kind];
		return lists.some(({ id }) => id === screen) ? { screen, key } : undefined;
	};
	const failing = defineScreen<HealthFinding, HealthShot, HealthFacts>({
		...{ id: 'health', key: '8', title: 'Health', tab: 'Failing', list: 'table', modes },
		about: 'what is wrong, the worst first, and since when',
		noun: ['finding', 'findings'],
		empty: () => 'Nothing was judged yet.',
		source: { asked: 'while visible', open: (watching) => openHealth(watching, lists) },
		rows: ({ findings }) => findings,
		honesty: (shot) => ({
			...healthHonesty(shot),
			...(shot.since !== undefined && shot.findings.length === 0 && { none: quietText(shot) }),
		}),
		heading: (shot) => ({ siblings: healthSiblings(shot), summary: summaryText(shot) }),
		facts: healthFacts,
		keyOf: ({ key }) => key,
		namesOf: ({ name, check }) => [name, check],
		columns: healthColumns,
		sort: { column: 'check', descending: true },
		fields: [
			{ names: ['sev', 'severity'], texts: ({ severity }) => [severity] },
			{ names: ['kind'], texts: ({ kind }) => [kind] },
			{ names: ['server'], texts: ({ where }) => [where.server] },
			{ names: ['cluster'], texts: ({ where }) => [where.cluster] },
			{ names: ['acc', 'account'], texts: ({ where }) => [where.account] },
		],
		anywhere: ({ check, name, text, severity }) => [check, name, text, severity],
		rank: ({ severity }) => (severity === 'critical' ? 2 : 1),
		rowLook: ({ severity, at }, { glyphs, now, asOf }) => {
			const isOld = asOf === undefined && now - at > old;
			if (isOld) return { glyph: glyphs.unknown, token: 'muted', faded: true };
			return severity === 'critical'
				? { glyph: glyphs.down, token: 'crit', faded: false }
				: { glyph: '!', token: 'warn', faded: false };
		},
		stateOf: ({ severity }) => severity,
		detail: healthDetail,
		open: leadsTo,
		scopes: ({ where: { account, server } }): Readonly<Record<string, string>> => {
			const scope =
				account === undefined ? server && term('server', server) : connectionsScope({ name: account });
			return scope === undefined ? {} : { connections: scope, streams: scope };
		},
		serverOf: ({ where }) =>
			where.server === undefined && where.serverId === undefined
				? undefined
				: { id: where.serverId, name: where.server },
		legend: healthLegend,
		examples: healthExamples,
		json: (finding, { stateOf }) => findingJson(finding, { thresholds: stateOf(finding)?.thresholds }),
		copy: ({ check, name, text }) => ({ text: `${check} ${name}: ${text}`, what: `${check} of ${name}` }),
	});
	return [failing, ...stateScreens(lists)];
};
