// One kind of profile of several servers, as states.

import type { ProfileRequest, ProfileState } from './action.ts';

/** A server to be profiled; `leftOut` says why it is not asked. */
export type ProfiledServer = { key: string; id: string; name: string; leftOut?: string };

/** Times are our clock, spans milliseconds. */
export type JobState =
	| { step: 'waits' }
	| { step: 'asked'; at: number }
	| { step: 'saved'; ms: number; path: string; bytes: number }
	| { step: 'failed'; ms?: number; message: string };

export type ProfileJob = { server: ProfiledServer; state: JobState };

/** What is asked of all of them. */
export type ManyRequest = Omit<ProfileRequest, 'server'>;

export type ProfileMany = {
	request: ManyRequest;
	jobs: readonly ProfileJob[];
	/** The time in the names of all files. */
	stamp: string;
	/** The folder of the files, as it was given. */
	directory: string;
	startedAt: number;
	endedAt?: number;
};

/** Servers asked at the same time; for a cpu profile all are, so that they tell of the same seconds. */
export const profilesAtOnce = (kind: ProfileRequest['kind'], servers: number): number =>
	kind === 'cpu' ? Math.max(1, servers) : 4;

/** The jobs before anybody was asked. */
export const jobsOf = (servers: readonly ProfiledServer[]): ProfileJob[] =>
	servers.map((server) => ({
		server,
		state: server.leftOut === undefined ? { step: 'waits' } : { step: 'failed', message: server.leftOut },
	}));

/** How many are saved, of all. */
export const savedCount = ({ jobs }: ProfileMany): { saved: number; failed: number; of: number } => ({
	saved: jobs.filter(({ state }) => state.step === 'saved').length,
	failed: jobs.filter(({ state }) => state.step === 'failed').length,
	of: jobs.length,
});

/** `profile 3/4` while they run, and what came of them until that is closed. */
export const profileChip = (many: ProfileMany): { text: string; isBad: boolean } => {
	const { saved, failed, of } = savedCount(many);
	return { text: `profile ${saved}/${of}${failed > 0 ? ` ${failed} failed` : ''}`, isBad: failed > 0 };
};

/** `heap d0`, `cpu 5s`: the part of a file's name that says what it is of. */
export const requestText = ({ kind, level, seconds }: ManyRequest): string =>
	kind === 'cpu' ? `cpu ${seconds ?? 0}s` : `${kind} d${level}`;

/** The state of a job after a capture. */
export const jobAfter = (end: ProfileState, ms: number): JobState => {
	if (end.step === 'saved') return { step: 'saved', ms: end.ms, path: end.path, bytes: end.bytes };
	return { step: 'failed', ms, message: end.step === 'failed' ? end.message : 'the capture did not end' };
};
