// The sample type that is asked for.

import type { Profile } from './profile.ts';

/** The position of a sample type by its name or number, else of the usual one; a sentence where there is none. */
export const sampleTypeAt = (
	{ sampleTypes, defaultType }: Profile,
	wanted: string | undefined,
): number | string => {
	if (wanted === undefined) return defaultType;
	const named = sampleTypes.findIndex(({ type }) => type === wanted);
	if (named >= 0) return named;
	if (/^\d+$/.test(wanted) && Number(wanted) < sampleTypes.length) return Number(wanted);
	return `--sample-index: no ${JSON.stringify(wanted)}; there are ${sampleTypes.map(({ type }) => type).join(', ')}`;
};
