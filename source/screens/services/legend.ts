// The meanings of the signs and words of the lists of services.

import type { Glyphs } from '../../theme.ts';
import type { Example, LegendPart } from '../legend.ts';

export const servicesLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Services',
		entries: [
			['INST 2/3', 'instances that answered the last round, of those that are known'],
			['hangs', 'an instance that is silent for three rounds although its connection is open'],
			['gone', 'an instance whose connection is not there any more; its row stays for ten minutes'],
			['~', 'before ERR/s and AVG: nats.js counts time up to the first await only, and few errors'],
			['from subscriptions', 'servers tell who listens as a service: requests, and neither errors nor times'],
			[glyphs.none, 'nobody tells; under QUEUE it has none, so that every instance gets each request'],
		],
	},
];

const isPlain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);

/** Filters that let a service through. */
export const serviceExamples = ({
	service,
	version,
}: {
	service: string;
	version?: string;
}): readonly Example[] => [
	...(isPlain(service) ? [[`service=${service}`, 'called like it'] as const] : []),
	...(isPlain(version) ? [[`version=${version}`, 'of its version'] as const] : []),
];
