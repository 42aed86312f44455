// Reads what a server knows of one account: its claims, imports and exports. The JWT itself is left behind.

import type {
	AccountClaims,
	AccountExport,
	AccountImport,
	AccountLimits,
	CutList,
	RevokedUser,
	TierLimits,
} from '../model/account-claims.ts';
import { isSecretField, safeText } from '../system/redact.ts';
import { decodeServer } from './decode.ts';
import type { Cost } from './governor.ts';
import {
	asFields,
	type Fields,
	readCount,
	readFields,
	readFlag,
	readList,
	readNumber,
	readText,
	readTexts,
	readTime,
} from './read.ts';
import type { Result } from './requests.ts';
import { serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

/** Members that are kept of each list of claims. */
const mostItems = 1000;

const cutLists: readonly CutList[] = ['imports', 'exports', 'revoked', 'tiers'];

/** An account with thousands of imports and its JWT, unpacked. */
const longestAnswer = 8 * 1024 * 1024;

/** Seconds since the epoch as milliseconds; nothing where that is no time. */
const readSeconds = (fields: Fields, key: string): number | undefined => {
	const seconds = readCount(fields, key);
	return seconds === undefined || seconds === 0 || seconds > 253_402_300_799 ? undefined : seconds * 1000;
};

const limitsOf = (fields: Fields): AccountLimits => ({
	connections: readCount(fields, 'conn'),
	leafnodes: readCount(fields, 'leaf'),
	subscriptions: readCount(fields, 'subs'),
	payload: readCount(fields, 'payload'),
	data: readCount(fields, 'data'),
	imports: readCount(fields, 'imports'),
	exports: readCount(fields, 'exports'),
	memory: readCount(fields, 'mem_storage'),
	storage: readCount(fields, 'disk_storage'),
	streams: readCount(fields, 'streams'),
	consumers: readCount(fields, 'consumer'),
});

const tiersOf = (limits: Fields): TierLimits[] => {
	const tiers = readFields(limits, 'tiered_limits') ?? {};
	return Object.keys(tiers)
		.slice(0, mostItems)
		.flatMap((tier) => {
			const fields = readFields(tiers, tier);
			if (fields === undefined || isSecretField(tier)) return [];
			const { memory, storage, streams, consumers } = limitsOf(fields);
			return [{ tier: safeText(tier), memory, storage, streams, consumers }];
		});
};

/** What every account has of the system account: how clients ask about themselves, and the API of JetStream. */
const ownSystemSubject = /^\$SYS\.REQ\.|^\$JS\.API\./;

const importOf = (fields: Fields): AccountImport | undefined => {
	const subject = readText(fields, 'subject');
	if (subject === undefined) return undefined;
	const local = readText(fields, 'local_subject') ?? readText(fields, 'to');
	return {
		subject,
		account: readText(fields, 'account'),
		type: readText(fields, 'type'),
		...(local !== undefined && local !== subject && { localSubject: local }),
		isInvalid: readFlag(fields, 'invalid') ?? false,
		isShared: readFlag(fields, 'share') ?? false,
	};
};

const exportOf = (fields: Fields): AccountExport | undefined => {
	const subject = readText(fields, 'subject');
	if (subject === undefined) return undefined;
	const latency = readFields(fields, 'latency');
	const sampling = latency && readNumber(latency, 'sampling');
	return {
		subject,
		type: readText(fields, 'type'),
		responseType: readText(fields, 'response_type'),
		needsToken: readFlag(fields, 'token_req') ?? false,
		...(Array.isArray(fields.approved_accounts) && {
			accounts: readTexts(fields, 'approved_accounts', mostItems),
		}),
		latencySampling: sampling,
	};
};

/** Members of a list, or of an object that is one by key. */
const lengthOf = (value: unknown): number =>
	Array.isArray(value) ? value.length : Object.keys(asFields(value) ?? {}).length;

/** Imports that the claims name and the server has not put into effect: the other account does not allow them. */
const missingImports = (detail: Fields, nats: Fields | undefined, known: readonly AccountImport[]) => {
	// Only a server that says so itself lacks any: subjects with placeholders are written in another way there.
	if (nats === undefined || readFlag(detail, 'complete') !== false) return [];
	// What is missing from a part may be in the rest.
	if (lengthOf(detail.imports) > mostItems) return [];
	const isKnown = ({ account, subject, localSubject }: AccountImport): boolean =>
		known.some(
			(one) =>
				one.account === account &&
				(one.subject === subject || (localSubject !== undefined && one.localSubject === localSubject)),
		);
	return (readList(nats, 'imports') ?? [])
		.slice(0, mostItems)
		.flatMap((each) => importOf(each) ?? [])
		.filter((each) => !isKnown(each))
		.map((each) => ({ ...each, isInvalid: true }));
};

/** In the answer a time by key; in the claims seconds by key. */
const revocations = (detail: Fields, nats: Fields | undefined) => {
	const told = readFields(detail, 'revoked_user');
	return { told, users: told ?? (nats && readFields(nats, 'revocations')) ?? {} };
};

const revokedOf = (detail: Fields, nats: Fields | undefined): RevokedUser[] => {
	const { told, users } = revocations(detail, nats);
	return Object.keys(users)
		.slice(0, mostItems)
		.map((user) => ({
			user: safeText(user),
			at: told ? readTime(users, user) : readSeconds(users, user),
		}));
};

/** How many accounts may use each of the exports that are read, where they are named one by one. */
const approvedCounts = (detail: Fields): number[] =>
	(readList(detail, 'exports') ?? []).slice(0, mostItems).map((each) => lengthOf(each.approved_accounts));

/** The lists of which something is left out, or of one of whose members. */
const cutOf = (detail: Fields, nats: Fields | undefined): CutList[] => {
	const limits = nats && readFields(nats, 'limits');
	const lengths: Record<CutList, number> = {
		imports: Math.max(lengthOf(detail.imports), lengthOf(nats?.imports)),
		exports: Math.max(lengthOf(detail.exports), ...approvedCounts(detail)),
		revoked: lengthOf(revocations(detail, nats).users),
		tiers: lengthOf(limits?.tiered_limits),
	};
	return cutLists.filter((list) => lengths[list] > mostItems);
};

/** `account_detail` of an ACCOUNTZ, or the whole of an account's INFO. */
const claimsOf = (
	detail: Fields,
	system: string | undefined,
): Omit<AccountClaims, 'server' | 'receivedAt'> | undefined => {
	const account = readText(detail, 'account_name');
	if (account === undefined) return undefined;
	const jwt = readFields(detail, 'decoded_jwt');
	const nats = jwt && readFields(jwt, 'nats');
	const isExpired = readFlag(detail, 'expired') ?? false;
	// A server that only heard of an account from others calls it expired, and knows nothing of it.
	if (isExpired && jwt === undefined) return undefined;
	const limits = nats && readFields(nats, 'limits');
	const isSystem = readFlag(detail, 'is_system') ?? account === system;
	const inEffect = (readList(detail, 'imports') ?? [])
		.slice(0, mostItems)
		.flatMap((each) => importOf(each) ?? []);
	const imports = [...inEffect, ...missingImports(detail, nats, inEffect)];
	const isOfSystem = ({ account: from, subject }: AccountImport): boolean =>
		(from === system || system === undefined) && ownSystemSubject.test(subject);
	const permissions = nats && readFields(nats, 'default_permissions');
	const hasRules = (key: string): boolean =>
		permissions !== undefined && Object.keys(readFields(permissions, key) ?? {}).length > 0;
	return {
		account,
		name: readText(detail, 'name_tag') ?? (jwt && readText(jwt, 'name')),
		...(limits && { limits: limitsOf(limits) }),
		tiers: limits ? tiersOf(limits) : [],
		issuer: (jwt && readText(jwt, 'iss')) ?? readText(detail, 'issuer_key'),
		issued: jwt && readSeconds(jwt, 'iat'),
		updated: readTime(detail, 'update_time'),
		expires: jwt && readSeconds(jwt, 'exp'),
		isExpired,
		isSystem,
		hasJetStream: readFlag(detail, 'jetstream_enabled'),
		...(nats && {
			signingKeys: Array.isArray(nats.signing_keys) ? nats.signing_keys.length : 0,
		}),
		tags: readTexts(detail.tags === undefined ? (nats ?? detail) : detail, 'tags'),
		hasDefaultPermissions: hasRules('pub') || hasRules('sub'),
		revoked: revokedOf(detail, nats),
		imports: imports.filter((each) => !isOfSystem(each)),
		systemImports: imports.filter(isOfSystem).length,
		exports: (readList(detail, 'exports') ?? []).slice(0, mostItems).flatMap((each) => exportOf(each) ?? []),
		cut: cutOf(detail, nats),
	};
};

/** An answer to ACCOUNTZ: the system account, and the claims where they were asked for. */
export type AccountzAnswer = { system?: string; claims?: AccountClaims };

/** Nothing where the answer names no server, or is of another one. JWTs are not looked at. */
export const readAccountz = (answer: Fields, receivedAt: number): AccountzAnswer | undefined => {
	const server = decodeServer(readFields(answer, 'server'));
	const data = readFields(answer, 'data');
	if (server === undefined || data === undefined) return undefined;
	const system = readText(data, 'system_account');
	const detail = readFields(data, 'account_detail');
	const claims = detail && claimsOf(detail, system);
	const { id, name } = server;
	return { system, ...(claims && { claims: { ...claims, server: { id, name }, receivedAt } }) };
};

export type AskAccountzOptions = {
	/** Milliseconds to wait for the answer. */
	timeout: number;
	/** Milliseconds to the server and back, where they are known. */
	rtt?: number;
	spend?: (cost: Cost) => void;
};

/** Asks one server for an account that it has loaded; without one only for the name of the system account. */
export const askAccountz = async (
	wire: Wire,
	id: string,
	account: string | undefined,
	{ timeout, rtt = 0, spend }: AskAccountzOptions,
): Promise<Result<AccountzAnswer>> => {
	const body = account === undefined ? undefined : { account };
	const result = await wire.ask(serverSubject(id, 'ACCOUNTZ'), body, {
		...{ timeout, longest: longestAnswer, gzip: true },
	});
	if (!result.ok) return result;
	const { fields, ms, readMs, bytes } = result.value;
	const began = performance.now();
	const answer = readAccountz(fields, wire.now());
	spend?.({ bytes, readMs: readMs + performance.now() - began, busyMs: Math.max(0, ms - rtt) });
	const isMeant = account === undefined || answer?.claims?.account === account;
	return answer !== undefined && isMeant
		? { ok: true, value: answer }
		: { ok: false, failure: { kind: 'broken' } };
};
