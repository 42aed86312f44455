// What checks have found of connections, for the health of the whole system.

import type { CheckSettings } from '../../model/checks/check.ts';
import { connectionChecks } from '../../model/checks/connection-checks.ts';
import { connectionName } from '../../model/connection.ts';
import type { Report } from '../../model/health/finding.ts';
import { reportOf } from '../../model/health/report.ts';
import type { ConnectionsSnapshot } from './snapshot.ts';

export const connectionsReport = (
	{ rows, at, denied, asked, answered, isCut, sampled, isNarrowed }: ConnectionsSnapshot,
	settings: CheckSettings | undefined,
): Report | undefined =>
	at === undefined
		? undefined
		: reportOf({
				...{ kind: 'connection', checks: connectionChecks, settings, rows, facts: undefined, at },
				// Of those that were not asked for nothing is known: they have not got well.
				isWhole: answered >= asked && !isCut && sampled === undefined && !isNarrowed,
				unknown: denied === undefined ? undefined : `not permitted: ${denied}`,
				isJudged: ({ isOld }) => isOld !== true,
				isUnknown: ({ isOld }) => isOld === true,
				keyOf: ({ key }) => key,
				troublesOf: ({ troubles }) => troubles,
				objectOf: ({ last, identity, heardAt }) => ({
					name: connectionName(last) ?? `cid ${last.cid}`,
					where: {
						...{ server: last.server.name, serverId: last.server.id, cluster: last.server.cluster },
						account: identity?.account,
					},
					evidence: () => [{ by: `${last.server.name} CONNZ of cid ${last.cid}`, at: heardAt }],
				}),
			});
