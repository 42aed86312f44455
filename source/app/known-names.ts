// The names that the `:` line completes: servers, columns and screens that are known now.

import type { ServerRow } from '../model/fleet.ts';
import { stateWords } from '../model/server-facts.ts';
import type { Screen } from '../screens/screen.ts';
import type { Known } from '../ui/suggestions.ts';
import type { Selection } from './selection.ts';

/** The servers with cluster and state, the columns of the list that keys act on, all screens and contexts. */
export const knownNames = (
	{ facts }: Selection,
	servers: readonly ServerRow[],
	screens: readonly Screen[],
	contexts: () => readonly string[] = () => [],
): Known => ({
	servers: servers
		.toSorted((a, b) => (a.info.name < b.info.name ? -1 : 1))
		.map(({ info, state }) => ({
			name: info.name,
			about: [info.cluster, state === 'ok' ? undefined : stateWords[state]]
				.filter((word) => word !== undefined)
				.join('  '),
		})),
	columns: facts.list.columns,
	screens,
	contexts,
});
