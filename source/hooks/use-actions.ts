// Everything natstop does to servers and connections, each with its state for the screen.

import { profileChip } from '../model/profile-many.ts';
import { rollChip } from '../model/rolling-reload.ts';
import type { Acting } from './monitor.ts';
import { type SendAct, type UseConnectionAct, useConnectionAct } from './use-connection-act.ts';
import { type CaptureProfile, type Profile, useProfile } from './use-profile.ts';
import { type Profiles, useProfiles } from './use-profiles.ts';
import { type Reload, type SendReload, useReload } from './use-reload.ts';
import { type Rolling, useRolling } from './use-rolling.ts';

export type Actions = {
	reload: Reload;
	rolling: Rolling;
	act: UseConnectionAct;
	profile: Profile;
	profiles: Profiles;
};

/** `wait` is how long a server of a rolling reload may take to be healthy, `directory` where profiles go. */
export type ActionOptions = {
	timeout: number;
	wait: number;
	directory: string;
	sendReload?: SendReload;
	sendAct?: SendAct;
	capture?: CaptureProfile;
	onSaved: (path: string) => void;
};

/** The actions on a system; none of them does anything where nothing is running. */
export const useActions = (monitor: Acting | undefined, options: ActionOptions): Actions => ({
	reload: useReload(monitor, options.timeout, options.sendReload),
	rolling: useRolling(monitor, options),
	act: useConnectionAct(monitor, options.timeout, options.sendAct),
	profile: useProfile(monitor, options),
	profiles: useProfiles(monitor, options),
});

/** What is done to several servers now, or was and is not closed, for the header. */
export const workOf = ({ rolling, profiles }: Actions): { text: string; isBad: boolean } | undefined =>
	rolling.roll ? rollChip(rolling.roll) : profiles.many && profileChip(profiles.many);
