// What servers are asked for where a filter says so, instead of all their connections.

import type { ConnectionRow } from '../../model/connection-row.ts';
import type { ServerRow } from '../../model/fleet.ts';
import type { ConnzScope } from '../../nats/connz.ts';
import type { FieldTerm } from '../../table/filter-query.ts';
import { askedValues } from '../asked.ts';
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
	/** Why it cannot be asked for, as a sentence. */
	unclear?: string;
};

const same = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase();

/**
 * What is known of accounts and users: a filter does not mind case, and says names of accounts; a server wants them exactly.
 * There may be thousands of rows: they are looked through only where a filter says so.
 */
type Known = { rows: () => readonly ConnectionRow[]; accountNames: ReadonlyMap<string, string> };

/** All that a filter's word may mean: as it is known; as typed where nothing is known yet. */
const meant = (wanted: string, known: Iterable<string | undefined>): string[] => {
	const found = new Set<string>();
	for (const each of known) if (each !== undefined && same(wanted, each)) found.add(each);
	return found.size > 0 ? [...found] : [wanted];
};

/** The accounts that a filter's word may mean: keys, or names where there are no keys. */
const accountsMeant = (wanted: string, { rows, accountNames }: Known): string[] => {
	const named = [...accountNames].filter(([, name]) => same(wanted, name)).map(([key]) => key);
	return named.length > 0
		? named
		: meant(
				wanted,
				rows().map(({ identity }) => identity?.account),
			);
};

const only = (words: readonly string[]): string | undefined => (words.length === 1 ? words[0] : undefined);

/** Whom to ask about a subject, as that is asked of one account: the one of several that is spelled as typed. */
const spelled = (wanted: string, accounts: readonly string[], { accountNames }: Known): string | undefined =>
	only(accounts) ?? only(accounts.filter((key) => wanted === key || wanted === accountNames.get(key)));

/** The scope of a filter. */
export const scopeOf = (asked: Asked, known: Known): ConnectionScope => {
	const { server, cluster, subject, mqtt } = asked;
	const servers = server === undefined ? undefined : askedValues(server);
	const accounts = asked.acc === undefined ? [] : accountsMeant(asked.acc, known);
	const acc = subject === undefined ? only(accounts) : spelled(asked.acc ?? '', accounts, known);
	const users =
		asked.user === undefined
			? []
			: meant(
					asked.user,
					known.rows().map(({ identity }) => identity?.user),
				);
	const user = only(users);
	const cid = /^[1-9]\d{0,15}$/.test(asked.cid ?? '') ? Number(asked.cid) : undefined;
	const body: ConnzScope = {
		...(acc !== undefined && { acc }),
		...(user !== undefined && { user }),
		...(acc !== undefined && subject !== undefined && { filter_subject: subject }),
		...(mqtt !== undefined && { mqtt_client: mqtt }),
	};
	const parts = { server, cluster, cid, ...body };
	const isUnclear = subject !== undefined && accounts.length > 1 && acc === undefined;
	return {
		key: Object.values(parts).every((part) => part === undefined) ? '' : JSON.stringify(parts),
		isAsked: ({ info }) =>
			(servers === undefined || servers.some((name) => same(name, info.name))) &&
			(cluster === undefined || same(cluster, info.cluster)),
		body,
		...(cid !== undefined && { cid }),
		...(isUnclear && {
			unclear: `acc=${asked.acc} means ${accounts.length} accounts: with a subject write one, acc=${accounts[0]}`,
		}),
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
