// The servers as React sees them: the fleet, and the raw statsz of the server whose screen is open.

import { useEffect } from 'react';
import type { Monitor } from './monitor.ts';
import type { ServersSnapshot } from './session.ts';
import { useStore } from './use-store.ts';

/** The last snapshot of the fleet; `focus` is the key of the server that is asked directly, if any. */
export const useServers = (monitor: Monitor, focus: string | undefined): ServersSnapshot => {
	useEffect(() => monitor.steering?.focus(focus), [monitor, focus]);
	return useStore(monitor.servers);
};
