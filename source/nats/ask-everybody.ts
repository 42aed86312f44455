// The requests of a round that go to all servers at once: IDZ, statsz and VARZ.

import type { Sample, ServerInfo, Varz } from '../model/server.ts';
import { ping } from './awake.ts';
import { probeLimit } from './probes.ts';
import { readIdentity, readSample, readVarz } from './statsz.ts';
import { subjects } from './subjects.ts';
import type { Wire } from './wire.ts';

/** Longest wait of one round, however long the request timeout is, milliseconds. */
export const roundLimit = 2000;

/** Asks every server for its name and id: servers that are too busy for more still answer IDZ. Does not wait for the answers. */
export const askIdentities = (
	wire: Wire,
	signal: AbortSignal,
	onServer: (server: ServerInfo | undefined) => void,
): void => {
	void wire.gather(subjects.pingIdz, undefined, {
		maxWait: roundLimit,
		signal,
		onAnswer: ({ fields }) => {
			const server = readIdentity(fields);
			onServer(server);
			return server?.id;
		},
	});
};

/** Asks every server for VARZ. */
export const askConfigurations = async (
	wire: Wire,
	signal: AbortSignal,
	onVarz: (id: string, varz: Varz, data?: Uint8Array) => void,
): Promise<void> => {
	await wire.gather(subjects.pingVarz, undefined, {
		maxWait: roundLimit,
		signal,
		onAnswer: ({ fields, data }) => {
			const read = readVarz(fields);
			if (read) onVarz(read.id, read.varz, data);
			return read?.id;
		},
	});
};

export type StatszOptions = {
	expected: ReadonlySet<string>;
	/** Milliseconds. */
	timeout: number;
	signal: AbortSignal;
	now: () => number;
	onSample: (sample: Sample, data?: Uint8Array) => void;
};

/**
 * Asks every server for its statsz. `silent`: no server answers, and ours does not answer a ping. `blind`: our user may not
 * ask, or may not listen for answers. `nobody`: no responders, which means that this is not the system account.
 */
export const askStatszOfAll = async (
	wire: Wire,
	{ expected, timeout, signal, now, onSample }: StatszOptions,
): Promise<'asked' | 'silent' | 'nobody' | 'blind'> => {
	const end = await wire.gather(subjects.ping, undefined, {
		expected,
		maxWait: Math.min(timeout, roundLimit),
		signal,
		onAnswer: ({ fields, ms, data }) => {
			const sample = readSample(fields, now(), ms);
			if (sample) onSample(sample, data);
			return sample?.server.id;
		},
	});
	if (end === 'denied' || end === 'unheard') return 'blind';
	if (end === 'no-responders') return 'nobody';
	// Our own server may hang: its socket looks alive for up to half a minute more.
	if (end !== 'timeout' || signal.aborted) return 'asked';
	return (await ping(wire, probeLimit)) === 'silent' ? 'silent' : 'asked';
};
