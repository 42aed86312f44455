// How accounts are asked for: every server answers for the accounts that have connections on it.

import type { AccountShare } from '../model/account.ts';
import { type Fields, readCount, readFields, readList, readText, readTraffic } from './read.ts';
import type { Wire } from './wire.ts';

const subject = '$SYS.REQ.ACCOUNT.PING.STATZ';

/** What the servers said in one round, and how many of them did. */
export type AccountsSnapshot = { shares: readonly AccountShare[]; answered: number; at?: number };

const shareOf = (fields: Fields, server: AccountShare['server']): AccountShare | undefined => {
	const account = readText(fields, 'acc');
	if (account === undefined) return undefined;
	return {
		account,
		name: readText(fields, 'name'),
		server,
		connections: readCount(fields, 'conns'),
		leafnodes: readCount(fields, 'leafnodes'),
		subscriptions: readCount(fields, 'num_subscriptions'),
		sent: readTraffic(fields, 'sent'),
		received: readTraffic(fields, 'received'),
		slowConsumers: readCount(fields, 'slow_consumers'),
	};
};

/** The accounts in one answer, and the id of the server that gave it. */
export const readAccounts = (fields: Fields): { id: string; shares: AccountShare[] } | undefined => {
	const [block, data] = [readFields(fields, 'server'), readFields(fields, 'data')];
	const id = block && readText(block, 'id');
	if (block === undefined || data === undefined || id === undefined) return undefined;
	const server = { id, name: readText(block, 'name') ?? id };
	return {
		id,
		shares: (readList(data, 'account_statz') ?? []).flatMap((each) => shareOf(each, server) ?? []),
	};
};

/** Asks every server once. */
export const gatherAccounts = async (
	wire: Wire,
	maxWait: number,
	signal?: AbortSignal,
): Promise<AccountsSnapshot> => {
	const answers = new Map<string, readonly AccountShare[]>();
	await wire.gather(
		subject,
		{ include_unused: true },
		{
			maxWait,
			signal,
			onAnswer: ({ fields }) => {
				const read = readAccounts(fields);
				if (read) answers.set(read.id, read.shares);
				return read?.id;
			},
		},
	);
	return { shares: [...answers.values()].flat(), answered: answers.size, at: wire.now() };
};
