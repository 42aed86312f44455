// Connections of a server: the lists by account know whose each is, that of the server knows what each listens to.

import { type Fields, readCount, readFields, readList, readText } from '../nats/read.ts';
import type { Archive, ArchivedServer } from './archive.ts';
import { pagesOf, type Teller, whyNone } from './told.ts';

/** Rows of an answer where nothing is asked for, as servers give. */
const usualLimit = 1024;

/** What the answer to CONNZ can be narrowed by, beside an account. */
const unanswerable = { user: 'users are not in the archive', filter_subject: 'not in the archive' };

type Row = { cid: number; fields: Fields };

const rowsOf = (pages: readonly Fields[]): Row[] =>
	pages.flatMap((page) => {
		const data = readFields(page, 'data') ?? {};
		const { now } = data;
		// Each part was told at a time of its own.
		return (readList(data, 'connections') ?? []).flatMap((fields) => {
			const cid = readCount(fields, 'cid');
			return cid === undefined ? [] : { cid, fields: { ...fields, now } };
		});
	});

/** True where the list of an account has all its connections: servers give the first 1024 of them. */
const isWhole = (pages: readonly Fields[], rows: number): boolean => {
	const total = Math.max(
		...pages.map((page) => readCount(readFields(page, 'data') ?? {}, 'total') ?? Infinity),
	);
	return rows >= total;
};

/** The accounts that a server has loaded, as far as it told. */
const loadedBy = async (
	archive: Archive,
	server: ArchivedServer,
): Promise<readonly unknown[] | undefined> => {
	const [page] = await pagesOf(archive, server, 'accounts');
	const accounts = page && readFields(page, 'data')?.accounts;
	return Array.isArray(accounts) ? accounts : undefined;
};

/** The rows of accounts, by their numbers, and whether there can be no others. */
const byAccount = async (
	archive: Archive,
	server: ArchivedServer,
): Promise<{ rows: Map<number, Fields>; isAll: boolean }> => {
	const rows = new Map<number, Fields>();
	const whole = new Set<unknown>();
	for (const account of archive.parts.manifest.accountsOf(server.tags)) {
		const pages = await pagesOf(archive, server, 'account_connections', { account });
		const own = rowsOf(pages);
		for (const { cid, fields } of own) rows.set(cid, { ...fields, account });
		if (pages.length > 0 && isWhole(pages, own.length)) whole.add(account);
	}
	const loaded = await loadedBy(archive, server);
	return { rows, isAll: loaded?.every((account) => whole.has(account)) ?? false };
};

/** With what it listens to, where only the list of the server knows it. */
const withSubjects = (row: Fields, known: Fields | undefined): Fields => ({
	...row,
	...(known?.subscriptions_list_detail !== undefined && {
		subscriptions_list_detail: known.subscriptions_list_detail,
	}),
});

/** All connections of a server, by their numbers; whose account is not known has none: null, not the global one. */
const allRows = async (archive: Archive, server: ArchivedServer): Promise<Row[] | undefined> => {
	const pages = await pagesOf(archive, server, 'connections');
	const accounts = await byAccount(archive, server);
	if (pages.length === 0 && accounts.rows.size === 0 && !accounts.isAll) return undefined;
	const all = new Map<number, Fields>();
	const known = new Map(rowsOf(pages).map(({ cid, fields }) => [cid, fields]));
	// Who is in none of the complete lists, which were made later, has gone meanwhile.
	if (!accounts.isAll) for (const [cid, fields] of known) all.set(cid, { ...fields, account: null });
	for (const [cid, fields] of accounts.rows) all.set(cid, withSubjects(fields, known.get(cid)));
	return [...all].sort(([a], [b]) => a - b).map(([cid, fields]) => ({ cid, fields }));
};

/** Servers list clients only, unless they are asked for an account; with one, its leafnodes too. */
const isClient = ({ fields }: Row): boolean => fields.kind !== 'Leafnode';

const narrowed = (rows: readonly Row[], body: Fields): readonly Row[] => {
	const [acc, mqtt, cid] = [readText(body, 'acc'), readText(body, 'mqtt_client'), readCount(body, 'cid')];
	return rows.filter(
		({ cid: own, fields }) =>
			(cid === undefined || own === cid) &&
			(acc === undefined || fields.account === acc) &&
			(mqtt === undefined || fields.mqtt_client === mqtt),
	);
};

/** The moment of the last part. */
const latestOf = (pages: readonly Fields[]): unknown =>
	pages
		.map((page) => readFields(page, 'data')?.now)
		.filter((now) => typeof now === 'string')
		.sort()
		.at(-1);

/** CONNZ; closed connections, users and who listens to a subject are in no archive. */
export const tellConnections: Teller = async (archive, server, body) => {
	if (readCount(body, 'state') === 1) return { why: 'closed connections are not in the archive' };
	for (const [key, why] of Object.entries(unanswerable)) if (body[key] !== undefined) return { why };
	const rows = await allRows(archive, server);
	if (rows === undefined) return whyNone(archive, server, 'connections');
	const chosen = narrowed(rows, body).filter(
		(row) => body.acc !== undefined || body.cid !== undefined || isClient(row),
	);
	const offset = readCount(body, 'offset') ?? 0;
	const limit = readCount(body, 'limit') ?? usualLimit;
	const page = chosen.slice(offset, offset + limit).map(({ fields }) => fields);
	const times = await pagesOf(archive, server, 'connections');
	const now =
		page
			.map(({ now: at }) => at)
			.filter((at) => typeof at === 'string')
			.sort()
			.at(-1) ?? latestOf(times);
	const data = { server_id: server.info.id, now: now ?? server.block.time, num_connections: page.length };
	return {
		fields: {
			server: server.block,
			data: { ...data, total: chosen.length, offset, limit, connections: page },
		},
	};
};
