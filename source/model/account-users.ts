// The users of one account that were seen: in its connections and in events, and those that were revoked. Servers list none.

import type { AccountClaims } from './account-claims.ts';
import type { Connection } from './connection.ts';
import type { LoggedEvent } from './event.ts';

export type AccountUser = {
	/** Its name or key; empty where clients log in without one. */
	user: string;
	/** What its clients call themselves, some of it. */
	names: readonly string[];
	/** Connections of it now; absent where nobody was asked, or not everybody has told. */
	connections?: number;
	/** It may have more connections than that: not everybody has told of all. */
	mayHaveMore: boolean;
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

/** What connections tell of one user. */
export type ConnectedUser = { connections: number; names: Set<string>; servers: Set<string> };

/** The users of the connections of one account. */
export type ConnectedUsers = {
	users: ReadonlyMap<string, ConnectedUser>;
	/** When the first server was asked, our clock. */
	at: number;
	/** Every server has told of all its connections: who is not among them has none. */
	isWhole: boolean;
};

type Found = Omit<AccountUser, 'servers' | 'names'> & { servers: Set<string>; names: Set<string> };

/** Names kept of one user. */
const mostNames = 8;

const addName = ({ names }: { names: Set<string> }, name: string | undefined): void => {
	if (name !== undefined && names.size < mostNames) names.add(name);
};

/** More users are not told apart. */
const mostUsers = 10_000;

/** Adds the connections of one server to what is known of users; false where there are too many users to tell apart. */
export const addConnections = (
	users: Map<string, ConnectedUser>,
	account: string,
	rows: readonly Connection[],
): boolean => {
	let isWhole = true;
	for (const { identity, server, name } of rows) {
		if (identity?.account !== account) continue;
		const key = identity.user ?? '';
		let user = users.get(key);
		if (user === undefined) {
			if (users.size >= mostUsers) {
				isWhole = false;
				continue;
			}
			user = { connections: 0, names: new Set(), servers: new Set() };
			users.set(key, user);
		}
		user.connections++;
		addName(user, name);
		user.servers.add(server.name);
	}
	return isWhole;
};

/** Each once, by name; `connected` is absent where nobody has told of connections. */
export const usersOf = (
	account: string,
	connected: ConnectedUsers | undefined,
	events: readonly LoggedEvent[],
	claims: AccountClaims | undefined,
): AccountUser[] => {
	const found = new Map<string, Found>();
	const isPartial = connected?.isWhole === false;
	const of = (user: string): Found | undefined => {
		const known = found.get(user);
		if (known !== undefined || found.size >= mostUsers) return known;
		const seen = connected?.users.get(user);
		const connections = seen?.connections ?? (connected?.isWhole ? 0 : undefined);
		const one: Found = {
			...{ user, came: 0, went: 0, isRevoked: false },
			...{ names: new Set(seen?.names), servers: new Set(seen?.servers) },
			...(connections !== undefined && { connections }),
			mayHaveMore: isPartial && connections !== undefined,
			...(seen && { seenAt: connected?.at }),
		};
		found.set(user, one);
		return one;
	};
	for (const user of connected?.users.keys() ?? []) of(user);
	for (const { kind, account: whose, client, mixed, count, server, lastAt } of events) {
		// A line of several clients does not say whose they were.
		if (whose !== account || mixed || client === undefined) continue;
		if (kind !== 'CONNECT' && kind !== 'DISCONNECT') continue;
		const user = of(client.user ?? '');
		if (user === undefined) continue;
		if (kind === 'CONNECT') user.came += count;
		else user.went += count;
		// Whoever came since servers were asked may be there.
		if (user.connections === 0 && kind === 'CONNECT' && lastAt >= (connected?.at ?? 0))
			user.connections = undefined;
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
