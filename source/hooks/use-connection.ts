// The link as React sees it.

import { useEffect } from 'react';
import type { LinkPicture, Monitor } from './monitor.ts';
import { useStore } from './use-store.ts';

/** Connects when the screen is there, and gives how the link stands. */
export const useConnection = (monitor: Monitor): LinkPicture => {
	useEffect(() => monitor.start(), [monitor]);
	return useStore(monitor.link);
};
