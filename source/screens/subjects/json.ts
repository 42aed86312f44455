// Turns a subject into one JSON object. Fields are added, never renamed.

import { jsonRate } from '../../format/json-value.ts';
import { type SubjectRow, storedRate } from '../../model/subjects/subject-row.ts';
import { troubleJson } from '../network/link-cells.ts';

/** Unknown values are undefined, so JSON omits them. */
export const subjectJson = (row: SubjectRow) => ({
	account: row.account,
	subject: row.subject,
	queue_group: row.queue,
	subscriptions: row.subscriptions,
	connections: row.connections,
	deliveries: row.deliveries,
	deliveries_rate: jsonRate(row.rate),
	streams: row.streams?.map(({ stream }) => stream),
	stored_rate: jsonRate(storedRate(row)),
	delivered_by: row.deliveredBy.length === 0 ? undefined : row.deliveredBy,
	listeners: row.listeners.map(({ server, serverId, cid, name, rate }) => ({
		...{ server, server_id: serverId, cid, name },
		deliveries_rate: jsonRate(rate),
	})),
	/** Several subjects stand under this one. */
	folded: row.isFolded || undefined,
	/** Its servers did not answer the last round. */
	old: row.isOld || undefined,
	trouble: troubleJson(row.troubles),
});
