// The events that belong to a rolling reload: those of its servers since it began.

import type { LoggedEvent } from './event.ts';
import type { Roll } from './rolling-reload.ts';

/** The events of its servers, the newest last; none without one. */
export const rollEvents = (
	roll: Roll | undefined,
	events: readonly LoggedEvent[],
): readonly LoggedEvent[] => {
	if (roll === undefined) return [];
	const ids = new Set(roll.entries.map(({ server }) => server.id));
	return events.filter(
		({ server, at }) => server !== undefined && at >= roll.startedAt && ids.has(server.id),
	);
};
