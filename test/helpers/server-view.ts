// One server of the fixtures as its views are given it.

import type { ServerView } from '../../source/screens/servers/server-view.ts';
import { createTheme } from '../../source/theme.ts';
import { fleetSnapshot, now } from '../fixtures/fleet.ts';

/** The server with this key; fails where the fixtures have none. */
export const serverView = (key: string, over: Partial<ServerView> = {}): ServerView => {
	const row = fleetSnapshot().rows.find((each) => each.key === key);
	if (!row) throw new Error(`no ${key}`);
	return { row, theme: createTheme('default', false), now, exact: false, totals: false, ...over };
};
