// Works out how the streams and consumers of a simulated system stand at a moment: who leads, who is behind, what moves.

import type { FleetConsumer, FleetStream } from './fleet-assets.ts';
import { chance, counted } from './fleet-load.ts';
import type { FleetServer } from './fleet-plan.ts';

/** Trouble that was planted at `plantedAt`, where it was. */
export type Moment = { now: number; plantedAt?: number };

/** How full the stream is that gets full, before and after. */
const fullness = { before: 0.85, after: 0.985 } as const;

/** Entries that the replica that gets behind is at once, and the share of what comes in that it misses from then on. */
const behind = { atOnce: 1500, share: 0.4 } as const;

/** Acknowledgements that a consumer may owe. */
export const mostUnacked = 1000;

/** The milliseconds of trouble so far, of whoever has some. */
const troubledFor = ({ now, plantedAt }: Moment): number | undefined =>
	plantedAt === undefined || plantedAt > now ? undefined : now - plantedAt;

/** Who leads a group: the first of its servers that is well, while most of them are. Nobody leads the leaderless one. */
export const leaderOf = (servers: readonly FleetServer[]): FleetServer | undefined => {
	const well = servers.filter(({ condition }) => condition === 'well');
	return well.length * 2 > servers.length ? well[0] : undefined;
};

export const streamLeader = (stream: FleetStream, moment: Moment): FleetServer | undefined =>
	stream.fate === 'leaderless' && troubledFor(moment) !== undefined ? undefined : leaderOf(stream.servers);

/** Since when it leads: its own start, or the end of those that would lead before it. */
export const leadsSince = (
	{ servers, start }: { servers: readonly FleetServer[]; start: number },
	leader: FleetServer,
): number => {
	const before = servers.slice(0, servers.indexOf(leader)).map(({ changedAt = 0 }) => changedAt);
	return Math.max(start, leader.start, ...before);
};

/** The end of a stream, and when its last message came. */
const endOf = (stream: FleetStream, moment: Moment): { seq: number; at: number } => {
	const { fate, rate, kept, idleSince } = stream;
	const trouble = troubledFor(moment);
	const since = moment.now - (trouble ?? 0);
	if (fate === 'full') {
		const part = trouble === undefined ? fullness.before : fullness.after;
		return { seq: Math.floor(kept * part), at: trouble === undefined ? (idleSince ?? since) : since };
	}
	const until = fate === 'leaderless' ? since : moment.now;
	const at = idleSince ?? Math.floor(until - (1000 / rate) * chance(stream.seed, until >>> 10));
	return { seq: kept + counted(stream, rate, until), at: Math.max(stream.start, at) };
};

export type StreamFigures = {
	messages: number;
	bytes: number;
	firstSeq: number;
	firstAt: number;
	lastSeq: number;
	lastAt: number;
	subjects: number;
};

/** Entries that a server is behind the end of a stream. */
export const lagOf = (stream: FleetStream, server: FleetServer, moment: Moment): number => {
	const { fate, servers, rate } = stream;
	const trouble = troubledFor(moment);
	if (fate === 'lagging' && trouble !== undefined && server === servers.at(-1))
		return behind.atOnce + Math.floor((rate * behind.share * trouble) / 1000);
	if (server.condition === 'well' || server.changedAt === undefined) return 0;
	return endOf(stream, moment).seq - endOf(stream, { ...moment, now: server.changedAt }).seq;
};

/** A stream as the copy of one server has it. */
export const streamFigures = (stream: FleetStream, server: FleetServer, moment: Moment): StreamFigures => {
	const end = endOf(stream, moment);
	const lag = lagOf(stream, server, moment);
	const lastSeq = end.seq - lag;
	const messages = Math.min(stream.kept, lastSeq);
	const lastAt = lag === 0 ? end.at : Math.floor(end.at - (1000 * lag) / Math.max(0.01, stream.rate));
	const span = stream.rate === 0 ? 0.1 * (end.at - stream.start) : (1000 * messages) / stream.rate;
	return {
		...{ messages, bytes: messages * stream.size, firstSeq: lastSeq - messages + 1, lastSeq },
		...{ lastAt, firstAt: Math.floor(Math.max(stream.start, lastAt - span)) },
		subjects: Math.min(messages, 1 + Math.floor(40 * chance(stream.seed, 13))),
	};
};

export type ConsumerFigures = {
	delivered: { consumer: number; stream: number; at: number };
	ackFloor: { consumer: number; stream: number; at: number };
	ackPending: number;
	redelivered: number;
	pending: number;
	waiting: number;
};

/** A consumer as its leader tells it. */
export const consumerFigures = (consumer: FleetConsumer, moment: Moment): ConsumerFigures => {
	const { stream, seed, isPush, getsStuck } = consumer;
	const { now } = moment;
	const end = endOf(stream, moment);
	const trouble = getsStuck ? troubledFor(moment) : undefined;
	// What came before the consumer was there, and what was told it twice.
	const shift = Math.floor(stream.kept * chance(seed, 3));
	const waiting = isPush ? 0 : 1 + Math.floor(4 * chance(seed, 4));
	const figures = (delivered: number, floor: number, at: number, ackedAt: number): ConsumerFigures => ({
		delivered: { consumer: Math.max(0, delivered - shift), stream: delivered, at },
		ackFloor: { consumer: Math.max(0, floor - shift), stream: floor, at: ackedAt },
		ackPending: delivered - floor,
		redelivered: trouble === undefined ? 0 : Math.min(mostUnacked, Math.floor(trouble / 100)),
		...{ pending: end.seq - delivered, waiting },
	});
	if (trouble !== undefined) {
		const since = now - trouble;
		const floor = Math.max(0, endOf(stream, { ...moment, now: since }).seq - mostUnacked);
		return figures(Math.min(end.seq, floor + mostUnacked), floor, since, since - 1000);
	}
	if (stream.rate === 0) return figures(end.seq, end.seq, end.at + 2, end.at + 20);
	const unread = Math.floor(stream.rate * 0.2 * chance(seed, now >>> 11, 5));
	const unacked = Math.min(200, Math.floor(stream.rate * 0.3 * chance(seed, now >>> 11, 6)));
	const delivered = Math.max(0, end.seq - unread);
	return figures(delivered, Math.max(0, delivered - unacked), end.at, end.at);
};
