// The event log as React sees it.

import { useEffect } from 'react';
import type { EventLogSnapshot } from '../model/event-log.ts';
import type { Session } from './session.ts';
import { useStore } from './use-store.ts';

/** The last snapshot of the log; noisy groups in `off` are not even kept. */
export const useEvents = (monitor: Session, off: readonly string[]): EventLogSnapshot => {
	useEffect(() => monitor.feed.switchOff(off), [monitor, off]);
	return useStore(monitor.events);
};
