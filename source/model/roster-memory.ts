// Everything that is remembered of all servers, as values: what another roster needs to go on from there.

import type { RankMemories, RankMemory } from './checks/rank-memory.ts';
import type { FleetJudge, FleetMemory } from './fleet-judge.ts';
import type { Identity, IdentityMemory } from './identity.ts';
import type { Isolation } from './isolation.ts';
import type { JetStreamWatch } from './jetstream-watch.ts';
import type { Mesh } from './mesh.ts';
import type { RoundClock } from './round-clock.ts';
import { memoryOf, type TrackMemory, trackOf } from './track-memory.ts';

/** The facts of a roster itself. */
export type RosterFacts = {
	interval: number;
	credentialsEnd?: number;
	own?: string;
	rounds: number;
	lostAt?: number;
};

/** The parts of a roster that remember something. */
export type RosterParts = {
	identity: Identity;
	mesh: Mesh;
	jetstream: JetStreamWatch;
	ranks: RankMemory;
	isolation: Isolation;
	clock: RoundClock;
	judge: FleetJudge;
	facts: RosterFacts;
};

/** Everything but the servers themselves. */
export type RosterMemory = {
	facts: RosterFacts;
	identity: IdentityMemory;
	isDue: boolean;
	jetstream: JetStreamWatch['memory'];
	ranks: RankMemories;
	isolation: Isolation['memory'];
	clock: RoundClock['memory'];
	judge: FleetMemory;
};

/** A roster, for this purpose. */
type Resumable = { readonly parts: RosterParts; resume: (facts: RosterFacts) => void };

/** What a roster remembers, and of each server; of histories the newest `slots`. */
export const memoryOfRoster = (
	roster: Resumable,
	slots: number,
): { roster: RosterMemory; tracks: readonly TrackMemory[] } => {
	const { identity, mesh, jetstream, ranks, isolation, clock, judge, facts } = roster.parts;
	return {
		tracks: [...identity.tracks.values()].map((track) => memoryOf(track, slots)),
		roster: {
			...{ facts, identity: identity.memory, isDue: mesh.memory, jetstream: jetstream.memory },
			...{ ranks: ranks.memory, isolation: isolation.memory, clock: clock.memory, judge: judge.memory },
		},
	};
};

/** Makes a fresh roster go on from what another one remembered. */
export const resumeRoster = (
	roster: Resumable,
	{ facts, identity, isDue, jetstream, ranks, isolation, clock, judge }: RosterMemory,
	tracks: readonly TrackMemory[],
): void => {
	const { parts } = roster;
	const { tracks: own } = parts.identity;
	for (const memory of tracks) own.set(memory.info.id, trackOf(memory));
	for (const { info, rival } of tracks) {
		const track = own.get(info.id);
		if (track && rival !== undefined) track.rival = own.get(rival);
	}
	parts.identity.memory = identity;
	parts.mesh.memory = isDue;
	parts.jetstream.memory = jetstream;
	parts.ranks.memory = ranks;
	parts.isolation.memory = isolation;
	parts.clock.memory = clock;
	parts.judge.memory = judge;
	roster.resume(facts);
};
