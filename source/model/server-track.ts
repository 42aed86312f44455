// One server as it is followed through samples, silence and restarts: the mutable side of a row.

import * as change from './change.ts';
import type { MonitorEvent } from './event.ts';
import type { Rates, ServerRow, ServerState } from './fleet.ts';
import { History, type HistorySlot } from './history.ts';
import { RouteWatch } from './mesh.ts';
import { ratesBetween } from './rates.ts';
import { followsOn } from './route-peers.ts';
import type { Sample, ServerInfo, Varz } from './server.ts';
import { kindsText } from './server-facts.ts';

/** A silent server is down after this: the limit at which servers forget each other (server/server.go). */
export const silentLimit = 150_000;

/** Messages of one server overtake each other by less than this, milliseconds; a later one is news whatever its `seq`. */
const disorder = 10_000;

/**
 * Why a server is not simply `ok`, by what was seen rather than by its age. With `doubt` it went with so many others that our
 * own server may be the one that was cut off.
 */
type Mark = { state: 'lameduck' | 'down' | 'stale'; evidence: string; doubt?: true };

export class ServerTrack {
	info: ServerInfo;
	latest?: Sample;
	varz?: Varz;
	mark?: Mark;
	state: ServerState = 'ok';
	stateSince: number;
	evidence?: string;
	rates?: Rates;
	restartedAt?: number;
	restarts = 0;
	asked = 0;
	answered = 0;
	/** Answered the round that is under way. */
	inRound = false;
	/** Answered the last round, be it late. */
	answering = false;
	/** Its clock against ours, milliseconds. */
	clockOffset?: number;
	readonly routes = new RouteWatch();
	readonly history = new History();
	/** Silence before this is not the server's: our own link was down. */
	excusedUntil = 0;
	/** `seq` of a SHUTDOWN or LAMEDUCK, and when it came: what the server sent before it says nothing about now. */
	lastWord?: { seq?: number; at: number };
	#slot?: Sample;
	/** A sample from before our link was cut: it compares with nothing that comes. */
	#outdated?: Sample;
	/** The last slot of history that was no gap. */
	#told: HistorySlot = {};
	#slowGrowth?: { by: number; at: number };
	#row?: ServerRow;

	constructor(
		readonly key: string,
		info: ServerInfo,
		readonly firstSeen: number,
	) {
		this.info = info;
		this.stateSince = firstSeen;
	}

	/** Our time of the last sign of life. */
	get heardAt(): number {
		return this.latest?.receivedAt ?? this.firstSeen;
	}

	/** An answer may be expected, or was until it went with many others at once. */
	get isExpected(): boolean {
		return this.state === 'ok' || this.state === 'unknown' || this.mark?.doubt === true;
	}

	/** Forgets the cached row: something on it changed. */
	touch(): void {
		this.#row = undefined;
	}

	/** Takes one sample of this process, unless it is older than what is known; gives what it tells. */
	take(sample: Sample): MonitorEvent[] {
		const before = this.latest;
		if (before && isOlder(sample, before)) return [];
		if (this.#isBeforeLastWord(sample)) return [];
		if (before) followsOn(sample.statsz, before.statsz);
		this.latest = { ...sample, rtt: sample.rtt ?? before?.rtt };
		this.info = sample.server;
		if (sample.rtt !== undefined && sample.server.time !== undefined) {
			this.clockOffset = sample.server.time - (sample.receivedAt - sample.rtt / 2);
		}
		if (this.mark?.state !== 'lameduck') this.mark = undefined;
		this.touch();
		const from = before?.statsz.start === sample.statsz.start ? before?.statsz.slowConsumers : undefined;
		const to = sample.statsz.slowConsumers;
		if (from === undefined || to === undefined || to <= from) return [];
		const at = sample.receivedAt;
		const earlier = this.#slowGrowth && at - this.#slowGrowth.at < 60_000 ? this.#slowGrowth.by : 0;
		this.#slowGrowth = { by: earlier + to - from, at };
		return [change.slowGrew(this.info, at, from, to, kindsText(sample.statsz.slowConsumerStats))];
	}

	#isBeforeLastWord({ server, receivedAt }: Sample): boolean {
		const word = this.lastWord;
		return word?.seq !== undefined && receivedAt - word.at <= disorder && (server.seq ?? 0) < word.seq;
	}

	/** The same server in a new process: what belonged to the old one is forgotten, the row and its history stay. */
	restart(sample: Sample): MonitorEvent[] {
		const at = sample.receivedAt;
		const events = [change.restarted(sample.server, at, at - this.heardAt)];
		const version = this.info.version;
		if (version !== undefined && version !== sample.server.version) {
			events.push(change.versionChanged(sample.server, at, version));
		}
		this.mark = undefined;
		this.lastWord = undefined;
		this.latest = undefined;
		this.varz = undefined;
		this.#slot = undefined;
		this.#slowGrowth = undefined;
		this.rates = undefined;
		this.restartedAt = at;
		this.restarts++;
		this.take(sample);
		return events;
	}

	/**
	 * Ends a round: rates since the last slot, and one slot of history, a gap when nothing new came. With `hold` nothing new
	 * was asked for, and what was told last goes on.
	 */
	closeSlot(at: number, hold = false): void {
		const fresh = this.latest;
		const before = this.#slot;
		if (fresh === undefined || fresh === this.#outdated || fresh === before) {
			this.history.push(hold && fresh === before ? this.#told : {}, at);
			return;
		}
		const rates = before && ratesBetween(before, fresh);
		// Too close to compare: keep the older baseline, so that the next round spans both.
		if (before && rates === undefined && before.statsz.start === fresh.statsz.start) return;
		this.rates = rates;
		this.#slot = fresh;
		this.touch();
		const statsz = fresh.statsz;
		this.#told = {
			cpu: statsz.cpu,
			mem: statsz.mem,
			connections: statsz.connections,
			slow: statsz.slowConsumers,
			in: rates?.in?.msgs,
			inBytes: rates?.in?.bytes,
			out: rates?.out?.msgs,
			outBytes: rates?.out?.bytes,
		};
		this.history.push(this.#told, at);
	}

	/** After our own link was cut until `now`: what was measured before does not compare with what comes. */
	forgetRates(now: number): void {
		this.rates = undefined;
		this.#slot = undefined;
		this.#outdated = this.latest;
		this.excusedUntil = now;
		this.touch();
	}

	/** What the server is at `now`, from marks and from its silence, and why. */
	judge(now: number, staleAfter: number): { state: ServerState; evidence?: string } {
		if (this.mark?.state === 'lameduck' || this.mark?.state === 'down') return this.mark;
		const silence = now - Math.max(this.heardAt, this.excusedUntil);
		if (silence >= silentLimit)
			return { state: 'down', evidence: `silent for ${Math.floor(silence / 1000)}s` };
		if (this.mark) return this.mark;
		if (silence >= staleAfter)
			return { state: 'stale', evidence: `no statsz for ${Math.floor(silence / 1000)}s` };
		return { state: 'ok' };
	}

	/** The row as it is now; the same object as long as nothing changed. Rates are of now, or they are unknown. */
	row(state: ServerState, now: number, isOld: boolean): ServerRow {
		const growth = this.#slowGrowth && now - this.#slowGrowth.at < 60_000 ? this.#slowGrowth : undefined;
		const kept = this.#row;
		if (kept?.state === state && kept.slowGrowth === growth && kept.isOld === isOld) return kept;
		this.#row = {
			key: this.key,
			info: this.info,
			statsz: this.latest?.statsz,
			varz: this.varz,
			state,
			stateSince: this.stateSince,
			evidence: this.evidence,
			receivedAt: this.latest?.receivedAt,
			rtt: this.latest?.rtt,
			isOld,
			rates: isOld || this.state === 'down' || this.state === 'stale' ? undefined : this.rates,
			slowGrowth: growth,
			restartedAt: this.restartedAt,
			restarts: this.restarts,
			firstSeen: this.firstSeen,
			asked: this.asked,
			answered: this.answered,
			clockOffset: this.clockOffset,
			unrouted: this.routes.lost.length > 0 ? this.routes.lost : undefined,
			history: this.history,
		};
		return this.#row;
	}
}

/** True when a sample was sent before the one already held: answers may arrive out of order. */
const isOlder = (sample: Sample, held: Sample): boolean => {
	const [a, b] = [sample.server, held.server];
	if (sample.receivedAt - held.receivedAt > disorder) return false;
	if (a.seq !== undefined && b.seq !== undefined && a.seq !== b.seq) return a.seq < b.seq;
	return a.time !== undefined && b.time !== undefined && a.time < b.time;
};
