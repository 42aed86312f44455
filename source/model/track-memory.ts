// Everything that is remembered of one server, as a value: what another track needs to go on from there.

import type { Growth } from './growth.ts';
import type { SlotMemory } from './round-slots.ts';
import type { RouteMemory } from './route-watch.ts';
import type { Sample, ServerInfo } from './server.ts';
import { ServerTrack } from './server-track.ts';
import type { RoundTrip } from './usual-rtt.ts';

/** The fields of a track that are plain values. */
const plainFields = [
	'varz',
	'healthz',
	'mark',
	'leaving',
	'beganInView',
	'hadJetStream',
	'trouble',
	'watched',
	'refused',
	'twins',
	'takesTurns',
	'isSilent',
	'state',
	'stateSince',
	'evidence',
	'restartedAt',
	'restarts',
	'asked',
	'answered',
	'missedRounds',
	'inRound',
	'answering',
	'clockOffset',
	'excusedUntil',
	'lastWord',
] as const;

type Plain = Pick<ServerTrack, (typeof plainFields)[number]>;

const plainOf = (track: ServerTrack): Plain =>
	Object.fromEntries(plainFields.map((field) => [field, track[field]])) as Plain;

/** Times that are infinite while nothing was seen are absent then; `rival` is the id of another track. */
export type TrackMemory = {
	key: string;
	info: ServerInfo;
	firstSeen: number;
	latest?: Sample;
	rival?: string;
	provenAt?: number;
	beganBy?: number;
	plain: Plain;
	growth: readonly (Growth | undefined)[];
	roundTrips: readonly RoundTrip[];
	/** Absent in recordings that were made before it was judged. */
	lastTrips?: readonly number[];
	routes: RouteMemory;
	slots: SlotMemory;
};

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/** Everything that is remembered of a server; of its history the newest `slots`. */
export const memoryOf = (track: ServerTrack, slots: number): TrackMemory => {
	const { key, info, firstSeen, latest, rival } = track;
	return {
		...{ key, info, firstSeen, latest, rival: rival?.info.id },
		...{ provenAt: finite(track.provenAt), beganBy: finite(track.beganBy) },
		plain: plainOf(track),
		growth: track.growth.memory,
		roundTrips: track.usualRtt.memory,
		lastTrips: track.usualRtt.recent,
		routes: track.routes.memory,
		slots: track.slots.memory(slots),
	};
};

/** A track that goes on from what is remembered of a server; its rival is for others to find. */
export const trackOf = (memory: TrackMemory): ServerTrack => {
	const { key, info, firstSeen, latest, provenAt, beganBy, plain, growth, roundTrips } = memory;
	const track = new ServerTrack(key, info, firstSeen);
	Object.assign(track, plain);
	track.latest = latest;
	track.provenAt = provenAt ?? Number.NEGATIVE_INFINITY;
	track.beganBy = beganBy ?? Number.POSITIVE_INFINITY;
	track.growth.memory = growth;
	track.usualRtt.memory = roundTrips;
	track.usualRtt.recent = memory.lastTrips ?? [];
	track.routes.memory = memory.routes;
	track.slots.resume(memory.slots);
	return track;
};
