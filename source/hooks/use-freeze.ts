// What a paused screen reads: the pictures as they were when it was paused.

import { useRef } from 'react';
import type { EventLogSnapshot } from '../model/event-log.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { RawStatsz } from '../nats/servers-loop.ts';

export type Frozen = { fleet: FleetSnapshot; raw: RawStatsz | undefined; log: EventLogSnapshot; now: number };

/** Histories go on being written, so a frozen picture has its own copies. */
const freeze = ({ fleet, raw, log, now }: Frozen): Frozen => ({
	raw,
	fleet: { ...fleet, rows: fleet.rows.map((row) => ({ ...row, history: row.history.clone() })) },
	log,
	now,
});

/** The live pictures, or while `paused` those of the moment it began. */
export const useFreeze = (live: Frozen, paused: boolean): Frozen => {
	const held = useRef<Frozen>(undefined);
	if (!paused) held.current = undefined;
	else held.current ??= freeze(live);
	return held.current ?? live;
};
