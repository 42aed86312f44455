// Turns a consumer into one JSON object, for `natstop consumers --json` and the export. Fields are added, never renamed.

import type { Consumer } from '../model/jetstream/consumer.ts';
import { isOwn, type NoAnswer, type Replica } from '../model/jetstream/replicated.ts';
import { jsonRate, jsonTime } from './json-value.ts';

const replicaJson = ({ name, state, lag, active, isPending }: Replica) => ({
	server: name,
	role: state === 'leader' ? 'leader' : 'follower',
	state,
	current: state === 'unknown' ? undefined : state === 'leader' || state === 'ok',
	lag,
	active: active === undefined ? undefined : active / 1000,
	moving: isPending ? true : undefined,
});

const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1000);

const configJson = ({ config }: Consumer) =>
	config && {
		description: config.description,
		deliver_subject: config.deliverSubject,
		ack_policy: config.ackPolicy,
		ack_wait: seconds(config.ackWait),
		max_deliver: config.maxDeliver,
		max_waiting: config.maxWaiting,
		filter_subjects: config.filters,
		durable: config.isDurable,
		metadata: config.metadata.size === 0 ? undefined : Object.fromEntries(config.metadata),
	};

/** A consumer that nobody answers for: figures of before are none of now. */
const missingJson = (row: Consumer, { why }: NoAnswer): Readonly<Record<string, unknown>> => ({
	stream: row.stream,
	consumer: row.consumer,
	missing: true,
	reason: why,
	trouble: row.troubles.map(({ check, severity, text }) => ({ check, severity, text })),
});

/** The object of a consumer. Unknown values are undefined, so JSON omits them; the account is only told where there are others. */
export const consumerJson = (row: Consumer): Readonly<Record<string, unknown>> =>
	row.noAnswer ? missingJson(row, row.noAnswer) : wholeJson(row);

const wholeJson = (row: Consumer): Readonly<Record<string, unknown>> => ({
	account: isOwn(row) ? undefined : row.account,
	account_name: isOwn(row) || row.accountName === row.account ? undefined : row.accountName,
	stream: row.stream,
	consumer: row.consumer,
	created: jsonTime(row.created),
	leader: row.leader,
	leader_since: jsonTime(row.leaderSince),
	raft_group: row.raftGroup,
	cluster: row.cluster,
	type: row.config?.type,
	pending: row.pending,
	ack_pending: row.ackPending,
	max_ack_pending: row.config?.maxAckPending,
	redelivered: row.redelivered,
	waiting: row.config?.type === 'push' ? undefined : row.waiting,
	push_bound: row.config?.type === 'push' ? (row.isBound ?? false) : undefined,
	paused: row.isPaused,
	pause_remaining: seconds(row.pauseLeft),
	delivered: row.delivered.consumerSeq,
	delivered_stream_seq: row.delivered.streamSeq,
	ack_floor: row.ackFloor.consumerSeq,
	ack_floor_stream_seq: row.ackFloor.streamSeq,
	last_delivered: jsonTime(row.delivered.lastActive),
	last_ack: jsonTime(row.ackFloor.lastActive),
	delivered_rate: jsonRate(row.deliveredRate),
	acked_rate: jsonRate(row.ackedRate),
	lag: row.lag,
	current: row.current,
	replicas: row.replicas.map(replicaJson),
	config: configJson(row),
	trouble: row.troubles.map(({ check, severity, text }) => ({ check, severity, text })),
	told_by: row.toldBy.server,
	told_by_leader: row.toldBy.isLeader,
	told_at: jsonTime(row.toldBy.at),
	is_old: row.isOld ? true : undefined,
});
