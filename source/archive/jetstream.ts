// JetStream of a server: all its streams and consumers, those of one account, and its raft groups and queues.

import { asFields, type Fields, readCount, readFields, readList, readText } from '../nats/read.ts';
import { ofAccount } from './accounts.ts';
import type { Archive, ArchivedServer } from './archive.ts';
import { pagesOf, type Teller, whyNone } from './told.ts';

const isOff = async (archive: Archive, server: ArchivedServer): Promise<boolean> => {
	const [varz] = await pagesOf(archive, server, 'variables');
	const jetstream = varz && readFields(readFields(varz, 'data') ?? {}, 'jetstream');
	return jetstream !== undefined && Object.keys(jetstream).length === 0;
};

const isNamed = (detail: Fields, account: string): boolean =>
	detail.id === account || detail.name === account;

/** A server that could not tell all of its streams at once may still have told of each: then those are put together. */
const fromStreams = async (archive: Archive, server: ArchivedServer): Promise<Fields[]> => {
	const details: Fields[] = [];
	const { manifest } = archive.parts;
	for (const account of manifest.accountsOf(server.tags)) {
		const streams: Fields[] = [];
		for (const stream of manifest.streamsOf(server.tags, account))
			streams.push(...(await pagesOf(archive, server, 'stream_info', { account, stream })));
		if (streams.length > 0) details.push({ name: account, id: account, stream_detail: streams });
	}
	return details;
};

/** JSZ: the figures of a server, and its accounts where they or their streams are asked for. */
export const tellJetStream: Teller = async (archive, server, body) => {
	const pages = await pagesOf(archive, server, 'jetstream_info');
	const [first] = pages;
	const data = (first && readFields(first, 'data')) ?? {};
	const told = pages.flatMap((page) => readList(readFields(page, 'data') ?? {}, 'account_details') ?? []);
	const details = first === undefined ? await fromStreams(archive, server) : told;
	if (first === undefined && details.length === 0) {
		if (!(await isOff(archive, server))) return whyNone(archive, server, 'jetstream_info');
		return { fields: { server: server.block, data: { server_id: server.info.id, disabled: true } } };
	}
	const account = readText(body, 'account');
	const wanted = account === undefined ? details : details.filter((detail) => isNamed(detail, account));
	const offset = account === undefined ? (readCount(body, 'offset') ?? 0) : 0;
	const limit = readCount(body, 'limit') ?? wanted.length;
	const { account_details: _, ...figures } = data;
	const isListed = body.streams === true || body.accounts === true || account !== undefined;
	const listed = isListed ? { account_details: wanted.slice(offset, offset + limit) } : {};
	const fields = {
		server_id: server.info.id,
		now: server.block.time,
		...figures,
		total: details.length,
		...listed,
	};
	return { fields: { server: first?.server ?? server.block, data: fields } };
};

/** What one account uses on a server, with its streams where the list of the server has them. */
export const tellAccountUse = async (
	archive: Archive,
	server: ArchivedServer,
	account: string,
): Promise<Fields | undefined> => {
	const pages = await pagesOf(archive, server, 'jetstream_info');
	const details = pages.flatMap((page) => readList(readFields(page, 'data') ?? {}, 'account_details') ?? []);
	const use = await ofAccount(archive, server, 'account_jetstream_info', account);
	const detail = details.find((each) => isNamed(each, account)) ?? use;
	return detail && { server: server.block, data: { ...detail, ...use } };
};

/** What the lists of all accounts hold together, or of one. */
const together = async (
	archive: Archive,
	server: ArchivedServer,
	type: string,
	only?: string,
): Promise<Record<string, unknown> | undefined> => {
	const all: [string, unknown][] = [];
	let isThere = false;
	for (const account of archive.parts.manifest.accountsOf(server.tags)) {
		if (only !== undefined && account !== only) continue;
		const data = await ofAccount(archive, server, type, account);
		isThere ||= data !== undefined;
		all.push(...Object.entries(data ?? {}));
	}
	return isThere ? Object.fromEntries(all) : undefined;
};

/** RAFTZ: groups by account; without an account those of the system account, as servers answer. */
export const tellRaft: Teller = async (archive, server, body) => {
	const [accounts] = await pagesOf(archive, server, 'accounts');
	const system = accounts && readText(readFields(accounts, 'data') ?? {}, 'system_account');
	const account = readText(body, 'account') ?? system;
	const groups = await together(archive, server, 'account_raftz', account);
	if (groups === undefined) return whyNone(archive, server, 'account_raftz');
	const group = readText(body, 'group');
	const data = Object.fromEntries(
		Object.entries(groups).map(([name, value]) => [
			name,
			group === undefined
				? value
				: Object.fromEntries(Object.entries(asFields(value) ?? {}).filter(([key]) => key === group)),
		]),
	);
	return { fields: { server: server.block, data } };
};

/** IPQUEUESZ: the queues of all accounts together. */
export const tellQueues: Teller = async (archive, server) => {
	const data = await together(archive, server, 'account_ipqueues');
	return data === undefined
		? whyNone(archive, server, 'account_ipqueues')
		: { fields: { server: server.block, data } };
};
