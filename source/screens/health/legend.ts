// The legend of health, and filters that match a finding.

import type { HealthFinding } from '../../model/health/finding.ts';
import type { Glyphs } from '../../theme.ts';
import type { Example, LegendPart } from '../legend.ts';

export const healthLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Health',
		entries: [
			[`${glyphs.down} !`, 'before a row: critical, somebody should act now; or worth a look'],
			[glyphs.unknown, 'before a row: judged a while ago and not since, as nobody asks for it now'],
			['> 41m', 'at least so long: it was so when natstop began to look'],
			[
				'Failing, Passed, Unknown',
				'the tabs: what fails, what does not and how near it is, and what is not known and why',
			],
			[
				'cheap, full',
				'when servers were asked for their own word on their health: of the meta group alone, or of every stream',
			],
		],
	},
	{
		title: 'Detail of health',
		entries: [
			['Said by', 'where it is from, how old it is, and the words of the server'],
			['Means', 'what follows for those who use the system'],
			['Rule', 'what is judged, from where on it fails, and where the configuration file sets that'],
			['Look at', 'keys that lead on; Enter goes to the object'],
		],
	},
];

export const healthExamples = ({ check, severity, where }: HealthFinding): readonly Example[] => [
	[`check:${check}`, 'of this check'],
	[`sev=${severity}`, 'as bad as this'],
	...(where.server !== undefined && /^[\w.-]+$/.test(where.server)
		? [[`server=${where.server}`, 'on its server'] as const]
		: []),
];
