// Captures one kind of profile of several servers, a few at a time, and writes one file each.

import type { ProfileState } from '../model/action.ts';
import {
	jobAfter,
	jobsOf,
	type ManyRequest,
	type ProfiledServer,
	type ProfileJob,
	profilesAtOnce,
} from '../model/profile-many.ts';
import { captureProfile } from './profile.ts';
import type { Wire } from './wire.ts';
import { workThrough } from './work-through.ts';

export type ManyOptions = {
	timeout: number;
	directory: string;
	/** The time in the names of all files; the end of each capture without it. */
	stamp?: string;
	/** The clock that the times of jobs are of; that of the wire without it. */
	now?: () => number;
	onChange?: (jobs: readonly ProfileJob[]) => void;
	/** Told of each capture that was made. */
	onEnd?: (server: ProfiledServer, end: ProfileState) => void;
	capture?: typeof captureProfile;
};

/** Gives the jobs once all have ended. A server that fails leaves the others alone. */
export const captureMany = async (
	wire: Wire,
	servers: readonly ProfiledServer[],
	request: ManyRequest,
	{ onChange, onEnd, capture = captureProfile, now = wire.now, ...options }: ManyOptions,
): Promise<readonly ProfileJob[]> => {
	let jobs = jobsOf(servers);
	const take = (key: string, state: ProfileJob['state']): void => {
		jobs = jobs.map((job) => (job.server.key === key ? { ...job, state } : job));
		onChange?.(jobs);
	};
	const wanted = servers.filter(({ leftOut }) => leftOut === undefined);
	await workThrough(
		wanted,
		async (server) => {
			const began = now();
			take(server.key, { step: 'asked', at: began });
			const end = await capture(wire, server.id, { server: server.name, ...request }, options);
			take(server.key, jobAfter(end, now() - began));
			onEnd?.(server, end);
			return undefined;
		},
		{ atOnce: profilesAtOnce(request.kind, wanted.length) },
	);
	return jobs;
};
