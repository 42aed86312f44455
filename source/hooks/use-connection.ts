// The link as React sees it.

import { useEffect } from 'react';
import type { LinkSnapshot, Session } from './session.ts';
import { useStore } from './use-store.ts';

/** Connects when the screen is there, and gives how the link stands. */
export const useConnection = (monitor: Session): LinkSnapshot => {
	useEffect(() => monitor.start(), [monitor]);
	return useStore(monitor.link);
};
