// `natstop check`: judges the whole system once, and says so by its lines and by its exit code.

import { closest } from 'fastest-levenshtein';
import type { Config } from '../config/config.ts';
import { longestInterval, shortestInterval } from '../format/duration.ts';
import { allChecks, type KnownCheck } from '../model/checks/all-checks.ts';
import type { CheckSettings } from '../model/checks/check.ts';
import { modes } from '../model/mode.ts';
import type { Wire } from '../nats/wire.ts';
import { everyList } from '../screens/every-list.ts';
import { findingJson, stateJson } from '../screens/health/json.ts';
import { kinds } from '../screens/health/kinds.ts';
import { type CheckedOnce, checkOnce } from '../screens/health/once.ts';
import { isIn } from '../screens/modes.ts';
import { screens } from '../screens/registry.ts';
import type { Screen } from '../screens/screen.ts';
import { type ExitCode, exitCodes, harmless, type Output } from '../system/output.ts';
import { type Account, askedWire } from './asked-wire.ts';
import { type Counts, checkLines, countsOf, nagiosLine, prometheusText, summaryLine } from './check-text.ts';

export type CheckFlags = {
	json?: boolean;
	nagios?: boolean;
	format?: 'text' | 'prometheus';
	failOn?: 'warn' | 'critical';
	/** Ids with commas between them. */
	only?: string;
	skip?: string;
	/** Milliseconds between two samples; 0 for one. */
	rates?: number;
};

/** Milliseconds between two samples where nothing else is asked for. */
const usualRates = 5000;

/** Exit codes of that field: 0 fine, 1 warning, 2 critical, 3 not known. */
const nagiosCodes = { fine: 0, warn: 1, critical: 2, unknown: 3 } as const;

const idsOf = (text: string | undefined): readonly string[] =>
	(text ?? '')
		.split(',')
		.map((id) => id.trim())
		.filter((id) => id !== '');

const known = [...new Set(allChecks.map(({ id }) => id))];

/** The error in the flags, in one sentence, or nothing. */
const flagsError = ({ only, skip, rates, json, nagios, format }: CheckFlags): string | undefined => {
	for (const [flag, text] of [
		['--only', only],
		['--skip', skip],
	] as const) {
		if (text !== undefined && idsOf(text).length === 0) return `${flag} needs ids of checks`;
		const wrong = idsOf(text).find((id) => !known.includes(id));
		if (wrong !== undefined)
			return `${flag}: no check ${JSON.stringify(wrong)}; did you mean ${closest(wrong, known)}?`;
	}
	if ([json, nagios, format === 'prometheus'].filter(Boolean).length > 1)
		return '--json, --nagios and --format prometheus do not go together';
	if (rates !== undefined && rates !== 0 && (rates < shortestInterval || rates > longestInterval))
		return `--rates is 0 for one sample, or at least ${shortestInterval}ms and at most 1h`;
	return undefined;
};

/** What is wanted: what is not is off. */
const settingsOf = (given: CheckSettings, { only, skip }: CheckFlags): CheckSettings => {
	const wanted = idsOf(only);
	const off = new Set([
		...idsOf(skip),
		...(wanted.length === 0 ? [] : known.filter((id) => !wanted.includes(id))),
	]);
	// Who names a check wants it, whatever the configuration says.
	const kept = [...given].filter(([id, value]) => !(value === 'off' && wanted.includes(id)));
	return new Map([...kept, ...[...off].map((id) => [id, 'off'] as const)]);
};

/** The lists whose checks are wanted; one that is dear to ask for only where a check of it is named. */
const listsOf = (settings: CheckSettings, { only }: CheckFlags): readonly Screen[] => {
	const isWanted = ({ id }: Pick<KnownCheck, 'id'>): boolean => settings.get(id) !== 'off';
	return everyList(screens).filter(({ id, judged, once }) => {
		const kind = Object.values(kinds).find(({ screen }) => screen === id);
		if (judged === undefined || once === undefined) return false;
		if (judged === 'in view' && !kind?.checks.some((check) => idsOf(only).includes(check.id))) return false;
		return kind === undefined || kind.checks.length === 0 || kind.checks.some(isWanted);
	});
};

const fails = ({ critical, warn }: Counts, failOn: CheckFlags['failOn'] = 'critical'): boolean =>
	critical > 0 || (failOn === 'warn' && warn > 0);

const jsonText = ({ findings, states }: CheckedOnce): string => {
	const thresholds = new Map(states.map(({ check, kind, thresholds: own }) => [`${kind} ${check.id}`, own]));
	const failing = findings.map((finding) =>
		findingJson(finding, { watched: false, thresholds: thresholds.get(`${finding.kind} ${finding.check}`) }),
	);
	const fine = states.filter((state) => state.failing === 0 || state.unknown !== undefined);
	return JSON.stringify([...failing, ...fine.map(stateJson)], undefined, 2);
};

const print = (checked: CheckedOnce, flags: CheckFlags, at: number, output: Output): void => {
	const { json, nagios, format } = flags;
	const counts = countsOf(checked);
	if (json) output.print(jsonText(checked));
	else if (format === 'prometheus') output.print(prometheusText(checked, at));
	else
		for (const line of [nagios ? nagiosLine(counts) : summaryLine(counts), ...checkLines(checked)])
			output.print(line);
};

/** What the exit is where something went wrong before anything was judged. */
const unknownExit = (code: ExitCode, flags: CheckFlags): ExitCode =>
	flags.nagios && code !== exitCodes.interrupted ? nagiosCodes.unknown : code;

/** Under that field's rule the first line of standard output says why nothing is known. */
const plugin = (output: Output): Output => ({
	...output,
	complain: (sentence) => output.print(`UNKNOWN: ${harmless(sentence)}`),
});

const exitOf = (checked: CheckedOnce, flags: CheckFlags): ExitCode => {
	const counts = countsOf(checked);
	const isMissing = checked.missing.length > 0;
	if (!flags.nagios) return fails(counts, flags.failOn) || isMissing ? exitCodes.failure : exitCodes.fine;
	if (counts.critical > 0) return nagiosCodes.critical;
	if (counts.warn > 0) return nagiosCodes.warn;
	return isMissing ? nagiosCodes.unknown : nagiosCodes.fine;
};

/** Exit 0; 1 where something fails at the level, or not everybody answered; 2 usage; 3 not the system account. */
export const checkCommand = async (config: Config, flags: CheckFlags, output: Output): Promise<ExitCode> => {
	const wrong =
		flagsError(flags) ??
		(config.archive !== undefined && flags.rates
			? '--rates and --archive do not go together: an archive is one sample'
			: undefined);
	const early = flags.nagios ? plugin(output) : output;
	if (wrong !== undefined) {
		early.complain(wrong);
		return unknownExit(exitCodes.usage, flags);
	}
	let isJudged = false;
	const judge = async (wire: Wire, as?: Account): Promise<ExitCode> => {
		const { timeout } = config.connection;
		const settings = settingsOf(config.checks, flags);
		const { rates = config.archive === undefined ? usualRates : 0 } = flags;
		const lists = listsOf(settings, flags).filter((list) => isIn(list, as?.mode ?? 'system'));
		const checked = await checkOnce({
			...{ wire, timeout, settings, lists, ...(as && { as }) },
			...(rates > 0 && { again: rates }),
		});
		if (checked.failed !== undefined) {
			early.complain(`no server answered: ${checked.failed}`);
			return exitCodes.failure;
		}
		isJudged = true;
		print(checked, flags, wire.now(), output);
		for (const missing of checked.missing) output.complain(missing);
		return exitOf(checked, flags);
	};
	const code = await askedWire(config, early, judge, { note: output.complain, modes });
	return isJudged ? code : unknownExit(code, flags);
};
