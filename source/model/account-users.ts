// The users of one account that were seen: in its connections and in events, and those that were revoked. Servers list none.

import type { AccountClaims } from './account-claims.ts';
import type { Connection } from './connection.ts';
import type { LoggedEvent } from './event.ts';

export type AccountUser = {
	/** Its name or key; empty where clients log in without one. */
	user: string;
	/** What its clients call themselves, some of it. */
	names: readonly string[];
	/** Connections of it now; absent where nobody was asked. */
	connections?: number;
	/** Connects and disconnects that were heard of. */
	came: number;
	went: number;
	/** Names of the servers it is connected to, or was. */
	servers: readonly string[];
	/** When it was seen last, our clock: connected, or in an event. */
	seenAt?: number;
	isRevoked: boolean;
	revokedAt?: number;
};

type Found = Omit<AccountUser, 'servers' | 'names'> & { servers: Set<string>; names: Set<string> };

/** Names kept of one user. */
const mostNames = 8;

const addName = ({ names }: Found, name: string | undefined): void => {
	if (name !== undefined && names.size < mostNames) names.add(name);
};

/** More users are not told apart. */
const mostUsers = 10_000;

/** Each once, by name; `rows` are connections of the account as they were at `at`. */
export const usersOf = (
	account: string,
	rows: readonly Connection[] | undefined,
	events: readonly LoggedEvent[],
	claims: AccountClaims | undefined,
	at: number | undefined,
): AccountUser[] => {
	const found = new Map<string, Found>();
	const of = (user: string): Found | undefined => {
		const known = found.get(user);
		if (known !== undefined || found.size >= mostUsers) return known;
		const one: Found = { user, came: 0, went: 0, names: new Set(), servers: new Set(), isRevoked: false };
		if (rows !== undefined) one.connections = 0;
		found.set(user, one);
		return one;
	};
	for (const { identity, server, name } of rows ?? []) {
		const user = identity?.account === account ? of(identity.user ?? '') : undefined;
		if (user === undefined) continue;
		user.connections = (user.connections ?? 0) + 1;
		addName(user, name);
		user.servers.add(server.name);
		user.seenAt = at;
	}
	for (const { kind, account: whose, client, mixed, count, server, lastAt } of events) {
		// A line of several clients does not say whose they were.
		if (whose !== account || mixed || client === undefined) continue;
		if (kind !== 'CONNECT' && kind !== 'DISCONNECT') continue;
		const user = of(client.user ?? '');
		if (user === undefined) continue;
		if (kind === 'CONNECT') user.came += count;
		else user.went += count;
		addName(user, client.name);
		if (server) user.servers.add(server.name);
		user.seenAt = Math.max(user.seenAt ?? 0, lastAt);
	}
	for (const { user, at: revokedAt } of claims?.revoked ?? []) {
		const one = of(user);
		if (one === undefined) continue;
		one.isRevoked = true;
		one.revokedAt = revokedAt;
	}
	return [...found.values()].map(({ servers, names, ...rest }) => ({
		...rest,
		names: [...names].sort(),
		servers: [...servers].sort(),
	}));
};
