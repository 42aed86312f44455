// Captures one kind of profile of several servers: the state of it for the screen, and an event for each.

import { useRef, useState } from 'react';
import type { ProfileState } from '../model/action.ts';
import { jobsOf, type ManyRequest, type ProfiledServer, type ProfileMany } from '../model/profile-many.ts';
import { captureMany } from '../nats/profile-many.ts';
import { fileStamp } from '../system/new-file.ts';
import type { Acting } from './monitor.ts';
import { type CaptureProfile, profileText } from './use-profile.ts';

export type Profiles = {
	/** Runs, or has ended and is not closed. */
	many?: ProfileMany;
	/** Resolves once all have ended; nothing where there is no link. */
	start: (servers: readonly ProfiledServer[], request: ManyRequest) => Promise<ProfileMany | undefined>;
	/** Forgets the result of one that has ended. */
	close: () => void;
};

type Options = {
	timeout: number;
	directory: string;
	onSaved: (path: string) => void;
	capture?: CaptureProfile;
};

/** Captures through the monitor's connection. */
export const useProfiles = (monitor: Acting | undefined, { onSaved, ...options }: Options): Profiles => {
	const [many, setMany] = useState<ProfileMany>();
	const now = useRef<ProfileMany>(undefined);
	const take = (next: ProfileMany | undefined): void => {
		now.current = next;
		setMany(next);
	};
	const tell = (monitor: Acting, { id, name }: ProfiledServer, end: ProfileState): void => {
		const server = monitor.fleet().rows.find(({ info }) => info.id === id)?.info;
		const severity = end.step === 'saved' ? 'info' : 'warn';
		monitor.add({
			...{ kind: 'PROFILE', server, serverName: name, at: monitor.now(), severity },
			text: profileText(end),
		});
		if (end.step === 'saved') onSaved(end.path);
	};
	return {
		...(many && { many }),
		async start(servers, request) {
			const wire = monitor?.wire();
			if (monitor === undefined || wire === undefined) return undefined;
			const { directory } = options;
			const stamp = fileStamp(monitor.now());
			const started = { request, jobs: jobsOf(servers), stamp, directory, startedAt: monitor.now() };
			take(started);
			const onChange = (jobs: ProfileMany['jobs']): void => take({ ...started, jobs });
			const jobs = await captureMany(wire, servers, request, {
				...options,
				stamp,
				onChange,
				onEnd: (server, end) => tell(monitor, server, end),
				now: monitor.now,
			});
			take({ ...started, jobs, endedAt: monitor.now() });
			return now.current;
		},
		close() {
			if (now.current?.endedAt !== undefined) take(undefined);
		},
	};
};
