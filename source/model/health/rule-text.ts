// The rule of a check in words: what it judges, from where on it fails, and where that can be set.

import type { KnownCheck } from '../checks/all-checks.ts';
import { type Thresholds, thresholdText, type Unit } from '../checks/check.ts';

type Ruled = Pick<KnownCheck, 'id' | 'about' | 'unit' | 'isLeast' | 'isReached' | 'thresholds'>;

const sides = ({ isLeast, isReached }: Ruled): string => (isLeast ? 'under' : isReached ? 'from' : 'over');

/** `over 70%`, `under 14 days`, `from 90%`: what fails first; empty where no figure is judged. */
export const limitText = (check: Ruled, { warn, critical }: Thresholds): string => {
	const first = warn ?? critical;
	if (first === undefined || check.thresholds === undefined) return '';
	return `${sides(check)} ${thresholdText(first, check.unit)}`;
};

/** `warns over 70%, critical over 90%`. */
export const thresholdsText = (check: Ruled, { warn, critical }: Thresholds): string => {
	if (check.thresholds === undefined) return '';
	const side = sides(check);
	return [
		...(warn === undefined ? [] : [`warns ${side} ${thresholdText(warn, check.unit)}`]),
		...(critical === undefined ? [] : [`critical ${side} ${thresholdText(critical, check.unit)}`]),
	].join(', ');
};

/** `cpu: CPU against …: warns over 70%, critical over 90%   (config: checks.cpu)`. */
export const ruleText = (check: Ruled, thresholds: Thresholds): string => {
	const limits = thresholdsText(check, thresholds);
	return `${check.id}: ${check.about}${limits === '' ? '' : `: ${limits}`}   (config: checks.${check.id})`;
};

/** A figure in its unit, with no more digits than are read: `78%`, `62 days`, `1.2 times`. */
export const figureText = (value: number, unit: Unit | undefined): string => {
	if (unit === 'share') return `${Math.floor(value * 100)}%`;
	if (unit === 'bytes') return `${(value / 1024 ** 2).toFixed(1)} MiB`;
	if (unit === 'times') return `${value.toFixed(1)} times`;
	return thresholdText(Math.round(value), unit);
};
