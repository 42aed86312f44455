// What checks have found of accounts, for the health of the whole system.

import type { Account } from '../../model/account.ts';
import { accountChecks } from '../../model/checks/account-checks.ts';
import type { CheckSettings } from '../../model/checks/check.ts';
import type { Evidence, Report } from '../../model/health/finding.ts';
import { reportOf } from '../../model/health/report.ts';
import type { AccountsSnapshot } from './snapshot.ts';

const evidenceOf = ({ shares, claims, receivedAt }: Account, check: string): readonly Evidence[] => {
	if (check === 'churn') return [{ by: 'CONNECT events' }];
	if (check === 'claims' && claims) return [{ by: `${claims.server.name} ACCOUNTZ` }];
	const [first, ...others] = shares;
	if (first === undefined) return [];
	const more = others.length === 0 ? '' : ` and ${others.length} more`;
	return [{ by: `${first.server.name}${more} STATZ`, at: receivedAt }];
};

export const accountsReport = (
	{ accounts, at, denied, failed, answered, expected }: AccountsSnapshot,
	settings: CheckSettings | undefined,
): Report | undefined =>
	at === undefined
		? undefined
		: reportOf({
				...{ kind: 'account', checks: accountChecks, settings, rows: accounts, facts: { now: at }, at },
				isWhole: answered >= expected,
				unknown: denied === undefined ? failed : `not permitted: ${denied}`,
				isJudged: ({ isOld, isLoaded }) => !isOld && isLoaded,
				isUnknown: ({ isOld }) => isOld,
				keyOf: ({ account }) => account,
				troublesOf: ({ troubles }) => troubles,
				objectOf: (row) => ({
					name: row.name,
					where: { account: row.name },
					evidence: (check) => evidenceOf(row, check),
				}),
			});
