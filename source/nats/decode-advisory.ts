// JetStream advisories as they appear in the system account (server/jetstream_events.go).

import { withCommas } from '../model/count-words.ts';
import type { EventKind, MonitorEvent, Severity } from '../model/event.ts';
import type { Replica } from '../model/server.ts';
import { decodeError, decodeReplica } from './decode.ts';
import {
	type Fields,
	parseFields,
	readCount,
	readFields,
	readFlag,
	readList,
	readText,
	readTime,
} from './read.ts';

/** `flap` is what events of the same are counted under: they come by the thousand where a client does nothing else. */
type Reading = { kind: EventKind; severity: Severity; text: string; flap?: string };

const replicaWord = (replica: Replica): string =>
	`${replica.name} ${replica.offline ? 'offline' : replica.current ? 'ok' : 'behind'}`;

/** A stream has at most five. */
const mostReplicas = 8;

const replicasText = (fields: Fields): string => {
	const replicas = readList(fields, 'replicas')?.slice(0, mostReplicas).map(decodeReplica) ?? [];
	return replicas.length === 0 ? '' : ` · replicas ${replicas.map(replicaWord).join(', ')}`;
};

/** `stream ORDERS`, `consumer ORDERS/PROC`; the account stands in its own column. */
const assetOf = (fields: Fields): string => {
	const stream = readText(fields, 'stream') ?? '?';
	const consumer = readText(fields, 'consumer');
	return consumer === undefined ? `stream ${stream}` : `consumer ${stream}/${consumer}`;
};

/** The domain leader is told by its peer id, which its own entry in `replicas` turns into a name. */
const domainLeader = (fields: Fields): string | undefined => {
	const id = readText(fields, 'leader');
	const peers = readList(fields, 'replicas') ?? [];
	const peer = peers.find((replica) => readText(replica, 'peer') === id);
	return (peer && readText(peer, 'name')) ?? id;
};

/** A request or response in an advisory is a text that holds JSON. */
const inner = (fields: Fields, key: string): Fields | undefined => {
	const text = fields[key];
	return typeof text === 'string' ? parseFields(text) : undefined;
};

/** Whom a request of the system account is about: `{"peer":"n3"}`. */
const peerText = (fields: Fields): string => {
	const request = inner(fields, 'request');
	const peer =
		request && (readText(request, 'peer') || readText(request, 'server') || readText(request, 'peer_id'));
	return peer ? ` ${peer}` : '';
};

/** What a server answered to a request of the JetStream API: `success`, or its error. */
const apiReading = (fields: Fields): Reading => {
	const subject = readText(fields, 'subject') ?? 'a request without a subject';
	const response = inner(fields, 'response');
	const error = response && decodeError(response);
	const word = ['success', 'initiated', 'done'].find((key) => response && readFlag(response, key));
	const result = error
		? `${error.code} ${error.description}`
		: response
			? (word ?? 'ok')
			: 'answer unreadable';
	return {
		kind: 'JS OTHER',
		severity: error ? 'warn' : 'info',
		text: `${subject}${peerText(fields)} · ${result}`,
	};
};

/** `seq 8,112,004`; of what stream, where that is a consumer's. */
const seqText = (fields: Fields): string => {
	const seq = readCount(fields, 'stream_seq');
	return seq === undefined ? 'a message' : `seq ${withCommas(seq)}`;
};

const triesText = (fields: Fields): string => {
	const tries = readCount(fields, 'deliveries');
	return tries === undefined
		? ''
		: ` after ${tries === 1 ? '1 delivery' : `${withCommas(tries)} deliveries`}`;
};

/** What became of one message of a consumer. */
const messageReading = (name: string, fields: Fields): Reading | undefined => {
	const [, what] = /^CONSUMER\.(MAX_DELIVERIES|MSG_TERMINATED|MSG_NAKED)(\.|$)/.exec(name) ?? [];
	if (what === undefined) return undefined;
	const asset = `${readText(fields, 'stream') ?? '?'}/${readText(fields, 'consumer') ?? '?'}`;
	const flap = `${what} ${asset}`;
	const reason = readText(fields, 'reason');
	const why = reason === undefined ? '' : ` · ${reason}`;
	const tries = triesText(fields);
	switch (what) {
		case 'MAX_DELIVERIES':
			return {
				...{ kind: 'DELIVERIES', severity: 'warn', flap },
				text: `${asset} gave up on ${seqText(fields)}${tries}`,
			};
		case 'MSG_TERMINATED':
			return {
				...{ kind: 'TERMINATED', severity: 'warn', flap },
				text: `${asset} is told never to deliver ${seqText(fields)} again${why}`,
			};
		default:
			return {
				...{ kind: 'NAKED', severity: 'debug', flap },
				text: `${asset} is refused ${seqText(fields)}${tries}`,
			};
	}
};

/** What was done to streams and consumers. */
const lifeWords = {
	CREATED: ['CREATED', 'created'],
	UPDATED: ['UPDATED', 'updated'],
	DELETED: ['DELETED', 'deleted'],
	SNAPSHOT_CREATE: ['SNAPSHOT', 'snapshot begun'],
	SNAPSHOT_COMPLETE: ['SNAPSHOT', 'snapshot is whole'],
	RESTORE_CREATE: ['RESTORE', 'is being restored'],
	RESTORE_COMPLETE: ['RESTORE', 'is restored'],
	UNPINNED: ['PINNED', 'no longer delivers to one client alone'],
} as const satisfies Record<string, readonly [EventKind, string]>;

const isLife = (word: string): word is keyof typeof lifeWords => Object.hasOwn(lifeWords, word);

const lifeReading = (name: string, fields: Fields): Reading | undefined => {
	const [, word = ''] = /^(?:STREAM|CONSUMER)\.([A-Z_]+)(?:\.|$)/.exec(name) ?? [];
	const asset = assetOf(fields);
	if (word === 'PAUSE') {
		const until = readText(fields, 'pause_until');
		const text = readFlag(fields, 'paused')
			? `paused${until === undefined ? '' : ` until ${until}`}`
			: 'goes on after its pause';
		return { kind: 'PAUSE', severity: 'info', text: `${asset} ${text}` };
	}
	const group = readText(fields, 'group');
	const of = group === undefined ? '' : ` · group ${group}`;
	if (word === 'PINNED')
		return { kind: 'PINNED', severity: 'info', text: `${asset} delivers to one client alone${of}` };
	if (!isLife(word)) return undefined;
	const [kind, words] = lifeWords[word];
	return { kind, severity: 'info', text: `${asset} ${words}${kind === 'PINNED' ? of : ''}` };
};

const read = (name: string, fields: Fields): Reading => {
	const reading = messageReading(name, fields) ?? lifeReading(name, fields);
	if (reading !== undefined) return reading;
	const words = name.toLowerCase().replaceAll('_', ' ');
	if (name.startsWith('DOMAIN.LEADER_ELECTED')) {
		return { kind: 'JS LEADER', severity: 'info', text: `meta leader ${domainLeader(fields) ?? 'none'}` };
	}
	if (/^(STREAM|CONSUMER)\.LEADER_ELECTED/.test(name)) {
		const leader = readText(fields, 'leader') ?? 'none';
		return { kind: 'JS LEADER', severity: 'info', text: `${assetOf(fields)} leader ${leader}` };
	}
	if (/^(STREAM|CONSUMER)\.QUORUM_LOST/.test(name)) {
		return {
			kind: 'JS QUORUM',
			severity: 'error',
			text: `${assetOf(fields)} lost quorum${replicasText(fields)}`,
		};
	}
	if (name.startsWith('STREAM.BATCH_ABANDONED')) {
		const reason = readText(fields, 'reason') ?? 'no reason given';
		return { kind: 'JS OTHER', severity: 'warn', text: `${assetOf(fields)} batch abandoned · ${reason}` };
	}
	if (name === 'SERVER.OUT_OF_STORAGE') {
		const stream = readText(fields, 'stream');
		return {
			kind: 'JS STORAGE',
			severity: 'error',
			text: `out of storage${stream ? ` · stream ${stream}` : ''}`,
		};
	}
	if (name === 'SERVER.REMOVED')
		return { kind: 'JS REMOVED', severity: 'error', text: 'removed from the meta group' };
	if (name === 'SERVER.META_RESCUE') {
		const from = readCount(fields, 'prev_quorum');
		const to = readCount(fields, 'new_quorum');
		return {
			kind: 'JS QUORUM',
			severity: 'error',
			text: `meta group rescued · quorum ${from ?? '?'} to ${to ?? '?'}`,
		};
	}
	if (name === 'API.LIMIT_REACHED') {
		return {
			kind: 'JS LIMIT',
			severity: 'warn',
			text: `API limit reached · ${readCount(fields, 'dropped') ?? '?'} dropped`,
		};
	}
	if (name === 'API') return apiReading(fields);
	return { kind: 'JS OTHER', severity: 'info', text: words.replaceAll('.', ' ') };
};

/** Who sends an advisory: it says so itself, or it is the new leader, who tells of its own election. */
const senderOf = (name: string, fields: Fields): string | undefined => {
	const said = readText(fields, 'server');
	if (said !== undefined) return said;
	if (name.startsWith('DOMAIN.LEADER_ELECTED')) return domainLeader(fields);
	if (/^(STREAM|CONSUMER)\.LEADER_ELECTED/.test(name)) return readText(fields, 'leader');
	return undefined;
};

/** An advisory of `$JS.EVENT.ADVISORY.>`; unknown ones are shown by their subject rather than dropped. */
export const decodeJetStreamAdvisory = (fields: Fields, subject: string, at: number): MonitorEvent => {
	const name = subject.slice('$JS.EVENT.ADVISORY.'.length);
	const client = readFields(fields, 'client');
	return {
		...read(name, fields),
		at,
		subject,
		account: readText(fields, 'account') ?? (client && readText(client, 'acc')),
		serverName: senderOf(name, fields) ?? readText(fields, 'cluster') ?? readText(fields, 'domain'),
		serverTime: readTime(fields, 'timestamp'),
	};
};
