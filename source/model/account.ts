// An account as its servers count it, and what it is in the whole system.

import type { Traffic } from './server.ts';

/** One account on one server. Counts are the server's own, since its start. */
export type AccountShare = {
	account: string;
	name?: string;
	server: { id: string; name: string };
	connections?: number;
	leafnodes?: number;
	subscriptions?: number;
	sent?: Traffic;
	received?: Traffic;
	slowConsumers?: number;
};

/** One account over all servers that have told of it. */
export type Account = { account: string; name: string; shares: readonly AccountShare[] };

/** The sum of a figure over the servers that tell it; undefined when none does. */
export const sumOf = (
	{ shares }: Account,
	figure: (share: AccountShare) => number | undefined,
): number | undefined =>
	shares.reduce<number | undefined>((sum, share) => {
		const value = figure(share);
		return value === undefined ? sum : (sum ?? 0) + value;
	}, undefined);

/** Shares put together by their account, in the order they came. */
export const accountsOf = (shares: readonly AccountShare[]): Account[] => {
	const own = new Map<string, AccountShare[]>();
	for (const share of shares) own.set(share.account, [...(own.get(share.account) ?? []), share]);
	return [...own].map(([account, some]) => ({
		account,
		name: some.find(({ name }) => name !== undefined)?.name ?? account,
		shares: some,
	}));
};
