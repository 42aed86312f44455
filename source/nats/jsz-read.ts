// Reads an answer to JSZ: of a server with all its accounts, or of one account.

import { type ConsumerCopy, objectKey, type StreamCopy, type Teller } from '../model/jetstream/told.ts';
import { versionNumber } from '../table/version-number.ts';
import { decodeServer } from './decode.ts';
import type { JszAnswer, JszTotals } from './jsz.ts';
import { type CopyContext, consumerCopiesOf, streamCopyOf } from './jsz-copies.ts';
import { tellerOf } from './jsz-group.ts';
import { type Fields, readCount, readFields, readFlag, readList, readText, readTime } from './read.ts';

/** Copies that are read of one server, whatever it says it has. */
const mostStreams = 20_000;
const mostConsumers = 50_000;

/** One page of a server: `accounts` are those in it, `total` all there are, which servers tell since 2.10.28. */
export type JszPage = JszAnswer & { accounts: readonly string[]; total?: number };

const totalsOf = (data: Fields): JszTotals => ({
	streams: readCount(data, 'streams'),
	consumers: readCount(data, 'consumers'),
	messages: readCount(data, 'messages'),
	bytes: readCount(data, 'bytes'),
	streamsLed: readCount(data, 'streams_leader'),
	consumersLed: readCount(data, 'consumers_leader'),
	// How many there are in all is told since 2.10.28; before that, how many use JetStream there.
	accounts: readCount(data, 'total') ?? readCount(data, 'accounts'),
});

/** An answer of an account's own service is the details of that account; of a server it is a list of them. */
const isAccount = (data: Fields): boolean => !('server_id' in data) && 'memory' in data;

/** What has been read of a server, each object once. */
class Found {
	readonly streams = new Map<string, StreamCopy>();
	readonly consumers = new Map<string, ConsumerCopy>();
	isCut = false;

	addAccount(detail: Fields, of: Omit<CopyContext, 'account'>): void {
		const name = readText(detail, 'name');
		const account = readText(detail, 'id') ?? name;
		if (account === undefined || detail.stream_detail === undefined) return;
		const context = { ...of, account, ...(name !== undefined && name !== account && { accountName: name }) };
		const listed = Array.isArray(detail.stream_detail) ? detail.stream_detail.length : 0;
		const details = readList(detail, 'stream_detail') ?? [];
		if (details.length < listed) this.isCut = true;
		for (const each of details) this.#addStream(each, context);
	}

	#addStream(detail: Fields, context: CopyContext): void {
		const copy = streamCopyOf(detail, context);
		if (copy === undefined) return;
		const { account, stream } = copy;
		const key = objectKey(account, stream);
		// Which of two is true is not known; servers write none twice.
		if (this.streams.has(key)) return;
		if (this.streams.size === mostStreams) {
			this.isCut = true;
			return;
		}
		this.streams.set(key, copy);
		const listed = Array.isArray(detail.consumer_detail) ? detail.consumer_detail.length : 0;
		const left = mostConsumers - this.consumers.size;
		const consumers = consumerCopiesOf(detail, stream, context, left);
		if (consumers.length < listed) this.isCut = true;
		for (const consumer of consumers) {
			const name = objectKey(account, stream, consumer.consumer);
			if (!this.consumers.has(name)) this.consumers.set(name, consumer);
		}
	}
}

/** Nothing where it names no server, or has no data. */
export const readJsz = (answer: Fields, receivedAt: number): JszPage | undefined => {
	const info = decodeServer(readFields(answer, 'server'));
	const data = readFields(answer, 'data');
	if (info === undefined || data === undefined) return undefined;
	const config = readFields(data, 'config');
	const domain = info.domain ?? (config && readText(config, 'domain'));
	const server: Teller = tellerOf({ ...info, domain });
	const now = readTime(data, 'now') ?? info.time;
	const details = isAccount(data) ? [data] : (readList(data, 'account_details') ?? []);
	const found = new Found();
	for (const detail of details)
		found.addAccount(detail, { server, receivedAt, ...(now !== undefined && { now }) });
	return {
		server,
		isOff: readFlag(data, 'disabled') ?? false,
		totals: isAccount(data) ? {} : totalsOf(data),
		streams: [...found.streams.values()],
		consumers: [...found.consumers.values()],
		receivedAt,
		isCut: found.isCut,
		accounts: details.map((detail) => readText(detail, 'id') ?? readText(detail, 'name') ?? ''),
		total: readCount(data, 'total'),
	};
};

/** Since these servers count what they lead where raft is asked for; they leave the number out while it is zero. */
const countsLeaders = (version: string | undefined): boolean => {
	const at = (text: string | undefined): number => versionNumber(text) ?? 0;
	const own = at(version);
	return own >= at('2.12.1') || (own >= at('2.11.11') && own < at('2.12.0'));
};

/** The page with what its server leads, where that was asked for and it counts that. */
export const withLed = (page: JszPage): JszPage => {
	const { totals, server, isOff } = page;
	if (isOff || totals.streams === undefined || !countsLeaders(server.version)) return page;
	const { streamsLed = 0, consumersLed = 0 } = totals;
	return { ...page, totals: { ...totals, streamsLed, consumersLed } };
};

const merged = <T>(first: readonly T[], second: readonly T[], keyOf: (one: T) => string): T[] => {
	const all = new Map(first.map((one) => [keyOf(one), one]));
	for (const one of second) all.set(keyOf(one), one);
	return [...all.values()];
};

/** Two pages of one server as one answer; what stands in both is as the later one says. */
export const joinPages = (first: JszPage, second: JszPage): JszPage => ({
	...second,
	accounts: [...new Set([...first.accounts, ...second.accounts])],
	streams: merged(first.streams, second.streams, ({ account, stream }) => objectKey(account, stream)),
	consumers: merged(first.consumers, second.consumers, ({ account, stream, consumer }) =>
		objectKey(account, stream, consumer),
	),
	isCut: first.isCut || second.isCut,
});
