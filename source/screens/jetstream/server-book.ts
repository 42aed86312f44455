// What is remembered of servers with JetStream from round to round: their own figures, the pace of their API, their largest streams.

import type { ServerRow } from '../../model/fleet.ts';
import type { StreamCopy } from '../../model/jetstream/told.ts';
import type { JszAnswer, JszTotals } from '../../nats/jsz.ts';

/** Samples of each figure that are kept, a round each. */
const mostSamples = 120;

/** Figures that their trend is drawn of. */
export type Trends = { storage: readonly number[]; memory: readonly number[]; api: readonly number[] };

/** A stream that a server holds a copy of. */
export type HeldStream = Pick<StreamCopy, 'account' | 'accountName' | 'stream'> & {
	bytes?: number;
	messages?: number;
	lag?: number;
	isLed: boolean;
};

/** What one server says it holds. */
export type Held = { streams: readonly HeldStream[]; led: number; at: number };

type Sample = { total: number; at: number; start?: number };

type Track = {
	/** The process that it is of. */
	id: string;
	totals?: JszTotals;
	totalsAt?: number;
	led?: number;
	held?: Held;
	sample?: Sample;
	apiRate?: number;
	trends: { storage: number[]; memory: number[]; api: number[] };
};

/** Streams that are kept of one server, the largest first. */
const mostHeld = 64;

const newTrack = (id: string): Track => ({ id, trends: { storage: [], memory: [], api: [] } });

const push = (values: number[], value: number | undefined): void => {
	values.push(value ?? Number.NaN);
	if (values.length > mostSamples) values.shift();
};

const heldOf = ({ account, accountName, stream, state, group, server }: StreamCopy): HeldStream => {
	const isLed = group === undefined || group.leader === server.name;
	const lags = group?.peers.flatMap(({ lag }) => lag ?? []) ?? [];
	return {
		...{ account, accountName, stream, isLed, bytes: state.bytes, messages: state.messages },
		...(isLed && lags.length > 0 && { lag: Math.max(...lags) }),
	};
};

export class ServerBook {
	/** By the id of a server. */
	readonly #tracks = new Map<string, Track>();

	/** Takes the figures of a server. */
	tookTotals({ server, totals, receivedAt }: JszAnswer): void {
		const track = this.#track(server.id);
		track.totals = totals;
		track.totalsAt = receivedAt;
		if (totals.streamsLed !== undefined) track.led = totals.streamsLed;
	}

	/** Takes the streams of a server; of one that only told those it leads, how many these are. */
	tookStreams({ server, streams, receivedAt }: JszAnswer, isAll: boolean): void {
		const track = this.#track(server.id);
		const all = streams.map(heldOf);
		const led = all.filter(({ isLed }) => isLed).length;
		if (track.totals?.streamsLed === undefined) track.led = led;
		if (!isAll) return;
		const largest = all.sort((a, b) => (b.bytes ?? -1) - (a.bytes ?? -1)).slice(0, mostHeld);
		track.held = { streams: largest, led, at: receivedAt };
	}

	/** Takes what servers told of themselves; the same sample again changes nothing. */
	look(rows: readonly ServerRow[]): void {
		const ids = new Set(rows.map(({ info }) => info.id));
		for (const id of this.#tracks.keys()) if (!ids.has(id)) this.#tracks.delete(id);
		for (const { info, statsz, receivedAt } of rows) {
			const { jetstream, start } = statsz ?? {};
			if (jetstream === undefined || receivedAt === undefined) continue;
			const track = this.#track(info.id);
			const { apiTotal, storage, memory } = jetstream;
			const at = info.time ?? receivedAt;
			const { sample: before } = track;
			if (before !== undefined && at <= before.at) continue;
			const isOfNow = before?.start === start && apiTotal !== undefined && apiTotal >= (before?.total ?? 0);
			track.apiRate = before && isOfNow ? ((apiTotal - before.total) * 1000) / (at - before.at) : undefined;
			track.sample = apiTotal === undefined ? undefined : { total: apiTotal, at, start };
			push(track.trends.storage, storage);
			push(track.trends.memory, memory);
			push(track.trends.api, track.apiRate);
		}
	}

	/** What is known of a server, as it is now. */
	of(id: string): Readonly<Omit<Track, 'id' | 'sample' | 'trends'>> {
		return this.#tracks.get(id) ?? {};
	}

	/** A copy, oldest first. */
	trendsOf(id: string): Trends {
		const { storage = [], memory = [], api = [] } = this.#tracks.get(id)?.trends ?? {};
		return { storage: [...storage], memory: [...memory], api: [...api] };
	}

	#track(id: string): Track {
		const track = this.#tracks.get(id) ?? newTrack(id);
		this.#tracks.set(id, track);
		return track;
	}
}
