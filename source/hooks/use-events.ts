// The event log as React sees it.

import { useEffect } from 'react';
import type { EventLogSnapshot } from '../model/event-log.ts';
import type { Monitor } from './monitor.ts';
import { useStore } from './use-store.ts';

/** The last snapshot of the log; noisy groups in `off` are not even kept. */
export const useEvents = (monitor: Monitor, off: readonly string[]): EventLogSnapshot => {
	useEffect(() => monitor.steering?.switchOff(off), [monitor, off]);
	return useStore(monitor.events);
};
