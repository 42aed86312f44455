// Reads what JetStream answers an account: a stream or a consumer as its leader tells it, and the names it got no answer for.

import type { ConsumerCopy, StreamCopy, Teller } from '../model/jetstream/told.ts';
import { safeText } from '../system/redact.ts';
import { consumerCopyOf, streamCopyOf } from './jsz-copies.ts';
import { asFields, type Fields, readFields, readText, readTime } from './read.ts';

/** Names that are read of those without an answer. */
const mostMissing = 10_000;

/** What all objects in one answer have in common. */
export type OwnContext = {
	account: string;
	/** Our clock. */
	receivedAt: number;
	/** The server that we are connected to: without a cluster it has everything. */
	alone: Teller;
};

/** The leader as the one who tells of it: the answer is its own word, whoever sent it. */
const tellerIn = (info: Fields, { alone }: OwnContext): Teller => {
	const cluster = readFields(info, 'cluster');
	if (cluster === undefined) return alone;
	const name = readText(cluster, 'leader') ?? '';
	const own = readText(cluster, 'name');
	return { id: name, name, ...(own !== undefined && { cluster: own }) };
};

const copyContext = (info: Fields, context: OwnContext) => {
	const now = readTime(info, 'ts');
	return {
		server: tellerIn(info, context),
		account: context.account,
		receivedAt: context.receivedAt,
		// Servers before 2.10 do not say what time they have.
		...(now !== undefined && { now }),
	};
};

/** A stream; nothing where it has no name. */
export const streamOfInfo = (info: Fields, context: OwnContext): StreamCopy | undefined => {
	const config = readFields(info, 'config');
	const name = config && readText(config, 'name');
	return name === undefined ? undefined : streamCopyOf({ ...info, name }, copyContext(info, context));
};

/** A consumer; nothing where it, or its stream, has no name. */
export const consumerOfInfo = (info: Fields, context: OwnContext): ConsumerCopy | undefined => {
	const stream = readText(info, 'stream_name');
	return stream === undefined
		? undefined
		: consumerCopyOf(info, stream, undefined, copyContext(info, context));
};

/** Names whose leader did not answer JetStream, and those that a server says cannot run, with its words. */
export const readMissing = (fields: Fields): ReadonlyMap<string, string | undefined> => {
	const all = new Map<string, string | undefined>();
	const { missing } = fields;
	if (Array.isArray(missing)) {
		for (const name of missing.slice(0, mostMissing))
			if (typeof name === 'string' && name !== '') all.set(safeText(name), undefined);
	}
	const offline = asFields(fields.offline) ?? {};
	for (const name of Object.keys(offline).slice(0, mostMissing))
		all.set(safeText(name), readText(offline, name));
	return all;
};
