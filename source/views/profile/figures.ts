// Figures of a profile as the viewer writes them.

import { label, percentage } from '../../model/profile/measure.ts';
import { wholeOf } from '../../ui/profile/derived.ts';
import type { ViewerState } from '../../ui/profile/viewer-state.ts';

export type Figures = {
	/** A figure with its unit; in a difference with its sign, whichever it is. */
	value: (value: number) => string;
	/** Its part of the whole. */
	part: (value: number) => string;
};

/** How figures of what is shown are written. */
export const figuresOf = ({ shown, type, base }: ViewerState): Figures => {
	const { unit = '' } = shown.sampleTypes[type] ?? {};
	const whole = wholeOf(shown, type);
	return {
		value: (value) => `${base !== undefined && value > 0 ? '+' : ''}${label(value, unit)}`,
		part: (value) => percentage(value, whole).trim(),
	};
};
