// Turns an account into one JSON object, for `natstop accounts --json` and the export. Fields are added, never renamed.

import type { Account, AccountRates, AccountShare } from '../model/account.ts';
import type { AccountClaims, AccountExport, AccountImport, AccountUse } from '../model/account-claims.ts';
import { mainUse } from '../model/account-limit-use.ts';
import type { AccountUser } from '../model/account-users.ts';
import { jsonRate, jsonTime, jsonTraffic, unlessEmpty } from './json-value.ts';

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

/** What it is on one server. */
export const shareJson = (share: AccountShare) => ({
	server: share.server.name,
	server_id: share.server.id,
	cluster: share.server.cluster,
	version: share.server.version,
	...countsJson(share),
});

export const importJson = (one: AccountImport) => ({
	subject: one.subject,
	account: one.account,
	type: one.type,
	local_subject: one.localSubject,
	invalid: one.isInvalid,
	share: one.isShared,
});

export const exportJson = (one: AccountExport) => ({
	subject: one.subject,
	type: one.type,
	response_type: one.responseType,
	token_required: one.needsToken,
	accounts: one.accounts,
	latency_sampling: one.latencySampling,
});

const limitsJson = ({ limits }: AccountClaims) =>
	limits && {
		connections: limits.connections,
		leafnodes: limits.leafnodes,
		subscriptions: limits.subscriptions,
		payload: limits.payload,
		data: limits.data,
		imports: limits.imports,
		exports: limits.exports,
		memory: limits.memory,
		storage: limits.storage,
		streams: limits.streams,
		consumers: limits.consumers,
	};

const jetStreamJson = (use: AccountUse) => ({
	domain: use.domain,
	server: use.server,
	memory: use.memory,
	storage: use.storage,
	memory_limit: use.memoryLimit,
	storage_limit: use.storageLimit,
	streams: use.streams,
	consumers: use.consumers,
	api_total: use.apiTotal,
	api_errors: use.apiErrors,
});

/** What claims say; nothing where no server has told. */
const claimsJson = (claims: AccountClaims | undefined) =>
	claims && {
		limits: limitsJson(claims),
		tiers: unlessEmpty(claims.tiers),
		expires: jsonTime(claims.expires),
		expired: claims.isExpired ? true : undefined,
		updated: jsonTime(claims.updated),
		issued: jsonTime(claims.issued),
		issuer: claims.issuer,
		signing_keys: claims.signingKeys,
		tags: claims.tags,
		revoked_users: claims.revoked.map(({ user, at }) => ({ user, at: jsonTime(at) })),
		imports: claims.imports.map(importJson),
		system_imports: claims.systemImports,
		exports: claims.exports.map(exportJson),
		cut: unlessEmpty(claims.cut),
	};

/** One user that was seen or revoked. */
export const userJson = (one: AccountUser) => ({
	user: one.user,
	names: one.names,
	connections: one.connections,
	may_have_more: one.mayHaveMore ? true : undefined,
	came: one.came,
	went: one.went,
	servers: one.servers,
	seen_at: jsonTime(one.seenAt),
	revoked: one.isRevoked,
	revoked_at: jsonTime(one.revokedAt),
});

/** Where it stores most. */
const mainUseJson = (account: Account) => {
	const use = mainUse(account);
	return use && jetStreamJson(use);
};

/** The object of an account. Unknown values are undefined, so JSON omits them. */
export const accountJson = (account: Account): Readonly<Record<string, unknown>> => ({
	account: account.account,
	name: account.name,
	trouble: account.troubles.map(({ check, severity, text }) => ({ check, severity, text })),
	...countsJson(account),
	connects: account.churn,
	servers: account.shares.map(shareJson),
	loaded: account.isLoaded,
	system: account.isSystem,
	...claimsJson(account.claims),
	jetstream: mainUseJson(account),
	jetstream_domains: account.jetstream.length > 1 ? account.jetstream.map(jetStreamJson) : undefined,
	told_by: account.claims?.server.name,
	is_old: account.isOld ? true : undefined,
	received_at: account.isLoaded ? jsonTime(account.receivedAt) : undefined,
});
