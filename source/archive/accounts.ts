// Accounts of a server: how many connections each has, its claims, and its use of JetStream.

import { type Fields, readCount, readFields, readText } from '../nats/read.ts';
import type { Archive, ArchivedServer } from './archive.ts';
import { pagesOf, type Teller, whyNone } from './told.ts';

/** The data of the first page of a part of an account. */
export const ofAccount = async (
	archive: Archive,
	server: ArchivedServer,
	type: string,
	account: string,
): Promise<Fields | undefined> => {
	const [page] = await pagesOf(archive, server, type, { account });
	return page && readFields(page, 'data');
};

/**
 * The counts of one account on one server. What it sent and received since it was loaded is not told: the connections that
 * are there now have done less than that.
 */
const countsOf = async (
	archive: Archive,
	server: ArchivedServer,
	account: string,
): Promise<Fields | undefined> => {
	const info = await ofAccount(archive, server, 'account_info', account);
	const listed =
		info === undefined ? await ofAccount(archive, server, 'account_connections', account) : undefined;
	if (info === undefined && listed === undefined) return undefined;
	const name = info && readText(info, 'name_tag');
	return {
		acc: account,
		...(name !== undefined && { name }),
		conns: info === undefined ? listed?.total : readCount(info, 'client_connections'),
		leafnodes: info?.leafnode_connections,
		num_subscriptions: info?.subscriptions,
	};
};

/** Counts of all accounts of a server. */
export const tellAccounts: Teller = async (archive, server) => {
	const counts: Fields[] = [];
	for (const account of archive.parts.manifest.accountsOf(server.tags)) {
		const count = await countsOf(archive, server, account);
		if (count !== undefined) counts.push(count);
	}
	const { info, block } = server;
	if (counts.length === 0) return whyNone(archive, server, 'account_info');
	return { fields: { server: block, data: { server_id: info.id, now: block.time, account_statz: counts } } };
};

/** Which accounts a server has loaded; with one in the body what it knows of that. */
export const tellClaims: Teller = async (archive, server, body) => {
	const [page] = await pagesOf(archive, server, 'accounts');
	const account = readText(body, 'account');
	const data = (page && readFields(page, 'data')) ?? {};
	if (account === undefined)
		return page === undefined ? whyNone(archive, server, 'accounts') : { fields: page };
	const detail = await ofAccount(archive, server, 'account_info', account);
	if (detail === undefined) return whyNone(archive, server, 'account_info');
	const fields = { server: server.block, data: { ...data, account_detail: detail } };
	return { fields };
};
