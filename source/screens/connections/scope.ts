// What servers are asked for where a filter says so, instead of all their connections.

import type { ConnectionRow } from '../../model/connection-row.ts';
import type { ServerRow } from '../../model/fleet.ts';
import type { ConnzScope } from '../../nats/connz.ts';
import type { FieldTerm } from '../../table/filter-query.ts';
import type { Asked } from '../source.ts';

/** Names of the fields that servers choose by. */
export const askedFields = ['server', 'cluster', 'acc', 'user', 'subject', 'mqtt', 'cid'] as const;

/** What a filter asks of servers: whom, and for whose connections. */
export type ConnectionScope = {
	/** The same text for the same scope; empty where all are asked for all. */
	key: string;
	isAsked: (server: ServerRow) => boolean;
	body: ConnzScope;
	/** The only one that is asked for. */
	cid?: number;
};

const same = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase();

/** What is known of accounts and users: a filter does not mind case, and says names of accounts; a server wants them exactly. */
type Known = { rows: readonly ConnectionRow[]; accountNames: ReadonlyMap<string, string> };

/** The one text that a filter's word means: as it is known; as typed where nothing is known yet; none where it may mean several. */
const exactly = (wanted: string, known: Iterable<string>): string | undefined => {
	const found = new Set([...known].filter((each) => same(wanted, each)));
	return found.size > 1 ? undefined : ([...found][0] ?? wanted);
};

const accountOf = (wanted: string, { rows, accountNames }: Known): string | undefined => {
	const named = [...accountNames].filter(([, name]) => same(wanted, name)).map(([key]) => key);
	if (named.length > 0) return named.length > 1 ? undefined : named[0];
	return exactly(
		wanted,
		rows.flatMap(({ identity }) => identity?.account ?? []),
	);
};

/** The scope of a filter. */
export const scopeOf = (asked: Asked, known: Known): ConnectionScope => {
	const { server, cluster, subject, mqtt } = asked;
	const acc = asked.acc === undefined ? undefined : accountOf(asked.acc, known);
	const users = known.rows.flatMap(({ identity }) => identity?.user ?? []);
	const user = asked.user === undefined ? undefined : exactly(asked.user, users);
	const cid = /^[1-9]\d{0,15}$/.test(asked.cid ?? '') ? Number(asked.cid) : undefined;
	const body: ConnzScope = {
		...(acc !== undefined && { acc }),
		...(user !== undefined && { user }),
		...(acc !== undefined && subject !== undefined && { filter_subject: subject }),
		...(mqtt !== undefined && { mqtt_client: mqtt }),
	};
	const parts = { server, cluster, cid, ...body };
	return {
		key: Object.values(parts).every((part) => part === undefined) ? '' : JSON.stringify(parts),
		isAsked: ({ info }) =>
			(server === undefined || same(server, info.name)) &&
			(cluster === undefined || same(cluster, info.cluster)),
		body,
		...(cid !== undefined && { cid }),
	};
};

/** Whether a connection that is known is in a scope, as far as can be told without asking. */
export const isInScope = (
	{ last: { server, cid, mqttClient }, identity, listens }: ConnectionRow,
	{ body, cid: only }: ConnectionScope,
	isServerAsked: (id: string) => boolean,
): boolean =>
	isServerAsked(server.id) &&
	(body.acc === undefined || body.acc === identity?.account) &&
	(body.user === undefined || body.user === identity?.user) &&
	(body.mqtt_client === undefined || body.mqtt_client === mqttClient) &&
	(body.filter_subject === undefined || body.filter_subject === listens) &&
	(only === undefined || only === cid);

/** Why a filter cannot be answered: who listens to what only servers know, and they want to know of which account. */
export const subjectRefusal = (terms: readonly FieldTerm[]): string | undefined => {
	const subject = terms.find(({ name }) => name === 'subject');
	if (subject === undefined) return undefined;
	const isExact = (name: string): boolean =>
		terms.some((term) => term.name === name && term.operator === '=');
	return isExact('acc') && isExact('subject')
		? undefined
		: `subject is asked of servers: write acc=ACCOUNT subject=${subject.value}`;
};
