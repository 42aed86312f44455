// Asks servers which accounts are known over their gateway to one cluster, and what is wanted of each there.

import type { GatewayAccount } from '../model/network/gateway-accounts.ts';
import type { ToldLinks } from '../model/network/told.ts';
import type { AskedServer } from './connections-round.ts';
import { askLinks, type LinksRound, readTeller } from './links-round.ts';
import { type Fields, longestList, readCount, readFields, readList, readText } from './read.ts';
import type { Failure } from './requests.ts';

const accountOf = (fields: Fields): GatewayAccount | undefined => {
	const account = readText(fields, 'name');
	if (account === undefined) return undefined;
	return {
		...{ account, mode: readText(fields, 'interest_mode') },
		// A server leaves out what is 0.
		subscriptions: readCount(fields, 'num_subs') ?? 0,
		queues: readCount(fields, 'num_queue_subs') ?? 0,
		unwanted: readCount(fields, 'no_interest_count') ?? 0,
	};
};

/** The accounts in an answer about one cluster, each once; nothing where it is none. */
export const readGatewayAccounts = (
	answer: Fields,
	cluster: string,
): ToldLinks<readonly GatewayAccount[]> | undefined => {
	const told = readTeller(answer);
	const outbound = told && readFields(told.data, 'outbound_gateways');
	if (told === undefined || outbound === undefined) return undefined;
	const list = readFields(outbound, cluster) ?? {};
	const byName = new Map<string, GatewayAccount>();
	for (const each of readList(list, 'accounts') ?? []) {
		const account = accountOf(each);
		if (account !== undefined && !byName.has(account.account)) byName.set(account.account, account);
	}
	const isCut = Array.isArray(list.accounts) && list.accounts.length > longestList;
	return { server: told.server, at: told.at, links: [...byName.values()], isCut };
};

/** Asks these servers of the gateway to one cluster; gives why where our user may not ask. */
export const askGatewayAccounts =
	(cluster: string) =>
	(
		servers: readonly AskedServer[],
		round: LinksRound<readonly GatewayAccount[]>,
	): Promise<Failure | undefined> =>
		askLinks(
			{
				...{ service: 'GATEWAYZ', body: { name: cluster, accounts: true } },
				read: (answer) => readGatewayAccounts(answer, cluster),
			},
			servers,
			round,
		);
