// Asks the server connected to for our user, account and permissions.

import { redactUser, safeText } from '../../system/redact.ts';
import { type Fields, readCount, readFields, readList, readText, readTexts } from '../read.ts';
import { serverSubject, subjects } from '../subjects.ts';
import type { Wire } from '../wire.ts';
import type { SubjectRules, UserClaims } from './user-jwt.ts';

export type { SubjectRules } from './user-jwt.ts';

export type UserInfo = {
	/** Name, or public key in operator mode; empty where we logged in without one. */
	user: string;
	userName?: string;
	/** Name, or public key in operator mode. */
	account: string;
	accountName?: string;
	/** Absent when unrestricted, or unknown. */
	permissions?: { publish?: SubjectRules; subscribe?: SubjectRules };
	/** When the server will end the connection, ms since the epoch. */
	expiresAt?: number;
	/**
	 * What told it: the server's answer about us; our own JWT; without one, before 2.10, the server's list of connections,
	 * which tells no permissions; or only the name that was given.
	 */
	from: 'server' | 'connections' | 'creds' | 'settings';
};

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

const fromClaims = ({ user, name, account, expiresAt, permissions }: UserClaims): UserInfo => ({
	user,
	...(name && { userName: name }),
	account,
	...(permissions && { permissions }),
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

/**
 * The answer of our own server. Below 2.11.7 and across leafnodes others answer too, and know us as the link that leads
 * to them. `elsewhere`: only others did.
 */
const askOnce = async (wire: Wire, timeout: number): Promise<UserInfo | 'elsewhere' | undefined> => {
	const ours = wire.server()?.id;
	let isElsewhere = false;
	const isMeant = (fields: Fields): boolean => {
		const server = readFields(fields, 'server');
		if (readFields(fields, 'data') === undefined) return false;
		const isOurs = (server && readText(server, 'id')) === ours;
		isElsewhere ||= !isOurs;
		return isOurs;
	};
	const reply = await wire.ask(subjects.userInfo, undefined, { timeout, isMeant, stall });
	if (!reply.ok && reply.failure.kind === 'cut') throw new Error(reply.failure.message);
	const data = reply.ok ? readFields(reply.value.fields, 'data') : undefined;
	if (data !== undefined) return readUserInfo(data, wire.now());
	return isElsewhere ? 'elsewhere' : undefined;
};

const askOwn = async (wire: Wire, timeout: number): Promise<UserInfo | undefined> => {
	let answer = await askOnce(wire, timeout);
	for (let attempt = 1; answer === 'elsewhere' && attempt < attempts; attempt++) {
		answer = await askOnce(wire, timeout);
	}
	return answer === 'elsewhere' ? undefined : answer;
};

/** Ourselves in the list of connections of our own server, for servers without an answer about users. */
export const findOurselves = async (wire: Wire, timeout: number): Promise<UserInfo | undefined> => {
	const server = wire.server();
	if (server?.clientId === undefined) return undefined;
	const body = { cid: server.clientId, auth: true };
	const reply = await wire.ask(serverSubject(server.id, 'CONNZ'), body, { timeout });
	const data = reply.ok ? readFields(reply.value.fields, 'data') : undefined;
	const [connection] = (data && readList(data, 'connections')) ?? [];
	const account = connection && readText(connection, 'account');
	if (connection === undefined || account === undefined) return undefined;
	const user = redactUser(readText(connection, 'authorized_user'), account, server.version);
	return { user: user ?? '', account, from: 'connections' };
};

/** What is known without any server. */
export type OwnKnowledge = {
	/** Our own JWT. */
	claims?: UserClaims;
	/** The name we log in with, where it is one and no token. */
	user?: string;
};

/** Who we are, as the server we are connected to says, or our own JWT; nothing where neither does. */
export const ownInfo = async (
	wire: Wire,
	timeout: number,
	{ claims }: OwnKnowledge = {},
): Promise<UserInfo | undefined> => {
	const asked = await askOwn(wire, timeout).catch((error: unknown) => {
		if (wire.isClosed()) throw error;
		return undefined;
	});
	if (asked !== undefined) return complete(asked, claims);
	return claims && fromClaims(claims);
};

/** Who we are where neither has told: as the list of connections of our server has it, or by the name that was given. */
export const foundInfo = async (
	wire: Wire,
	timeout: number,
	{ user }: OwnKnowledge = {},
): Promise<UserInfo | undefined> =>
	(await findOurselves(wire, timeout)) ??
	(user === undefined ? undefined : { user: safeText(user), account: '', from: 'settings' });

/**
 * Who we are, as the server we are connected to says. Where it cannot tell, what our own JWT says, its list of
 * connections, or the name that was given; nothing where there is neither. Takes at most twice `timeout` ms. Fails only when the connection does.
 */
export const userInfo = async (
	wire: Wire,
	timeout: number,
	known: OwnKnowledge = {},
): Promise<UserInfo | undefined> => (await ownInfo(wire, timeout, known)) ?? foundInfo(wire, timeout, known);
