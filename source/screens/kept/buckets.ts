// The buckets of our account: how many keys they have, how full they are, what is written.

import { isBucket } from '../../model/jetstream/kept-values.ts';
import { defineScreen } from '../define-screen.ts';
import { bucketColumns } from './columns.ts';
import { bucketJson } from './json.ts';
import { keptSpec } from './kept-screen.ts';
import { bucketKeys } from './subjects.ts';

export const buckets = defineScreen(
	keptSpec({
		...{ id: 'buckets', tab: 'Buckets', noun: ['bucket', 'buckets'], holds: isBucket },
		about: 'the buckets of our account: keys, revisions, what is written',
		empty: () => 'Our account has no bucket.',
		columns: bucketColumns,
		sort: { column: 'trouble', descending: true },
		tabs: ['overview', { list: bucketKeys }, 'config', 'events'],
		json: bucketJson,
	}),
);
