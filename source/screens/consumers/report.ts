// What checks have found of consumers, for the health of the whole system.

import type { CheckSettings } from '../../model/checks/check.ts';
import { consumerChecks } from '../../model/checks/consumer-checks.ts';
import type { Report } from '../../model/health/finding.ts';
import { reportOf } from '../../model/health/report.ts';
import { isOwn, type ToldBy } from '../../model/jetstream/replicated.ts';
import type { ConsumersSnapshot } from './snapshot.ts';

/** Why not all of them are known; nothing where they are. */
const unknownOf = ({ round: { denied, failed }, only }: ConsumersSnapshot): string | undefined => {
	if (denied !== undefined) return `not permitted: ${denied}`;
	if (only === undefined) return failed;
	return only.account === undefined
		? 'there are too many to ask for all: 6 shows those of one account'
		: undefined;
};

/** `east-1 JSZ, which leads it`. */
const tellerText = ({ server, isLeader }: ToldBy): string =>
	`${server} JSZ${isLeader ? ', which leads it' : ''}`;

export const consumersReport = (
	snapshot: ConsumersSnapshot,
	settings: CheckSettings | undefined,
): Report | undefined => {
	const { consumers, round, only, stream } = snapshot;
	const { at, answered, expected } = round;
	if (at === undefined) return undefined;
	return reportOf({
		...{ kind: 'consumer', checks: consumerChecks, settings, rows: consumers, facts: { now: at }, at },
		isWhole: only === undefined && stream === undefined && answered >= expected,
		unknown: unknownOf(snapshot),
		isJudged: ({ isOld, noAnswer }) => !isOld || noAnswer !== undefined,
		isUnknown: ({ isOld, noAnswer }) => isOld && noAnswer === undefined,
		keyOf: ({ key }) => key,
		troublesOf: ({ troubles }) => troubles,
		objectOf: ({ accountName, stream: of, consumer, cluster, leader, toldBy, place }) => ({
			name: isOwn({ place }) ? `${of}/${consumer}` : `${accountName}/${of}/${consumer}`,
			where: { server: leader ?? toldBy.server, cluster, account: accountName, stream: of, consumer },
			evidence: () => [{ by: isOwn({ place }) ? 'JetStream' : tellerText(toldBy), at: toldBy.at }],
		}),
	});
};
