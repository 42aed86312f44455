// What checks have found of streams, for the health of the whole system.

import type { CheckSettings } from '../../model/checks/check.ts';
import { streamChecks } from '../../model/checks/stream-checks.ts';
import type { Report } from '../../model/health/finding.ts';
import { reportOf } from '../../model/health/report.ts';
import type { StreamsSnapshot } from './snapshot.ts';

export const streamsReport = (
	{ streams, round, copiesPartial, isFull }: StreamsSnapshot,
	settings: CheckSettings | undefined,
): Report | undefined => {
	const { at, denied, failed, answered, expected } = round;
	if (at === undefined) return undefined;
	return reportOf({
		...{ kind: 'stream', checks: streamChecks, settings, rows: streams, facts: { now: at }, at },
		isWhole: !copiesPartial && !isFull && answered >= expected,
		unknown: denied === undefined ? failed : `not permitted: ${denied}`,
		isJudged: ({ isOld }) => !isOld,
		isUnknown: ({ isOld }) => isOld,
		keyOf: ({ key }) => key,
		troublesOf: ({ troubles }) => troubles,
		objectOf: ({ accountName, stream, cluster, leader, toldBy }) => ({
			name: `${accountName}/${stream}`,
			where: { server: leader ?? toldBy.server, cluster, account: accountName, stream },
			evidence: () => [
				{ by: `${toldBy.server} JSZ${toldBy.isLeader ? ', which leads it' : ''}`, at: toldBy.at },
			],
		}),
	});
};
