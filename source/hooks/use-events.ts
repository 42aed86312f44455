// The event log as React sees it.

import { useEffect } from 'react';
import type { EventLogSnapshot } from '../model/event-log.ts';
import type { Monitor } from './monitor.ts';
import { useStore } from './use-store.ts';

/** The last picture of the log; groups in `off` that are noisy are not kept. */
export const useEvents = (monitor: Monitor, off: readonly string[]): EventLogSnapshot => {
	useEffect(() => monitor.feed.switchOff(off), [monitor, off]);
	return useStore(monitor.events);
};
