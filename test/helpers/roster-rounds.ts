// A roster with rounds made by a test.

import { beforeEach } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { Roster } from '../../source/model/roster.ts';
import { began, type SampleOptions, sample } from './samples.ts';

/** Milliseconds between two rounds. */
export const interval = 2000;

export const kinds = (events: readonly MonitorEvent[]) => events.map(({ kind }) => kind);

export const traffic = (msgs: number) => ({ msgs, bytes: msgs * 10 });

/** The part of a sample that says how many messages were received. */
export const received = (msgs: number) => ({ statsz: { received: traffic(msgs) } });

export type RosterRounds = {
	/** The roster of this test. */
	readonly roster: Roster;
	/** Makes one round in which these servers answer. */
	round: (...samples: SampleOptions[]) => { events: MonitorEvent[]; missing: string[] };
	/** The row of a server, so many milliseconds after the beginning. */
	row: (name?: string, at?: number) => ServerRow | undefined;
	rows: () => readonly ServerRow[];
};

/** Makes a new roster before each test; each sample has the fields of `every` unless it replaces them. */
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
