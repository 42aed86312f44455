// What the signs and words of subjects mean, and filters that fit one.

import type { SubjectRow } from '../../model/subjects/subject-row.ts';
import type { Glyphs } from '../../theme.ts';
import { term } from '../accounts/scopes.ts';
import type { Example, LegendPart } from '../legend.ts';

export const subjectsLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Subjects',
		entries: [
			[
				'SUBJECT',
				'what somebody listens to, with its wildcards: * stands for one token, > for all that follow',
			],
			['_INBOX.>', 'all inboxes, to which answers go; $SRV.>: all by which services say what they are'],
			['0!', 'in SUBS: a push consumer delivers there, and nobody listens'],
			['OUT/s', 'messages delivered a second, as servers count them of each subscription'],
			['~', 'in OUT/s: some of its servers have told of it once so far'],
			[
				'STORED IN',
				'streams that store some of it; +2: and two more; ORDERS/push: the consumer that delivers there',
			],
			['IN/s', 'messages a second that these streams take in, of all their subjects'],
			[glyphs.unknown, 'its servers do not answer: this is what they told last'],
			['who publishes', 'is counted by no server; nor are subjects that nobody listens to'],
			['the busiest', 'of too many subjects those with most deliveries are in the list'],
		],
	},
];

/** Filters that match this subject. */
export const subjectExamples = ({ subject, queue, account }: SubjectRow): readonly Example[] => [
	...(account === undefined ? [] : [[term('acc', account), 'of its account'] as const]),
	...(/^[\w.-]+$/.test(subject) ? [[`subject:${subject}`, 'with its words'] as const] : []),
	...(queue !== undefined && /^[\w.-]+$/.test(queue)
		? [[`queue=${queue}`, 'of its queue group'] as const]
		: []),
	['out>100', 'with more than a hundred deliveries a second'],
];
