// How many samples a profile rests on, and why one is empty.

import type { Profile } from './profile.ts';

/** Fewer samples than these say little. */
const fewSamples = 100;

const sumOf = (values: Float64Array | undefined): number =>
	values?.reduce((sum, value) => sum + Math.abs(value), 0) ?? 0;

/**
 * The samples that a sample type rests on: ticks of the processor, or bytes by the period they are taken at. Absent where
 * everything is counted, as goroutines and threads are.
 */
const samplesBehind = ({ sampleTypes, stacks, period }: Profile, type: number): number | undefined => {
	const name = sampleTypes[type]?.type ?? '';
	if (period?.unit === 'bytes' && period.every > 0) {
		const space = sampleTypes.findIndex(({ type }) => type === name.replace(/objects$/, 'space'));
		return Math.round(sumOf(stacks.values[space]) / period.every);
	}
	const counted = sampleTypes.findIndex(({ type }) => type === 'samples' || type === 'contentions');
	return counted < 0 ? undefined : sumOf(stacks.values[counted]);
};

const mutexIsEmpty =
	'mutex is always empty: nats-server never turns the sampling of mutexes on, and no setting does.';
const blockIsEmpty =
	'block is empty unless prof_block_rate is set in the configuration of the server; 1 counts every wait.';

/** Why nothing of a sample type is there, and which setting of nats-server fills it. */
const whyEmpty = (profile: Profile, type: number, kind: string | undefined): readonly string[] => {
	const names = profile.sampleTypes.map(({ type }) => type);
	const others = names.filter((_, other) => sumOf(profile.stacks.values[other]) > 0);
	if (others.length > 0) return [`There is no ${names[type] ?? ''} in it, only ${others.join(', ')}.`];
	if (kind === 'mutex') return [mutexIsEmpty];
	if (kind === 'block') return [blockIsEmpty];
	if (names.includes('contentions')) return [blockIsEmpty, mutexIsEmpty];
	if (names.includes('cpu'))
		return ['The processor was not used while it was taken; a longer --duration may tell.'];
	if (names.includes('inuse_space'))
		return ['No sample was taken: one is in each 512 KiB that are allocated, and no setting changes that.'];
	return ['Nothing was counted.'];
};

/** What has to be said before the figures are read, the most important first: nothing is there, or only few samples are. */
export const samplingNotes = (
	profile: Profile,
	type: number,
	kind: string | undefined,
): readonly string[] => {
	if (sumOf(profile.stacks.values[type]) === 0) return whyEmpty(profile, type, kind);
	const samples = samplesBehind(profile, type);
	if (samples === undefined || samples >= fewSamples) return [];
	return [
		`Only ${samples} ${samples === 1 ? 'sample' : 'samples'}: below ${fewSamples} the parts are chance.`,
	];
};
