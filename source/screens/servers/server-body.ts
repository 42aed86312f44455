// The inputs of the server screen, and the rows that each of its three layouts gives.

import type { ServerView } from './server-view.ts';

export const serverTabs = ['overview', 'routes', 'gateways', 'jetstream'] as const;

export type ServerTab = (typeof serverTabs)[number];

export type ServerScreenProps = ServerView & {
	tab: ServerTab;
	/** Rows scrolled away, from the top of the tab or section. */
	scroll: number;
	/** The last statsz as JSON; shown instead of everything else when given. */
	rawLines?: readonly string[];
	/** The newest events of this server, oldest first, each exactly as wide as the screen, and how many there are. */
	eventLines: readonly string[];
	eventCount: number;
	/** The time since which the screen stands still, paused or disconnected; absent while it is live. */
	asOf?: number;
	columns: number;
	/** Height between header and footer. */
	rows: number;
};

/** The rows under the title: those that stay, and those that scroll. `start` is where the tab's section begins. */
export type ServerBody = {
	above: readonly string[];
	scrolled: readonly string[];
	below: readonly string[];
	start: number;
};
