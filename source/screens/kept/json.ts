// Turns a bucket or an object store into one JSON object. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime } from '../../format/json-value.ts';
import { plainName } from '../../model/jetstream/kept-values.ts';
import { isCurrent } from '../../model/jetstream/replicas.ts';
import type { Stream } from '../../model/jetstream/stream.ts';

const troubleJson = ({ troubles }: Stream) =>
	troubles.length === 0
		? undefined
		: troubles.map(({ check, severity, text }) => ({ check, severity, text }));

/** What both have; nothing of figures where nobody answers for it. */
const commonJson = (row: Stream) =>
	row.noAnswer
		? { missing: true, reason: row.noAnswer.why, trouble: troubleJson(row) }
		: {
				bytes: row.state.bytes,
				max_bytes: row.config?.maxBytes,
				full: row.full === undefined ? undefined : Math.round(row.full * 1e6) / 1e6,
				leader: row.leader,
				replicas: row.replicas.map(({ name, state, lag, ...rest }) => ({
					server: name,
					state,
					current: isCurrent({ state, lag, ...rest }),
					lag,
				})),
				last_time: jsonTime(row.state.lastTime),
				trouble: troubleJson(row),
			};

/** The object of a bucket. Unknown values are undefined, so JSON omits them. */
export const bucketJson = (row: Stream) => ({
	bucket: plainName(row),
	...(!row.noAnswer && {
		keys: row.state.subjects,
		revisions: row.state.messages,
		history: row.config?.maxPerSubject,
		ttl: jsonSeconds(row.config?.maxAge),
		put_rate: jsonRate(row.inRate),
	}),
	...commonJson(row),
});

/** The object of an object store. */
export const storeJson = (row: Stream) => ({
	store: plainName(row),
	...(!row.noAnswer && { chunks: row.state.messages }),
	...commonJson(row),
});
