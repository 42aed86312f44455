// Makes samples for the tests of rules: a server, a time, a few counters.

import type { Sample, ServerInfo, Statsz } from '../../source/model/server.ts';

/** When servers and natstop began in these tests, ms since the epoch; the servers' clock is an hour ahead of ours. */
export const began = Date.UTC(2026, 8, 21, 12);
const skew = 3_600_000;

export type SampleOptions = {
	id?: string;
	name?: string;
	cluster?: string;
	version?: string;
	/** Milliseconds after `began` when the server sent it, by its clock that is an hour ahead. */
	at?: number;
	/** Milliseconds that the sample was under way. */
	late?: number;
	seq?: number;
	/** When the process started, in milliseconds after `began`. */
	start?: number;
	rtt?: number;
	statsz?: Partial<Statsz>;
};

/** The server block of a sample. */
export const serverInfo = ({ id = 'N1', name = 'n1', at = 0, ...over }: SampleOptions = {}): ServerInfo => ({
	id,
	name,
	cluster: over.cluster ?? 'C1',
	version: over.version ?? '2.15.1',
	tags: [],
	metadata: {},
	featureFlags: {},
	seq: over.seq ?? at,
	time: began + skew + at,
});

/** One sample; without a start, of a process that began an hour ago. */
export const sample = (options: SampleOptions = {}): Sample => {
	const { at = 0, late = 0, start = -3_600_000, rtt, statsz } = options;
	return {
		server: serverInfo(options),
		statsz: { start: began + skew + start, ...statsz },
		receivedAt: began + at + late,
		...(rtt === undefined ? {} : { rtt }),
	};
};
