// How accounts are counted: every server tells of all accounts that it has loaded, those without connections too.

import type { AccountAnswer, AccountCount } from '../model/account.ts';
import type { Traffic } from '../model/server.ts';
import { type Fields, readCount, readFields, readList, readText, readTime, readTraffic } from './read.ts';

/** Servers that do not know the request yet. */
export const accountStatzSince = '2.9.0';

/** What one kind of connection had of it; nothing where the server does not tell kinds apart. */
const part = (fields: Fields | undefined, kind: string): Traffic =>
	(fields && readTraffic(fields, kind)) ?? { msgs: 0, bytes: 0 };

/** Traffic without what servers pass on; absent where the parts are more than the whole. */
const ownTraffic = (fields: Fields, key: string): Traffic | undefined => {
	const whole = readTraffic(fields, key);
	const kinds = readFields(fields, key);
	if (whole === undefined) return undefined;
	const [routes, gateways] = [part(kinds, 'routes'), part(kinds, 'gateways')];
	const msgs = whole.msgs - routes.msgs - gateways.msgs;
	const bytes = whole.bytes - routes.bytes - gateways.bytes;
	return msgs < 0 || bytes < 0 ? undefined : { msgs, bytes };
};

const countOf = (fields: Fields): AccountCount | undefined => {
	const account = readText(fields, 'acc');
	if (account === undefined) return undefined;
	const sent = readFields(fields, 'sent');
	return {
		account,
		name: readText(fields, 'name'),
		connections: readCount(fields, 'conns'),
		leafnodes: readCount(fields, 'leafnodes'),
		subscriptions: readCount(fields, 'num_subscriptions'),
		received: ownTraffic(fields, 'received'),
		sent: ownTraffic(fields, 'sent'),
		sentIsRouted: sent !== undefined && readFields(sent, 'routes') === undefined,
		slowConsumers: readCount(fields, 'slow_consumers'),
	};
};

/** One answer; nothing where it names no server. An account that stands there twice counts once. */
export const readAccountStatz = (answer: Fields, receivedAt: number): AccountAnswer | undefined => {
	const [block, data] = [readFields(answer, 'server'), readFields(answer, 'data')];
	const id = block && readText(block, 'id');
	if (block === undefined || data === undefined || id === undefined) return undefined;
	const counts = new Map<string, AccountCount>();
	for (const fields of readList(data, 'account_statz') ?? []) {
		const count = countOf(fields);
		if (count !== undefined) counts.set(count.account, count);
	}
	return {
		server: {
			id,
			name: readText(block, 'name') ?? id,
			cluster: readText(block, 'cluster'),
			version: readText(block, 'ver'),
		},
		now: readTime(data, 'now'),
		receivedAt,
		counts: [...counts.values()],
	};
};
