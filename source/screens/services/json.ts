// Turns services, instances and endpoints into JSON objects. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime } from '../../format/json-value.ts';
import type { Figures } from '../../model/services/figures.ts';
import type { EndpointRow, InstanceRow, ServiceRow } from '../../model/services/service-row.ts';
import { troubleJson } from '../network/link-cells.ts';
import type { ServiceFacts } from './snapshot.ts';

const jsonShare = (share: number | undefined): number | undefined =>
	share === undefined ? undefined : Math.round(share * 10_000) / 10_000;

const accountJson = (account: string | undefined, { nameOf }: Pick<ServiceFacts, 'nameOf'>) => {
	if (account === undefined) return {};
	const name = nameOf(account);
	return { account, account_name: name === account ? undefined : name };
};

const figuresJson = ({ requests, errors, requestsRate, errorsRate, failed, average }: Figures) => ({
	requests,
	errors,
	requests_rate: jsonRate(requestsRate),
	errors_rate: jsonRate(errorsRate),
	failed: jsonShare(failed),
	average: jsonSeconds(average),
});

/** Unknown values are undefined, so JSON omits them. */
export const serviceJson = (row: ServiceRow, facts: ServiceFacts) => ({
	service: row.service,
	...accountJson(row.account, facts),
	description: row.description,
	versions: row.versions,
	instances: row.answered,
	instances_known: row.known,
	endpoints: row.endpointCount,
	...figuresJson(row),
	top: jsonShare(row.top),
	delay: jsonSeconds(row.delay),
	started: jsonTime(row.started),
	source: row.by,
	doubtful: row.doubt,
	trouble: troubleJson(row.troubles),
});

export const instanceJson = (row: InstanceRow, facts: ServiceFacts) => {
	const { connection } = row;
	return {
		service: row.service,
		...accountJson(row.account, facts),
		id: row.id,
		state: row.state,
		since: jsonTime(row.since),
		version: row.version,
		description: row.description,
		metadata: row.metadata,
		started: jsonTime(row.started),
		...figuresJson(row),
		share: jsonShare(row.share),
		delay: jsonSeconds(row.delay),
		pending: row.state === 'gone' ? undefined : connection?.pending,
		server: connection?.server,
		server_id: connection?.serverId,
		cid: connection?.cid,
		client: connection?.name,
		ip: connection?.ip,
		language: connection?.lang,
		library_version: connection?.version,
		last_error: row.lastError?.text,
		source: row.by,
		doubtful: row.doubt,
		trouble: troubleJson(row.troubles),
	};
};

export const endpointJson = (row: EndpointRow, facts: ServiceFacts) => ({
	endpoint: row.name,
	service: row.service,
	...accountJson(row.account, facts),
	subject: row.subject,
	queue_group: row.queue,
	instances: row.instances,
	...figuresJson(row),
	last_error: row.lastError,
	source: row.by,
	doubtful: row.doubt,
	trouble: troubleJson(row.troubles),
});
