// All servers natstop knows: samples in, verdicts and a snapshot out. No clock of its own.

import * as change from './change.ts';
import type { MonitorEvent } from './event.ts';
import type { FleetSnapshot, ServerState } from './fleet.ts';
import { Isolation } from './isolation.ts';
import { Mesh, routesTo } from './mesh.ts';
import { RoundClock } from './round-clock.ts';
import type { Sample, ServerInfo, Varz } from './server.ts';
import { ServerTrack } from './server-track.ts';
import { totalsOf } from './totals.ts';

/** A row leaves this long after its server went down. */
export const goneAfter = 600_000;

/** More rows than any system has; what comes beyond is somebody inventing servers. */
export const mostRows = 4000;

/** Events are only worth telling once the first rounds have shown what is there anyway. */
const quietRounds = 2;

export class Roster {
	readonly #tracks = new Map<string, ServerTrack>();
	/** Ids that a restart replaced, and when the new process began. */
	readonly #retired = new Map<string, { start: number }>();
	readonly #mesh = new Mesh();
	readonly #isolation = new Isolation();
	#rounds = 0;
	readonly #clock = new RoundClock();
	/** Since when our link is down: the picture is of that moment. */
	#lostAt?: number;

	constructor(public interval: number) {}

	/** No sign of life for this long is stale, milliseconds. */
	get staleAfter(): number {
		return Math.max(3 * this.interval, 15_000);
	}

	/** A statsz, by heartbeat or as an answer. */
	heard(sample: Sample): MonitorEvent[] {
		const { id } = sample.server;
		const track = this.#tracks.get(id) ?? this.#unretire(sample);
		if (track) {
			track.inRound = true;
			track.answering = true;
			return track.take(sample);
		}
		if (this.#retired.has(id)) return [];
		const old = this.#predecessor(sample);
		if (old) return this.#replace(old, sample);
		if (this.#tracks.size >= mostRows) return [];
		const fresh = new ServerTrack(id, sample.server, sample.receivedAt);
		fresh.inRound = true;
		fresh.take(sample);
		this.#tracks.set(id, fresh);
		return this.#rounds >= quietRounds ? [change.appeared(sample.server, sample.receivedAt)] : [];
	}

	/** An answer to IDZ: a row before its first statsz. Ignored where the name is known already. */
	introduced(server: ServerInfo, at: number): void {
		if (this.#tracks.has(server.id) || this.#retired.has(server.id) || this.#tracks.size >= mostRows) return;
		for (const track of this.#tracks.values()) if (track.info.name === server.name) return;
		this.#tracks.set(server.id, new ServerTrack(server.id, server, at));
	}

	/** Facts of VARZ. `ours` when a reload of our own explains a new configuration. */
	describe(id: string, varz: Varz, at: number, ours = false): MonitorEvent[] {
		const track = this.#tracks.get(id);
		if (track === undefined) return [];
		const before = track.varz;
		track.varz = varz;
		track.touch();
		const reloaded = before?.configLoadTime !== undefined && before.configLoadTime !== varz.configLoadTime;
		if (ours || !reloaded) return [];
		const changed = before.configDigest === undefined ? undefined : before.configDigest !== varz.configDigest;
		return [change.configChanged(track.info, at, changed)];
	}

	/** SHUTDOWN or LAMEDUCK was published; the event itself is in the log already. */
	announced(server: ServerInfo, state: 'lameduck' | 'down', at: number): void {
		const track = this.#tracks.get(server.id);
		if (track === undefined) return;
		const evidence = state === 'down' ? 'it announced its shutdown' : 'lame duck: it answers nothing more';
		track.mark = { state, evidence };
		track.lastWord = { seq: server.seq, at };
		this.#become(track, state, evidence, at);
	}

	/** Nobody serves the id of a server: the process is gone. */
	unreachable(id: string, at: number): MonitorEvent[] {
		const track = this.#tracks.get(id);
		if (track === undefined || track.mark?.state === 'down') return [];
		const { routed, unrouted } = routesTo(track, this.#tracks.values());
		if (routed.length > 0) {
			const words = `cut off from here: no responders for its id, but a route from ${routed.join(', ')}`;
			return this.#cutOff(track, { state: 'stale', evidence: words }, at);
		}
		const doubt = this.#isolation.doubtAbout(track.info, this.#tracks);
		if (doubt !== undefined) return this.#cutOff(track, { state: 'stale', evidence: doubt, doubt: true }, at);
		const unseen = unrouted.length > 0 ? ` · no route from ${unrouted.join(', ')}` : '';
		return this.#goneDown(track, `no responders for its id${unseen}`, at);
	}

	/** Servers that are cut off from here, or gone: nobody can tell while our own server is all that there is to ask. */
	get doubted(): ServerInfo[] {
		return [...this.#tracks.values()].filter(({ mark }) => mark?.doubt).map(({ info }) => info);
	}

	/** There is nobody else to ask: the servers that are in doubt are down. */
	confirmLoss(at: number, why: string): MonitorEvent[] {
		return [...this.#tracks.values()]
			.filter(({ mark }) => mark?.doubt)
			.flatMap((track) => this.#goneDown(track, `no responders for its id · ${why}`, at));
	}

	/** Says which server we are connected to: its own routes tell whether it is the one that is cut off. */
	connectedTo(id: string | undefined): void {
		this.#isolation.ownId = id;
	}

	#goneDown(track: ServerTrack, evidence: string, at: number): MonitorEvent[] {
		track.mark = { state: 'down', evidence };
		this.#become(track, 'down', evidence, at);
		return [change.wentDown(track.info, at, evidence)];
	}

	/** Nobody serves its id where we are, and yet it may live: we cannot reach it. */
	#cutOff(track: ServerTrack, mark: ServerTrack['mark'] & object, at: number): MonitorEvent[] {
		const events = track.state === 'stale' ? [] : [change.wentStale(track.info, at, mark.evidence)];
		track.mark = mark;
		this.#become(track, 'stale', mark.evidence, at);
		return events;
	}

	/** A direct request was not answered in time: hung, or cut off. */
	unanswered(id: string, at: number): MonitorEvent[] {
		const track = this.#tracks.get(id);
		if (track === undefined || track.mark) return [];
		const evidence = 'answers neither the ping nor a direct request';
		track.mark = { state: 'stale', evidence };
		if (track.state === 'stale') return [];
		this.#become(track, 'stale', evidence, at);
		return [change.wentStale(track.info, at, evidence)];
	}

	/** Begins a round of requests at our time `now`. */
	beginRound(now: number): void {
		this.#clock.begin(now);
		this.#mesh.watch(this.#tracks);
		for (const track of this.#tracks.values()) track.inRound = false;
	}

	/** Ends a round at our time `now`: rates, history, who is missing. Gives the ids to ask directly. */
	endRound(now: number): string[] {
		const missing: string[] = [];
		this.#rounds++;
		this.#clock.end(now);
		for (const track of this.#tracks.values()) {
			if (isExpected(track)) track.asked++;
			if (track.inRound) track.answered++;
			track.answering = track.inRound;
			track.touch();
			if (!track.inRound && track.mark?.state !== 'down') missing.push(track.info.id);
			track.closeSlot(now);
		}
		this.#isolation.roundEnded(this.#tracks);
		this.#mesh.roundEnded();
		return missing;
	}

	/** Ends a round in which nobody could be asked: heartbeats count as answers. Gives the ids whose have stopped. */
	endBlindRound(now: number): string[] {
		const missing: string[] = [];
		this.#rounds++;
		this.#clock.endBlind();
		for (const track of this.#tracks.values()) {
			const silent = now - Math.max(track.heardAt, track.excusedUntil) >= this.staleAfter;
			track.inRound = !silent && track.mark?.state !== 'down';
			track.answering = track.inRound;
			track.touch();
			if (silent && track.mark?.state !== 'down') missing.push(track.info.id);
			track.closeSlot(now, track.inRound);
		}
		this.#mesh.roundEnded();
		return missing;
	}

	/** Nobody is blamed for the time before `now`: natstop itself was stopped. */
	excuse(now: number): void {
		for (const track of this.#tracks.values()) track.excusedUntil = now;
	}

	/** One slot without samples for everybody: natstop itself was not looking. */
	gap(now: number): void {
		for (const track of this.#tracks.values()) track.history.push({}, now);
	}

	/** Judges everybody's silence; rows long down leave. Call it about once a second. */
	tick(now: number): MonitorEvent[] {
		if (this.#lostAt !== undefined) return [];
		this.#mesh.watch(this.#tracks);
		const events = this.#mesh.news(now);
		for (const [id, track] of this.#tracks) {
			const { state, evidence } = track.judge(now, this.staleAfter);
			const was = track.state;
			if (state !== was) {
				const away = now - track.stateSince;
				this.#become(track, state, evidence, now);
				if (state === 'stale') events.push(change.wentStale(track.info, now, evidence ?? ''));
				if (state === 'down') events.push(change.wentDown(track.info, now, evidence ?? ''));
				if (state === 'ok' && track.restartedAt !== track.latest?.receivedAt) {
					events.push(change.cameBack(track.info, now, away));
				}
			} else if (evidence !== track.evidence) {
				track.evidence = evidence;
				track.touch();
			}
			if (track.state === 'down' && now - track.stateSince > goneAfter) {
				this.#tracks.delete(id);
				events.push(change.gone(track.info, now));
			}
		}
		return events;
	}

	/** Our link went away at `now`: nothing is known until it is back. */
	disconnected(now: number): void {
		this.#lostAt ??= now;
	}

	/** Our link is back: rates start anew, and nobody is blamed for the time we were away. */
	reconnected(now: number): void {
		this.#lostAt = undefined;
		this.#clock.forget();
		for (const track of this.#tracks.values()) {
			track.forgetRates(now);
		}
	}

	/** Ids that a round may wait for. */
	expected(): Set<string> {
		const ids = new Set<string>();
		for (const [id, track] of this.#tracks)
			if (track.state === 'ok' || track.state === 'unknown') ids.add(id);
		return ids;
	}

	/** The id that the server of a row has now. */
	idOf(key: string): string | undefined {
		for (const track of this.#tracks.values()) if (track.key === key) return track.info.id;
		return undefined;
	}

	/** The picture now. */
	snapshot(now: number): FleetSnapshot {
		const at = this.#lostAt ?? now;
		const rows = [...this.#tracks.values()].map((track) => {
			const state = this.#lostAt === undefined ? track.state : 'unknown';
			return track.row(state, now, this.#clock.isOld(track, at, this.interval));
		});
		return {
			rows,
			...totalsOf(rows),
			rounds: this.#rounds,
			at: now,
		};
	}

	#become(track: ServerTrack, state: ServerState, evidence: string | undefined, at: number): void {
		if (track.state !== state) track.stateSince = at;
		track.state = state;
		track.evidence = evidence;
		track.touch();
	}

	/** The track that this new process continues: same name and cluster, and not alive after the new one began. */
	#predecessor(sample: Sample): ServerTrack | undefined {
		const { server, statsz } = sample;
		for (const track of this.#tracks.values()) {
			if (track.info.name !== server.name) continue;
			if (track.latest === undefined) continue;
			if (track.info.cluster !== server.cluster) continue;
			const lastAlive = track.latest.server.time ?? 0;
			if (statsz.start !== undefined && statsz.start > lastAlive - 500) return track;
		}
		return undefined;
	}

	#replace(track: ServerTrack, sample: Sample): MonitorEvent[] {
		const { id } = sample.server;
		this.#retired.set(track.info.id, { start: sample.statsz.start ?? 0 });
		const [oldest] = this.#retired.keys();
		if (this.#retired.size > mostRows && oldest !== undefined) this.#retired.delete(oldest);
		this.#tracks.delete(track.info.id);
		this.#tracks.set(id, track);
		const events = track.restart(sample);
		track.inRound = true;
		this.#become(track, 'ok', undefined, sample.receivedAt);
		return events;
	}

	/** An id that seemed replaced speaks from after that: two servers share a name. It gets a row of its own. */
	#unretire(sample: Sample): ServerTrack | undefined {
		const { id, time } = sample.server;
		const retired = this.#retired.get(id);
		if (retired === undefined || time === undefined || time < retired.start + 2000) return undefined;
		this.#retired.delete(id);
		const track = new ServerTrack(this.#freeKey(id), sample.server, sample.receivedAt);
		this.#tracks.set(id, track);
		return track;
	}

	/** A key for a new row: its id, unless a row keeps it that had this id before. */
	#freeKey(id: string): string {
		for (const track of this.#tracks.values()) if (track.key === id) return this.#freeKey(`${id}#`);
		return id;
	}
}

/** True where an answer may be expected: the server is neither gone nor leaving. */
const isExpected = (track: ServerTrack): boolean =>
	track.state !== 'down' && track.mark?.state !== 'down' && track.mark?.state !== 'lameduck';
