// How many samples a profile rests on, and why one is empty.

import type { Profile } from './profile.ts';

/** Fewer samples than these say little. */
export const fewSamples = 100;

const sumOf = (values: Float64Array | undefined): number =>
	values?.reduce((sum, value) => sum + Math.abs(value), 0) ?? 0;

/**
 * The samples that a sample type rests on: ticks of the processor, or bytes by the period they are taken at. Absent where
 * everything is counted, as goroutines and threads are.
 */
export const samplesBehind = ({ sampleTypes, stacks, period }: Profile, type: number): number | undefined => {
	const name = sampleTypes[type]?.type ?? '';
	if (period?.unit === 'bytes' && period.every > 0) {
		const space = sampleTypes.findIndex(({ type }) => type === name.replace(/objects$/, 'space'));
		return Math.round(sumOf(stacks.values[space]) / period.every);
	}
	const counted = sampleTypes.findIndex(({ type }) => type === 'samples' || type === 'contentions');
	return counted < 0 ? undefined : sumOf(stacks.values[counted]);
};

/** Why a profile of this kind of nats-server may be empty, and what fills it. */
export const whyEmpty = (profile: Profile, kind: string | undefined): readonly string[] => {
	const types = profile.sampleTypes.map(({ type }) => type);
	if (kind === 'mutex') return ['nats-server never turns the sampling of mutexes on: no setting fills this.'];
	if (kind === 'block')
		return ['block is empty unless prof_block_rate is set in the configuration of the server.'];
	if (types.includes('contentions')) {
		return [
			'block is empty unless prof_block_rate is set in the configuration of the server;',
			'mutex always is: nats-server never turns the sampling of mutexes on.',
		];
	}
	if (types.includes('cpu'))
		return ['The processor was not used while it was taken; a longer --duration may tell.'];
	return ['Nothing was counted.'];
};
