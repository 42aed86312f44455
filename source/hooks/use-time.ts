// The moment that is looked at, as React sees it, and the snapshots of lists at that moment.

import { useEffect, useState } from 'react';
import type { Past } from '../recording/past.ts';
import type { Screen } from '../screens/screen.ts';
import { type InView, shotName } from '../ui/ui-state.ts';
import { MomentSources } from './moment-sources.ts';
import type { Monitor } from './monitor.ts';
import { TimeMachine, type TimeState } from './time-machine.ts';
import type { ScreenSources } from './use-shots.ts';
import { useStore } from './use-store.ts';

/** The machine on a running session, or the one that a recording is looked at with. */
export const useTimeMachine = (monitor: Monitor, past: Past | undefined): TimeMachine => {
	const [machine] = useState(() =>
		monitor instanceof TimeMachine
			? monitor
			: new TimeMachine({ live: monitor, clock: monitor.now, ...(past && { past }) }),
	);
	useEffect(() => () => machine.close(), [machine]);
	return machine;
};

/** Where in time the screen stands. */
export const useTime = (machine: TimeMachine): TimeState => useStore(machine.time);

/** The lists at the moment that is looked at, closed with the screen; `open` is the object that has the whole screen. */
export const useMomentSources = (
	machine: TimeMachine,
	screens: readonly Screen[],
	running: ScreenSources | undefined,
	{ inView, open }: { inView: readonly InView[]; open: InView & { key?: string } },
): MomentSources => {
	const [sources] = useState(() => new MomentSources(machine.looked, screens, () => running?.get() ?? {}));
	useEffect(() => () => sources.close(), [sources]);
	useEffect(() => sources.expect({ inView, from: shotName(open), key: open.key }));
	return sources;
};
