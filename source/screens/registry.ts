// Every screen, in the order of the number keys.

import { accounts } from './accounts/accounts.ts';
import { closed } from './closed/closed.ts';
import { connections } from './connections/connections.ts';
import { events } from './events/events.ts';
import type { Screen } from './screen.ts';
import { servers } from './servers/servers.ts';

export const screens: readonly Screen[] = [servers, events, connections, closed, accounts];

/** The one that natstop is about where nothing else is said. */
export const mainScreen: Screen = servers;
