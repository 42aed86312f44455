// What checks have found of services, for the health of the whole.

import type { CheckSettings } from '../../model/checks/check.ts';
import { serviceChecks } from '../../model/checks/service-checks.ts';
import type { Report } from '../../model/health/finding.ts';
import { reportOf } from '../../model/health/report.ts';
import { type ServicesSnapshot, serviceName } from './snapshot.ts';

export const servicesReport = (
	{ services, asked, accountNames }: ServicesSnapshot,
	settings: CheckSettings | undefined,
): Report | undefined => {
	const { at, by, denied, failed, missing } = asked;
	if (at === undefined) return undefined;
	const nameOf = (account: string): string => accountNames.get(account) ?? account;
	return reportOf({
		...{ kind: 'service', checks: serviceChecks, settings, rows: services, facts: undefined, at },
		isWhole: missing.length === 0,
		unknown: denied === undefined ? failed : `not permitted: ${denied}`,
		keyOf: ({ key }) => key,
		troublesOf: ({ troubles }) => troubles,
		objectOf: (row) => ({
			name: serviceName(row, { nameOf }),
			where: { account: row.account && nameOf(row.account) },
			evidence: () => [
				{ by: by === 'subscriptions' ? 'CONNZ of its servers' : 'its instances and CONNZ', at },
			],
		}),
	});
};
