// A roster that is told of rounds, one after another, as a test says.

import { beforeEach } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { Roster } from '../../source/model/roster.ts';
import { began, type SampleOptions, sample } from './samples.ts';

/** Milliseconds between two rounds. */
export const interval = 2000;

export const kinds = (events: readonly MonitorEvent[]) => events.map(({ kind }) => kind);

export const traffic = (msgs: number) => ({ msgs, bytes: msgs * 10 });

/** So many messages received, as a part of a sample. */
export const received = (msgs: number) => ({ statsz: { received: traffic(msgs) } });

export type RosterRounds = {
	/** The roster of this test. */
	readonly roster: Roster;
	/** One round in which these answer. */
	round: (...samples: SampleOptions[]) => { events: MonitorEvent[]; missing: string[] };
	/** The row of a server, so many milliseconds after the beginning. */
	row: (name?: string, at?: number) => ServerRow | undefined;
	rows: () => readonly ServerRow[];
};

/** A new roster before each test; `every` stands in each sample unless it says otherwise. */
export const rosterRounds = (every: SampleOptions = {}): RosterRounds => {
	let roster = new Roster(interval);
	beforeEach(() => {
		roster = new Roster(interval);
	});
	return {
		get roster() {
			return roster;
		},
		round(...samples) {
			roster.beginRound(began);
			const events = samples.flatMap((options) => roster.heard(sample({ ...every, ...options })));
			return { events, missing: roster.endRound(began) };
		},
		row: (name = 'n1', at = 0) => roster.snapshot(began + at).rows.find(({ info }) => info.name === name),
		rows: () => roster.snapshot(began).rows,
	};
};
