// The report of all servers, by what their table says of them.

import { serverChecks } from '../checks/server-checks.ts';
import type { FleetSnapshot, ServerRow } from '../fleet.ts';
import { fleetFacts, troublesIn } from '../fleet-facts.ts';
import { isOld } from '../server-facts.ts';
import type { Evidence, Report } from './finding.ts';
import { reportOf } from './report.ts';

/** Checks whose facts are in VARZ. */
const byVarz: readonly string[] = ['config', 'gateways-uniform', 'auth-required', 'tls'];

/** Checks that natstop judges by what it sees itself. */
const byNatstop: readonly string[] = ['down', 'answers', 'rtt', 'clock', 'credentials'];

const evidenceOf = (row: ServerRow, check: string): readonly Evidence[] => {
	const { info, receivedAt, healthz, evidence } = row;
	if (check === 'health')
		return (healthz?.words.length ? healthz.words : ['']).map((words) => ({
			by: `${info.name} HEALTHZ`,
			at: healthz?.at,
			...(words !== '' && { words }),
		}));
	if (check === 'leaf-remotes')
		return (healthz?.remotes?.words ?? []).map((words) => ({
			...{ by: `${info.name} HEALTHZ`, at: healthz?.at, words },
		}));
	if (check === 'auth') return [{ by: `${info.name} CLIENT.AUTH.ERR events` }];
	if (check === 'lame-duck') return [{ by: `${info.name} LAMEDUCK event` }];
	if (byVarz.includes(check)) return [{ by: `${info.name} VARZ` }];
	if (byNatstop.includes(check)) return [{ by: 'natstop', ...(evidence && { words: evidence }) }];
	return [{ by: `${info.name} STATSZ`, at: receivedAt }];
};

/** A server that is down for good is judged too: by that it is. */
const isJudged = (row: ServerRow): boolean => row.state === 'lameduck' || !isOld(row);

/** The report; nothing is worked out again that the table, or the header, has worked out. */
export const serverReport = (fleet: FleetSnapshot): Report => {
	const facts = fleetFacts(fleet);
	return reportOf({
		kind: 'server',
		checks: serverChecks,
		settings: facts.judgement?.settings,
		rows: fleet.rows,
		facts: facts.neighbours,
		at: fleet.at,
		keyOf: ({ key }) => key,
		troublesOf: (row) => troublesIn(facts, row),
		isJudged,
		objectOf: (row) => ({
			name: row.info.name,
			where: { server: row.info.name, serverId: row.info.id, cluster: row.info.cluster },
			evidence: (check) => evidenceOf(row, check),
		}),
	});
};
