// A finding, and how a check stands, as JSON.

import type { Thresholds } from '../../model/checks/check.ts';
import type { CheckState, HealthFinding } from '../../model/health/finding.ts';
import { isoTime } from '../../model/local-time.ts';

const limits = ({ warn, critical }: Thresholds = {}) => ({
	...(warn !== undefined && { warn }),
	...(critical !== undefined && { critical }),
});

/** What is told of a finding; without since when where nobody has watched. */
export const findingJson = (
	finding: HealthFinding,
	{ thresholds, watched = true }: { thresholds?: Thresholds; watched?: boolean } = {},
): Readonly<Record<string, unknown>> => {
	const { check, severity, kind, name, where, text, since, isFromStart, evidence, value } = finding;
	return {
		...{ check, severity, kind, where: name },
		...(where.server !== undefined && { server: where.server }),
		...(where.serverId !== undefined && { server_id: where.serverId }),
		...(where.cluster !== undefined && { cluster: where.cluster }),
		...(where.account !== undefined && { account: where.account }),
		...(where.stream !== undefined && { stream: where.stream }),
		...(where.consumer !== undefined && { consumer: where.consumer }),
		text,
		...(watched && { since: isoTime(since), from_start: isFromStart }),
		...(value !== undefined && { value }),
		...limits(thresholds),
		evidence: evidence.map(({ by, at, words }) => ({
			by,
			...(at !== undefined && { at: isoTime(at) }),
			...(words !== undefined && { words }),
		})),
	};
};

/** A check that does not fail, with the figure that is nearest to failing. */
export const stateJson = ({ check, kind, judged, thresholds, nearest, unknown }: CheckState) => ({
	...{ check: check.id, severity: unknown === undefined ? 'ok' : 'unknown', kind, judged },
	...(nearest && { where: nearest.name, value: nearest.value }),
	...limits(thresholds),
	...(unknown !== undefined && { why_unknown: unknown }),
});
