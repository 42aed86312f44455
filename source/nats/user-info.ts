// Who we are to the server, and whether that is the system account.

import { errors, type NatsConnection } from '@nats-io/transport-node';
import { type Fields, parseFields, readCount, readFields, readText, readTexts } from './read.ts';
import { subjects } from './subjects.ts';
import type { UserClaims } from './user-jwt.ts';

/** Subjects a user may and may not use; an absent list restricts nothing. */
export type SubjectRules = { allow?: readonly string[]; deny?: readonly string[] };

export type UserInfo = {
	/** Name, or public key in operator mode; empty for nobody in particular. */
	user: string;
	userName?: string;
	/** Name, or public key in operator mode. */
	account: string;
	accountName?: string;
	/** Absent when unrestricted, or unknown. */
	permissions?: { publish?: SubjectRules; subscribe?: SubjectRules };
	/** When the server will end the connection, ms since the epoch. */
	expiresAt?: number;
	/** `creds` when the server could not tell (older than 2.10, or not permitted) and our own JWT was read instead. */
	from: 'server' | 'creds';
};

/** `denied`: the user may not even ask. `silent`: asked, and neither an answer nor a refusal came. */
export type SystemAccess = 'yes' | 'no' | 'denied' | 'silent';

/** How long further answers are waited for after one that is not our server's, milliseconds. */
const stall = 200;

/** Below 2.11.7 only the first answer comes through, whoever it is from: then it is asked again, this often. */
const attempts = 5;

const readRules = (permissions: Fields, key: string): SubjectRules | undefined => {
	const rules = readFields(permissions, key);
	if (rules === undefined) return undefined;
	return {
		...(rules.allow !== undefined && { allow: readTexts(rules, 'allow') }),
		...(rules.deny !== undefined && { deny: readTexts(rules, 'deny') }),
	};
};

const readPermissions = (data: Fields): UserInfo['permissions'] => {
	const permissions = readFields(data, 'permissions');
	if (permissions === undefined) return undefined;
	const publish = readRules(permissions, 'publish');
	const subscribe = readRules(permissions, 'subscribe');
	return { ...(publish && { publish }), ...(subscribe && { subscribe }) };
};

/** The last moment that is a date, ms since the epoch. */
const lastMoment = 8.64e15;

/** The data of one answer; `expires` counts nanoseconds from `now`. */
export const readUserInfo = (data: Fields, now: number): UserInfo => {
	const userName = readText(data, 'user_name');
	const accountName = readText(data, 'account_name');
	const permissions = readPermissions(data);
	const expires = readCount(data, 'expires');
	const expiresAt = expires ? now + expires / 1e6 : undefined;
	return {
		user: readText(data, 'user') ?? '',
		...(userName && { userName }),
		account: readText(data, 'account') ?? '',
		...(accountName && { accountName }),
		...(permissions && { permissions }),
		...(expiresAt !== undefined && expiresAt <= lastMoment && { expiresAt }),
		from: 'server',
	};
};

const fromClaims = ({ user, name, account, expiresAt }: UserClaims): UserInfo => ({
	user,
	...(name && { userName: name }),
	account,
	...(expiresAt && { expiresAt }),
	from: 'creds',
});

/** What our own JWT knows better: its expiry is exact, and older servers tell no name. */
const complete = (info: UserInfo, claims: UserClaims | undefined): UserInfo => {
	if (claims === undefined || claims.user !== info.user) return info;
	const { name, expiresAt } = claims;
	return {
		...info,
		...(info.userName === undefined && name && { userName: name }),
		...(expiresAt && { expiresAt }),
	};
};

/** An answer, and whether it is our own server's: below 2.11.7 and across leafnodes others answer too. */
const ask = async (
	nc: NatsConnection,
	timeout: number,
): Promise<{ info: UserInfo; own: boolean } | undefined> => {
	const answers = await nc.requestMany(subjects.userInfo, '', { strategy: 'stall', stall, maxWait: timeout });
	let other: UserInfo | undefined;
	for await (const answer of answers) {
		const fields = parseFields(answer.data) ?? {};
		const data = readFields(fields, 'data');
		if (data === undefined) continue;
		const info = readUserInfo(data, Date.now());
		if (readFields(fields, 'server')?.id === nc.info?.server_id) return { info, own: true };
		if (info.user !== '') other ??= info;
	}
	return other && { info: other, own: false };
};

/** The answer of our own server, which alone knows permissions and expiry; else one that names a user. */
const askOwn = async (nc: NatsConnection, timeout: number): Promise<UserInfo | undefined> => {
	let answer = await ask(nc, timeout);
	for (let attempt = 1; answer !== undefined && !answer.own && attempt < attempts; attempt++) {
		answer = (await ask(nc, timeout)) ?? answer;
	}
	return answer?.info;
};

/**
 * Who we are. Where the server cannot tell, what `claims`, our own JWT, say; nothing where there is none. Takes at most
 * `timeout` ms. Fails only when the connection does.
 */
export const userInfo = async (
	nc: NatsConnection,
	timeout: number,
	claims?: UserClaims,
): Promise<UserInfo | undefined> => {
	const asked = await askOwn(nc, timeout).catch((error: unknown) => {
		if (nc.isClosed()) throw error;
		return undefined;
	});
	if (asked !== undefined) return complete(asked, claims);
	return claims && fromClaims(claims);
};

const violation = (error: unknown): boolean =>
	error instanceof errors.PermissionViolationError ||
	(error instanceof Error && error.cause !== undefined && violation(error.cause));

const noResponders = (error: unknown): boolean =>
	error instanceof errors.NoRespondersError ||
	(error instanceof errors.RequestError && error.isNoResponders());

/** What the server itself says in its second INFO, from 2.12 on. */
const toldByServer = (nc: NatsConnection): SystemAccess | undefined => {
	const { info = {} } = nc;
	if ('acc_is_sys' in info && info.acc_is_sys === true) return 'yes';
	return 'remote_account' in info ? 'no' : undefined;
};

/**
 * Whether we are in the system account. Servers from 2.12 on say so; of others PING is asked: no responders means no, a
 * permission violation `denied`, nothing within `timeout` ms `silent`. Fails only when the connection does.
 */
export const systemAccess = async (nc: NatsConnection, timeout: number): Promise<SystemAccess> => {
	const told = toldByServer(nc);
	if (told !== undefined) return told;
	try {
		await nc.request(subjects.ping, '', { timeout });
		return 'yes';
	} catch (error) {
		if (violation(error)) return 'denied';
		if (noResponders(error)) return 'no';
		if (error instanceof errors.TimeoutError) return 'silent';
		throw error;
	}
};
