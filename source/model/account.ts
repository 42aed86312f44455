// An account as its servers count it, and what it is in the whole system.

import type { AccountClaims, AccountUse } from './account-claims.ts';
import type { Trouble } from './checks/check.ts';
import type { History } from './history.ts';
import type { Traffic } from './server.ts';

/** The server that counted. */
export type CountingServer = { id: string; name: string; cluster?: string; version?: string };

/**
 * One account on one server, as the server tells it; counters since its start. Traffic is that of clients and leafnodes: what
 * servers pass on to each other is not in it.
 */
export type AccountCount = {
	account: string;
	name?: string;
	connections?: number;
	leafnodes?: number;
	subscriptions?: number;
	received?: Traffic;
	sent?: Traffic;
	/** What is sent holds copies for routes and gateways, which the server cannot tell apart: before 2.11.5. */
	sentIsRouted: boolean;
	slowConsumers?: number;
};

/** All accounts of one server in one answer. */
export type AccountAnswer = {
	server: CountingServer;
	/** When it was counted, by the server's clock. */
	now?: number;
	/** When it came, our clock. */
	receivedAt: number;
	counts: readonly AccountCount[];
};

/** Messages and bytes a second, in and out. */
export type AccountRates = { in?: Traffic; out?: Traffic };

/** One account on one server, with what two answers say. */
export type AccountShare = AccountCount & {
	server: CountingServer;
	receivedAt: number;
	rates?: AccountRates;
	/** Slow consumers that came within a minute. */
	slowGrowth: number;
};

/** Who connected to an account within the last minute, and how often. */
export type Comer = { name: string; server: string; count: number };

/** One account over all servers that count it. What nobody tells is absent. */
export type Account = {
	/** Its name in configuration mode, in operator mode its public key. */
	account: string;
	name: string;
	/** By the name of the server. Without those that do not answer any more, unless nobody does. */
	shares: readonly AccountShare[];
	connections?: number;
	leafnodes?: number;
	subscriptions?: number;
	received?: Traffic;
	sent?: Traffic;
	slowConsumers?: number;
	rates?: AccountRates;
	/** Some of its servers have no rate yet: those of the others are a part of it. */
	ratesArePartial: boolean;
	sentIsRouted: boolean;
	slowGrowth: number;
	/** Connects within the last minute; absent where nobody tells of them. */
	churn?: number;
	/** The same in a usual minute. */
	usualChurn?: number;
	comers: readonly Comer[];
	/** Servers with connections or leafnodes of it. */
	servers: number;
	/** No server that told of it answers any more: everything is as of then. */
	isOld: boolean;
	/** When the newest of it came, our clock. */
	receivedAt: number;
	history?: History;
	/** What its claims say; absent until a server has told. */
	claims?: AccountClaims;
	/** Its use of each JetStream system; none where it has no JetStream, or nobody has told. */
	jetstream: readonly AccountUse[];
	/** A server has loaded it: somebody has used it since that server began. */
	isLoaded: boolean;
	/** Whether it is the system account; absent until a server has told. */
	isSystem?: boolean;
	/** The worst first. */
	troubles: readonly Trouble[];
	/** How bad it stands among others, by what is wrong now or was a short while ago; 0 where all is well. */
	rank: number;
};

/** The sum of a figure over those that tell it; absent where none does. */
export const sumOf = <T>(items: readonly T[], figure: (item: T) => number | undefined): number | undefined =>
	items.reduce<number | undefined>((sum, item) => {
		const value = figure(item);
		return value === undefined ? sum : (sum ?? 0) + value;
	}, undefined);

/** The same of messages and bytes. */
export const trafficSum = <T>(
	items: readonly T[],
	figure: (item: T) => Traffic | undefined,
): Traffic | undefined => {
	const msgs = sumOf(items, (item) => figure(item)?.msgs);
	const bytes = sumOf(items, (item) => figure(item)?.bytes);
	return msgs === undefined || bytes === undefined ? undefined : { msgs, bytes };
};

/** True where an account has neither connections nor leafnodes now. */
export const isIdle = ({ connections, leafnodes }: Pick<Account, 'connections' | 'leafnodes'>): boolean =>
	(connections ?? 0) + (leafnodes ?? 0) === 0;

/** Bytes a second both ways: what accounts are ordered by where nothing is wrong. */
export const loadOf = ({ rates }: Pick<Account, 'rates'>): number | undefined =>
	rates?.in === undefined && rates?.out === undefined
		? undefined
		: (rates.in?.bytes ?? 0) + (rates.out?.bytes ?? 0);
