// Turns a stream into one JSON object. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime, unlessEmpty } from '../../format/json-value.ts';
import { isCurrent } from '../../model/jetstream/replicas.ts';
import { isOwn, type NoAnswer } from '../../model/jetstream/replicated.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import type { StreamConfig, ToldSource } from '../../model/jetstream/told.ts';

const limitsJson = (config: StreamConfig) =>
	unlessEmpty(
		Object.fromEntries(
			Object.entries({
				messages: config.maxMessages,
				bytes: config.maxBytes,
				age: jsonSeconds(config.maxAge),
				message_size: config.maxMessageSize,
				consumers: config.maxConsumers,
				messages_per_subject: config.maxPerSubject,
			}).filter(([, value]) => value !== undefined),
		),
	);

const sourceJson = ({ name, lag, active, error, external }: ToldSource) => ({
	stream: name,
	lag,
	active: jsonSeconds(active),
	error,
	external,
});

const seconds = (ms: number | undefined): number | undefined =>
	ms === undefined ? undefined : Math.round(ms / 100) / 10;

const troubleJson = ({ troubles }: Stream) =>
	troubles.length === 0
		? undefined
		: troubles.map(({ check, severity, text }) => ({ check, severity, text }));

/** A stream that nobody answers for: figures of before are none of now. */
const missingJson = (stream: Stream, { why }: NoAnswer) => ({
	stream: stream.stream,
	missing: true,
	reason: why,
	trouble: troubleJson(stream),
});

/** Unknown values are undefined, so JSON omits them; the account is only told where there are others. */
export const streamJson = (stream: Stream) =>
	stream.noAnswer ? missingJson(stream, stream.noAnswer) : wholeJson(stream);

const wholeJson = (stream: Stream) => {
	const { state, config, toldBy, account, accountName, mirror, sources } = stream;
	return {
		account: isOwn(stream) ? undefined : account,
		account_name: isOwn(stream) || accountName === account ? undefined : accountName,
		domain: stream.domain,
		cluster: stream.cluster,
		stream: stream.stream,
		created: jsonTime(stream.created),
		leader: stream.leader,
		leader_since: jsonTime(stream.leaderSince),
		raft_group: stream.raftGroup,
		wanted: stream.wanted,
		current: stream.current,
		lag: stream.lag,
		catches_up_in: seconds(stream.catchesUpIn),
		messages: state.messages,
		bytes: state.bytes,
		first_seq: state.firstSeq,
		last_seq: state.lastSeq,
		first_time: jsonTime(state.firstTime),
		last_time: jsonTime(state.lastTime),
		subjects: state.subjects,
		deleted: state.deleted,
		consumers: state.consumers,
		in_rate: jsonRate(stream.inRate),
		window: jsonSeconds(stream.window),
		full: stream.full === undefined ? undefined : Math.round(stream.full * 1e6) / 1e6,
		state_from: toldBy.server,
		state_from_leader: toldBy.isLeader,
		state_at: jsonTime(toldBy.at),
		replicas: stream.replicas.map((replica) => ({
			server: replica.name,
			state: replica.state,
			current: isCurrent(replica),
			lag: replica.lag,
			active: jsonSeconds(replica.active),
			last_seq: replica.lastSeq,
			pending: replica.isPending ? true : undefined,
		})),
		listens_to: config && config.subjects.length > 0 ? config.subjects : undefined,
		limits: config && limitsJson(config),
		retention: config?.retention,
		storage: config?.storage,
		discard: config?.discard,
		mirror: mirror && sourceJson(mirror),
		sources: sources.length > 0 ? sources.map(sourceJson) : undefined,
		trouble: troubleJson(stream),
		old: stream.isOld ? true : undefined,
	};
};
