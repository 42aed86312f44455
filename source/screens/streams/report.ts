// What checks have found of streams, for the health of the whole system.

import type { CheckSettings } from '../../model/checks/check.ts';
import { streamChecks } from '../../model/checks/stream-checks.ts';
import type { Report } from '../../model/health/finding.ts';
import { reportOf } from '../../model/health/report.ts';
import { isOwn, type ToldBy } from '../../model/jetstream/replicated.ts';
import type { StreamsSnapshot } from './snapshot.ts';

/** `east-1 JSZ, which leads it`. */
const tellerText = ({ server, isLeader }: ToldBy): string =>
	`${server} JSZ${isLeader ? ', which leads it' : ''}`;

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
		isJudged: ({ isOld, noAnswer }) => !isOld || noAnswer !== undefined,
		isUnknown: ({ isOld, noAnswer }) => isOld && noAnswer === undefined,
		keyOf: ({ key }) => key,
		troublesOf: ({ troubles }) => troubles,
		objectOf: ({ accountName, stream, cluster, leader, toldBy, place }) => ({
			name: isOwn({ place }) ? stream : `${accountName}/${stream}`,
			where: { server: leader ?? toldBy.server, cluster, account: accountName, stream },
			evidence: () => [{ by: isOwn({ place }) ? 'JetStream' : tellerText(toldBy), at: toldBy.at }],
		}),
	});
};
