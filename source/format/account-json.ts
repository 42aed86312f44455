// Turns an account into one JSON object, for `natstop accounts --json` and the export. Fields are added, never renamed.

import type { Account, AccountRates, AccountShare } from '../model/account.ts';
import { jsonRate, jsonTime, jsonTraffic } from './json-value.ts';

const ratesJson = (rates: AccountRates | undefined) => ({
	in_msgs_rate: jsonRate(rates?.in?.msgs),
	in_bytes_rate: jsonRate(rates?.in?.bytes),
	out_msgs_rate: jsonRate(rates?.out?.msgs),
	out_bytes_rate: jsonRate(rates?.out?.bytes),
});

type Counted = Pick<
	Account,
	| 'connections'
	| 'leafnodes'
	| 'subscriptions'
	| 'received'
	| 'sent'
	| 'rates'
	| 'sentIsRouted'
	| 'slowConsumers'
>;

const countsJson = ({ connections, leafnodes, subscriptions, received, sent, rates, ...rest }: Counted) => ({
	connections,
	leafnodes,
	subscriptions,
	...jsonTraffic(received, sent),
	...ratesJson(rates),
	out_is_routed: rest.sentIsRouted ? true : undefined,
	slow_consumers: rest.slowConsumers,
});

const shareJson = (share: AccountShare) => ({
	server: share.server.name,
	server_id: share.server.id,
	cluster: share.server.cluster,
	...countsJson(share),
});

/** The object of an account. Unknown values are undefined, so JSON omits them. */
export const accountJson = (account: Account): Readonly<Record<string, unknown>> => ({
	account: account.account,
	name: account.name,
	trouble: account.troubles.map(({ check, severity, text }) => ({ check, severity, text })),
	...countsJson(account),
	connects: account.churn,
	servers: account.shares.map(shareJson),
	is_old: account.isOld ? true : undefined,
	received_at: jsonTime(account.receivedAt),
});
