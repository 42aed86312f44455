// Reads the thresholds of checks in the configuration file: `"checks": { "cpu": [70, 90], "version": "off" }`.

import { closest } from 'fastest-levenshtein';
import { allChecks, type KnownCheck } from '../model/checks/all-checks.ts';
import type { CheckSettings, Thresholds, Unit } from '../model/checks/check.ts';

/** A check is off, or has a figure that warns and, behind it, one that is critical; `background` stands beside them. */
export type GivenChecks = Readonly<Record<string, 'off' | readonly number[] | boolean>>;

/** Not a check: whether those that take requests are asked for although nobody looks. */
const background = 'background';

/** Whether checks are asked for although nobody looks. */
export const wantsBackground = (given: GivenChecks): boolean => given[background] === true;

/** The factor from a figure in the file to the unit that the check judges in. */
const scales: Partial<Record<Unit, number>> = { share: 1 / 100, bytes: 1024 ** 2 };

const unitWords: Readonly<Record<Unit, string>> = {
	share: 'percent',
	times: 'times',
	ms: 'milliseconds',
	bytes: 'MiB',
	days: 'days',
};

/** The thresholds of a check as a person writes them: `[70, 90]`. */
const written = ({ thresholds: { warn, critical } = {}, unit }: KnownCheck): string => {
	const scale = scales[unit ?? 'times'] ?? 1;
	const figures = [warn, critical].flatMap((value) =>
		value === undefined ? [] : Number((value / scale).toPrecision(6)),
	);
	return `[${figures.join(', ')}]`;
};

const thresholdsOf = ({ unit }: KnownCheck, given: readonly number[]): Thresholds => {
	const scale = scales[unit ?? 'times'] ?? 1;
	const [warn, critical] = given.map((value) => value * scale);
	return { warn, ...(critical !== undefined && { critical }) };
};

/** The error in the setting of one check, in words; nothing where it can be used. */
const wrongWith = (check: KnownCheck, given: GivenChecks[string]): string | undefined => {
	if (given === 'off') return undefined;
	if (typeof given === 'boolean')
		return `checks.${check.id} must be "off" or one or two figures, such as ${written(check)}`;
	const { id, thresholds, unit, isLeast } = check;
	if (thresholds === undefined) return `checks.${id} judges no figure: it can only be "off"`;
	const [warn, critical] = given;
	const isGood = given.every((value) => Number.isFinite(value) && value >= 0);
	if (warn === undefined || given.length > 2 || !isGood) {
		const what = unit === undefined ? '' : ` in ${unitWords[unit]}`;
		return `checks.${id} must be "off" or one or two figures${what}, such as ${written(check)}`;
	}
	if (critical === undefined || (isLeast ? critical < warn : critical > warn)) return undefined;
	return `checks.${id}: the second figure, which is critical, must be ${isLeast ? 'less' : 'more'} than the first`;
};

/** The first error in the settings, in one clause; nothing where they can be used. */
export const checksError = (given: GivenChecks): string | undefined => {
	for (const [id, value] of Object.entries(given)) {
		if (id === background) {
			if (typeof value === 'boolean') continue;
			return `checks.${background} must be true or false`;
		}
		const check = allChecks.find((one) => one.id === id);
		if (check === undefined) {
			const ids = allChecks.map((one) => one.id);
			return `checks has no ${id}; did you mean ${closest(id, ids)}?`;
		}
		const wrong = wrongWith(check, value);
		if (wrong !== undefined) return wrong;
	}
	return undefined;
};

/** The settings in the units that checks judge in. */
export const readChecks = (given: GivenChecks): CheckSettings =>
	new Map(
		Object.entries(given).flatMap(([id, value]) => {
			const check = allChecks.find((one) => one.id === id);
			if (check === undefined || typeof value === 'boolean') return [];
			return [[id, value === 'off' ? value : thresholdsOf(check, value)] as const];
		}),
	);
