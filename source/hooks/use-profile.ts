// Captures profiles, one at a time: requested, received, saved.

import { useState } from 'react';
import { bytes } from '../format/number.ts';
import { pathFrom } from '../format/shell.ts';
import type { ProfileRequest, ProfileState } from '../model/action.ts';
import type { ServerInfo } from '../model/server.ts';
import { captureProfile } from '../nats/profile.ts';
import type { Acting } from './monitor.ts';

/** Captures a profile and saves it. */
export type CaptureProfile = typeof captureProfile;

export type Profile = {
	state: ProfileState;
	/** Captures and saves a profile. Resolves with the result. */
	capture: (server: ServerInfo, request: ProfileRequest) => Promise<ProfileState>;
	/** Closes the dialog of a capture; the capture goes on. */
	hide: () => void;
};

/** A capture in one line, for the log. */
export const profileText = (state: ProfileState): string => {
	if (state.step !== 'saved' && state.step !== 'failed') return '';
	const what = state.kind === 'cpu' ? `cpu ${state.seconds ?? 0}s` : `${state.kind} d${state.level}`;
	return state.step === 'saved'
		? `${what} → ${pathFrom(state.path, process.cwd())} (${bytes(state.bytes, { none: '–' })})`
		: `${what} failed: ${state.message}`;
};

type ProfileOptions = {
	timeout: number;
	directory: string;
	onSaved: (path: string) => void;
	capture?: CaptureProfile;
};

/** Captures through the monitor's connection. Every result becomes an event, every saved path goes to `onSaved`. */
export const useProfile = (
	monitor: Acting | undefined,
	{ capture = captureProfile, ...options }: ProfileOptions,
): Profile => {
	const [state, setState] = useState<ProfileState>({ step: 'idle' });
	return {
		state,
		hide: () => setState((now) => (now.step === 'capturing' ? { ...now, hidden: true } : now)),
		async capture(server, request) {
			const wire = monitor?.wire();
			if (monitor === undefined || wire === undefined) return state;
			setState({ step: 'capturing', startedAt: monitor.now(), hidden: false, ...request });
			const end = await capture(wire, server.id, request, options);
			const severity = end.step === 'saved' ? 'info' : 'warn';
			monitor.add({ kind: 'PROFILE', server, at: monitor.now(), severity, text: profileText(end) });
			if (end.step === 'saved') options.onSaved(end.path);
			setState((now) =>
				now.step === 'capturing' && now.hidden && end.step === 'saved' ? { step: 'idle' } : end,
			);
			return end;
		},
	};
};
