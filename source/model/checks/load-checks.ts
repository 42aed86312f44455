// Checks of what a server bears: its CPU and memory, and clients that it cannot serve in time.

import { countWords } from '../count-words.ts';
import type { ServerRow } from '../fleet.ts';
import { kindsText, slowGrowthNow } from '../server-facts.ts';
import { type Check, findingOf, percentText, shareOf, swinging } from './check.ts';
import type { Neighbours } from './neighbours.ts';

type ServerCheck = Check<ServerRow, Neighbours>;

/** From 70 percent of a limit on it is worth a look, from 90 on it is short. */
export const nearLimit = { warn: 0.7, critical: 0.9 };

/** So many in a minute. */
const inAMinute = { warn: 0, critical: 9 };

const ofKinds = (kinds: string): string => (kinds === '' ? '' : `: ${kinds}`);

export const loadChecks: readonly ServerCheck[] = [
	swinging({
		id: 'cpu',
		column: 'cpu',
		about: 'CPU against the cores it may use: gomaxprocs where it is told, else all cores',
		thresholds: nearLimit,
		unit: 'share',
		figure({ statsz }) {
			const cores = statsz?.maxProcs ?? statsz?.cores;
			return shareOf(statsz?.cpu, cores && cores * 100);
		},
		text: (share) => `CPU at ${percentText(share)} of its cores`,
	}),
	swinging({
		id: 'memory',
		column: 'mem',
		about: 'memory against GOMEMLIMIT; not judged without one',
		thresholds: nearLimit,
		unit: 'share',
		applies: ({ statsz }) => statsz?.memLimit !== undefined,
		figure: ({ statsz }) => shareOf(statsz?.mem, statsz?.memLimit),
		text: (share) => `memory at ${percentText(share)} of GOMEMLIMIT`,
	}),
	{
		id: 'slow',
		column: 'slow',
		about: 'slow consumers that came within a minute',
		thresholds: inAMinute,
		figure: (row, { at }) =>
			row.statsz?.slowConsumers === undefined ? undefined : (slowGrowthNow(row, at) ?? 0),
		judge: (row, { at }, thresholds) =>
			findingOf(
				slowGrowthNow(row, at),
				thresholds,
				(by) => `${countWords(by, 'more slow consumer')}${ofKinds(kindsText(row.statsz?.slowConsumerStats))}`,
			),
	},
	{
		id: 'stale-conns',
		about: 'stale connections that came within a minute (nats-server 2.12)',
		thresholds: inAMinute,
		figure: ({ statsz, staleGrowth }) =>
			statsz?.staleConnections === undefined ? undefined : (staleGrowth?.by ?? 0),
		unknown: 'needs nats-server 2.12 or later',
		judge: (row, _, thresholds) =>
			findingOf(
				row.staleGrowth?.by,
				thresholds,
				(by) =>
					`${countWords(by, 'more stale connection')}${ofKinds(kindsText(row.statsz?.staleConnectionStats))}`,
			),
	},
	swinging({
		id: 'stalled',
		about: 'publishers held up by slow consumers, a second (nats-server 2.12)',
		thresholds: { warn: 100, critical: 1000 },
		unknown: 'needs nats-server 2.12 or later, and two rounds',
		figure: ({ rates }) => rates?.stalls,
		text: (rate) => `publishers are held up ${Math.round(rate)} times a second`,
	}),
];
