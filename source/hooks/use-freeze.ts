// Gives a paused screen the snapshots of the moment it was paused.

import { useRef } from 'react';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { Shot } from '../screens/screen.ts';

export type Frozen = { shots: Readonly<Record<string, Shot>>; fleet: FleetSnapshot; now: number };

const freeze = ({ shots, fleet, now }: Frozen): Frozen => ({
	shots: Object.fromEntries(Object.entries(shots).map(([id, shot]) => [id, shot.freeze()])),
	fleet,
	now,
});

/** The live snapshots, or while `paused` those of its beginning; an object opened meanwhile is live. */
export const useFreeze = (live: Frozen, paused: boolean): Frozen => {
	const held = useRef<Frozen>(undefined);
	if (!paused) held.current = undefined;
	else held.current ??= freeze(live);
	return held.current ? { ...held.current, shots: { ...live.shots, ...held.current.shots } } : live;
};
