// How connections are asked for: page by page of one server, or one by its cid.

import type { Connection } from '../model/connection.ts';
import { type AskPage, collectPages, type Pages } from './connz-pages.ts';
import { type ConnzPage, readConnz, readConnzPage, type UnreadPage } from './decode-connz.ts';
import type { Cost } from './governor.ts';
import { pageSize } from './page-cursor.ts';
import type { Fields } from './read.ts';
import type { Result } from './requests.ts';
import { serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

/** What servers are asked to choose by. */
export type ConnzScope = {
	/** Name or key of an account. */
	acc?: string;
	user?: string;
	/** Whoever listens to a subject; wants an account. */
	filter_subject?: string;
	mqtt_client?: string;
	/** With all that each listens to. */
	subscriptions?: true;
	subscriptions_detail?: true;
};

export type ConnzOptions = {
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Is told what each answer cost. */
	spend?: (cost: Cost) => void;
	/** Milliseconds to the server and back, where they are known: they are not its work. */
	rtt?: number;
};

/** A whole page of an operator's users with all their tokens, unpacked. */
const longestPage = 16 * 1024 * 1024;

const ask = async <Page extends UnreadPage | ConnzPage>(
	wire: Wire,
	id: string,
	body: Fields,
	{ timeout, spend, rtt = 0 }: ConnzOptions,
	read: (fields: Fields, withIdentity: boolean) => Page | undefined,
): Promise<Result<Page>> => {
	const result = await wire.ask(serverSubject(id, 'CONNZ'), body, {
		timeout,
		longest: longestPage,
		gzip: !('cid' in body),
	});
	if (!result.ok) return result;
	const { fields, ms, readMs, bytes } = result.value;
	const began = performance.now();
	const page = read(fields, body.auth === true);
	spend?.({ bytes, readMs: readMs + performance.now() - began, busyMs: Math.max(0, ms - rtt) });
	return page?.server.id === id ? { ok: true, value: page } : { ok: false, failure: { kind: 'broken' } };
};

/** Asks one server for one page, and leaves its rows unread. An answer in the name of another server is none. */
export const askConnzPage = (
	wire: Wire,
	id: string,
	body: Fields,
	options: ConnzOptions,
): Promise<Result<UnreadPage>> => ask(wire, id, body, options, readConnzPage);

/** Of who listens to nothing servers leave the list out. */
const withEmptyLists = (page: ConnzPage): ConnzPage => ({
	...page,
	rows: page.rows.map((row) =>
		row.subscriptions === 0 && row.subjects === undefined ? { ...row, subjects: [] } : row,
	),
});

/** Asks one server for one page. */
export const askConnz = async (
	wire: Wire,
	id: string,
	body: Fields,
	options: ConnzOptions,
): Promise<Result<ConnzPage>> => {
	const result = await ask(wire, id, body, options, readConnz);
	return result.ok && body.subscriptions_detail === true
		? { ok: true, value: withEmptyLists(result.value) }
		: result;
};

/** All connections of one server within a scope. With `auth` each row says who it is, and brings its user's token along. */
export const askConnections = (
	wire: Wire,
	id: string,
	{ auth, ...scope }: ConnzScope & { auth?: boolean },
	options: ConnzOptions,
	limit = pageSize,
): Promise<Pages> => {
	const askPage: AskPage = (offset, size) =>
		askConnz(wire, id, { ...scope, ...(auth && { auth }), sort: 'cid', offset, limit: size }, options);
	const isPart = Boolean(scope.user ?? scope.filter_subject ?? scope.mqtt_client);
	return collectPages(askPage, limit, isPart);
};

/**
 * One connection, open or closed, with what it listens to; nothing where its server does not remember it. What is open is
 * asked for first: asked for both at once, servers before 2.11 tell nothing of an open one.
 */
export const askConnection = async (
	wire: Wire,
	id: string,
	cid: number,
	options: ConnzOptions,
): Promise<Result<Connection | undefined>> => {
	const asked = { cid, auth: true, subscriptions: true, subscriptions_detail: true };
	const find = async (body: Fields): Promise<Result<Connection | undefined>> => {
		const result = await askConnz(wire, id, body, options);
		return result.ok ? { ok: true, value: result.value.rows.find((row) => row.cid === cid) } : result;
	};
	const open = await find(asked);
	return open.ok && open.value === undefined ? find({ ...asked, state: 1 }) : open;
};
