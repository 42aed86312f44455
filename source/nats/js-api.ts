// What an account asks JetStream for: its streams and consumers as lists, one by one, and by their names alone.

import type { ConsumerCopy, StreamCopy } from '../model/jetstream/told.ts';
import { jsSubjects } from './account-subjects.ts';
import type { AskPace } from './ask-pace.ts';
import type { Cost } from './governor.ts';
import { consumerOfInfo, type OwnContext, readMissing, streamOfInfo } from './js-read.ts';
import { type Fields, readCount, readList } from './read.ts';
import type { Reply, Result } from './requests.ts';
import type { Wire } from './wire.ts';

/** Longest wait for a list, milliseconds: with a dead server JetStream itself waits 4 s for those that it led. */
export const listTimeout = 6000;

/** Longest wait for one object, milliseconds: whoever leads it answers at once. */
export const infoTimeout = 2000;

/** Objects in a page, as servers write it, and in a page of names. */
export const [pageSize, namesPage] = [256, 1024];

/** Pages overlap by so many: an object that goes away meanwhile moves the others. */
const overlap = 8;

/** A list of an account is longer than what servers tell of themselves: 256 streams with five replicas each. */
const longestPage = 8 * 1024 * 1024;

/** How and on whose behalf something is asked. */
export type JsAsker = {
	wire: Wire;
	pace: AskPace;
	account: string;
	/** Whether our user may publish there, as far as is known. */
	mayAsk?: (subject: string) => boolean;
	spend?: (cost: Cost) => void;
	signal?: AbortSignal;
};

/** A page of a list: what was told, the names that JetStream got no answer for, and how many there are in all. */
export type JsPage<Copy> = {
	copies: readonly Copy[];
	/** Names, and why each does not run where its server says so. */
	missing: ReadonlyMap<string, string | undefined>;
	total: number;
};

type AskHow = { body?: Fields; timeout: number; isUrgent?: boolean };

/** Asks one question within the pace of all of them. */
export const askJs = (
	{ wire, pace, spend, signal }: JsAsker,
	subject: string,
	{ body, timeout, isUrgent }: AskHow,
): Promise<Result<Reply>> => {
	return pace.run(async () => {
		if (signal?.aborted) return { ok: false, failure: { kind: 'cut', message: 'not needed any more' } };
		const result = await wire.ask(subject, body, { timeout, longest: longestPage });
		if (result.ok) spend?.({ bytes: result.value.bytes, readMs: result.value.readMs, busyMs: 0 });
		return result;
	}, isUrgent);
};

const contextOf = ({ wire, account }: JsAsker): OwnContext => {
	const { name = '', id = '' } = wire.server() ?? {};
	return { account, receivedAt: wire.now(), alone: { id, name } };
};

const pageOf = <Copy>(
	asker: JsAsker,
	fields: Fields,
	key: 'streams' | 'consumers',
	read: (info: Fields, context: OwnContext) => Copy | undefined,
): JsPage<Copy> => {
	const context = contextOf(asker);
	const list = readList(fields, key, pageSize) ?? [];
	const copies = list.flatMap((info) => read(info, context) ?? []);
	return { copies, missing: readMissing(fields), total: readCount(fields, 'total') ?? copies.length };
};

/** One page of all streams, from a place on. */
export const askStreamPage = async (asker: JsAsker, offset: number): Promise<Result<JsPage<StreamCopy>>> => {
	const result = await askJs(asker, jsSubjects.streamList, { body: { offset }, timeout: listTimeout });
	return result.ok
		? { ok: true, value: pageOf(asker, result.value.fields, 'streams', streamOfInfo) }
		: result;
};

/** One page of the consumers of a stream, from a place on. */
export const askConsumerPage = async (
	asker: JsAsker,
	stream: string,
	offset: number,
): Promise<Result<JsPage<ConsumerCopy>>> => {
	const subject = jsSubjects.consumerList(stream);
	const result = await askJs(asker, subject, { body: { offset }, timeout: listTimeout });
	return result.ok
		? { ok: true, value: pageOf(asker, result.value.fields, 'consumers', consumerOfInfo) }
		: result;
};

/** Where the next page begins; nothing where this one is the last. */
export const nextOffset = (offset: number, total: number, size = pageSize): number | undefined =>
	offset + size >= total ? undefined : offset + size - overlap;

/** One page of the names of all streams. */
export const askStreamNames = async (
	asker: JsAsker,
	offset: number,
): Promise<Result<{ names: readonly string[]; total: number }>> => {
	const result = await askJs(asker, jsSubjects.streamNames, { body: { offset }, timeout: listTimeout });
	if (!result.ok) return result;
	const { streams } = result.value.fields;
	const names = Array.isArray(streams)
		? streams.slice(0, namesPage).filter((name) => typeof name === 'string')
		: [];
	return { ok: true, value: { names, total: readCount(result.value.fields, 'total') ?? names.length } };
};

const askInfo = async <Copy>(
	asker: JsAsker,
	subject: string,
	read: (info: Fields, context: OwnContext) => Copy | undefined,
	isUrgent: boolean,
): Promise<Result<Copy>> => {
	const result = await askJs(asker, subject, { timeout: infoTimeout, isUrgent });
	if (!result.ok) return result;
	const copy = read(result.value.fields, contextOf(asker));
	return copy === undefined ? { ok: false, failure: { kind: 'broken' } } : { ok: true, value: copy };
};

/** One stream, by the word of its leader. */
export const askStreamInfo = (
	asker: JsAsker,
	stream: string,
	isUrgent = false,
): Promise<Result<StreamCopy>> => askInfo(asker, jsSubjects.streamInfo(stream), streamOfInfo, isUrgent);

/** One consumer, by the word of its leader. */
export const askConsumerInfo = (
	asker: JsAsker,
	stream: string,
	consumer: string,
	isUrgent = false,
): Promise<Result<ConsumerCopy>> =>
	askInfo(asker, jsSubjects.consumerInfo(stream, consumer), consumerOfInfo, isUrgent);
