// A past made of recorded snapshots: the servers as they were, a minute earlier each with other figures, and no answers.

import { clock } from '../../source/format/time.ts';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import { HealthBook } from '../../source/model/health/health-book.ts';
import { serverReport } from '../../source/model/health/server-report.ts';
import type { Wire } from '../../source/nats/wire.ts';
import type { Past } from '../../source/recording/past.ts';
import { connectedLink } from '../fixtures/fleet.ts';
import { logOf, recordedFleet, recordedLog } from './drawn.tsx';
import { silentWire } from './silent-wire.ts';

/** The answers of a wire to a subject that was asked. */
export type MadeAnswers = Pick<Wire, 'ask' | 'gather'>;

/** Nothing was asked by then. */
const nothingAsked = (at: number): MadeAnswers => ({
	ask: async () => ({ ok: false, failure: { kind: 'absent', words: `not asked at ${clock(at)}` } }),
	gather: async () => 'absent',
});

/** Servers of another time: what was received then, and a tenth fewer connections for each step. */
export const fleetAt = (at: number, step: number): FleetSnapshot => {
	const fleet = recordedFleet();
	const earlier = fleet.at - at;
	return {
		...fleet,
		at,
		rows: fleet.rows.map((row) => ({
			...row,
			...(row.receivedAt !== undefined && { receivedAt: row.receivedAt - earlier }),
			...(row.statsz?.connections !== undefined && {
				statsz: { ...row.statsz, connections: row.statsz.connections - step * 10 },
			}),
		})),
	};
};

export type MadePast = Partial<Pick<Past, 'title' | 'trouble'>> & {
	/** Ends of rounds, ascending; the last moment is the last of them. */
	rounds: readonly number[];
	fleet?: (at: number) => FleetSnapshot;
	answers?: (at: number) => MadeAnswers;
};

export const madePast = ({
	rounds,
	title = 'the last minutes',
	trouble = () => undefined,
	fleet = (at) => fleetAt(at, rounds.length - rounds.findLastIndex((round) => round <= at)),
	answers = nothingAsked,
}: MadePast): Past => ({
	...{ title, trouble, rounds: () => rounds, from: rounds[0] ?? 0, to: () => rounds.at(-1) ?? 0 },
	moment: async (wanted) => {
		const at = Math.max(rounds[0] ?? 0, Math.min(wanted, rounds.at(-1) ?? 0));
		const servers = fleet(at);
		const health = new HealthBook();
		health.take(serverReport(servers));
		return {
			...{ at, interval: 2000, servers: { fleet: servers }, health },
			events: logOf(recordedLog.events.filter((event) => event.at <= at)),
			link: { link: connectedLink(), access: 'yes', outcome: '', stepsDone: 4 },
			wire: { ...silentWire, now: () => at, ...answers(at) },
			askedAt: () => [],
			rawOf: () => undefined,
		};
	},
	close: () => {},
});
