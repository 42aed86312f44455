// The guide of health: each check says what it means and where to look.

import { expect, test } from 'vitest';
import { allChecks } from '../../../source/model/checks/all-checks.ts';
import { guideOf } from '../../../source/model/health/guide.ts';
import { limitText, ruleText } from '../../../source/model/health/rule-text.ts';

test('every check says in a sentence what follows from it, and which keys lead on', () => {
	for (const { id } of allChecks) {
		const { means, look } = guideOf(id);
		expect(means, id).toMatch(/^[A-Zn].*\.$/);
		expect(look, id).not.toBe('');
	}
});

test('a rule names its thresholds and the key of the configuration that sets them', () => {
	const cpu = allChecks.find(({ id }) => id === 'cpu');
	const claims = allChecks.find(({ id }) => id === 'claims');
	if (cpu === undefined || claims === undefined) throw new Error('checks that were there are gone');
	expect(ruleText(cpu, { warn: 0.5, critical: 0.9 })).toMatch(
		/^cpu: .*: warns over 50%, critical over 90% {3}\(config: checks\.cpu\)$/,
	);
	expect(limitText(claims, { warn: 14, critical: 2 })).toBe('under 14 days');
});
