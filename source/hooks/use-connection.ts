// The link as React sees it.

import { useEffect } from 'react';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import type { Monitor } from './monitor.ts';
import { useStore } from './use-store.ts';

/** Connects once the screen is mounted, and gives the state of the link. */
export const useConnection = (monitor: Monitor): LinkSnapshot => {
	useEffect(() => monitor.start(), [monitor]);
	return useStore(monitor.link);
};
