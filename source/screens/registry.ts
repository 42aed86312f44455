// The registry of all screens, in the order of the number keys.

import { accountScreen } from './account/account.ts';
import { accounts } from './accounts/accounts.ts';
import { closed } from './closed/closed.ts';
import { connections } from './connections/connections.ts';
import { consumers } from './consumers/consumers.ts';
import { events } from './events/events.ts';
import { healthScreens } from './health/health.ts';
import { jetstream } from './jetstream/jetstream.ts';
import { buckets } from './kept/buckets.ts';
import { objects } from './kept/objects.ts';
import { isIn, screensIn } from './modes.ts';
import { gateways } from './network/gateways/gateways.ts';
import { leafnodes } from './network/leafnodes/leafnodes.ts';
import { routes } from './network/routes/routes.ts';
import { raft } from './raft/raft.ts';
import type { Screen } from './screen.ts';
import { servers } from './servers/servers.ts';
import { endpoints } from './services/endpoints.ts';
import { instances } from './services/instances.ts';
import { services } from './services/services.ts';
import { streams } from './streams/streams.ts';
import { subjects } from './subjects/subjects.ts';
import { tap } from './subjects/tap.ts';

const lists: readonly Screen[] = [
	servers,
	events,
	connections,
	closed,
	accounts,
	jetstream,
	streams,
	consumers,
	raft,
	buckets,
	objects,
	routes,
	gateways,
	leafnodes,
	services,
	instances,
	endpoints,
];

/** The first of each mode is its main screen. */
export const screens: readonly Screen[] = [
	servers,
	accountScreen([...lists, subjects].filter((list) => isIn(list, 'account'))),
	...lists.slice(1),
	...healthScreens(lists),
	subjects,
	tap,
];

/** The screens of a whole system, which are shown before it is known whose eyes are looked through. */
export const systemScreens: readonly Screen[] = screensIn(screens, 'system');

/** The main screen, which flags and commands are about by default. */
export const mainScreen: Screen = servers;

/** The screen whose lists are asked for in the background, where a person wishes so. */
export const healthScreen = 'health';
