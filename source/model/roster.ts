// All servers natstop knows: takes samples, judges the servers, and gives a snapshot. Times are passed in.

import * as change from './change.ts';
import { RankMemory } from './checks/rank-memory.ts';
import { describeServer } from './config-watch.ts';
import type { MonitorEvent } from './event.ts';
import type { FleetSnapshot, ServerRow } from './fleet.ts';
import { FleetJudge, type ServerJudging } from './fleet-judge.ts';
import { Identity } from './identity.ts';
import { Isolation } from './isolation.ts';
import { JetStreamWatch } from './jetstream-watch.ts';
import type { Known } from './kinship.ts';
import { Mesh } from './mesh.ts';
import type { RosterParts } from './roster-memory.ts';
import { RoundClock } from './round-clock.ts';
import { awaitedOf, closeBlindRound, closeRound, countsOf, knownOf } from './round-members.ts';
import { sameOr } from './same-list.ts';
import type { Healthz, Sample, ServerInfo, Varz } from './server.ts';
import type { ServerTrack } from './server-track.ts';
import { StateVerdicts } from './state-verdicts.ts';
import { judgeServer } from './state-watch.ts';
import { totalsOf } from './totals.ts';

/** A row leaves this long after its server went down. */
export const goneAfter = 600_000;

/** Events are only worth telling once the first rounds have shown what is there anyway. */
const quietRounds = 2;

export class Roster {
	readonly #identity = new Identity();
	readonly #tracks = this.#identity.tracks;
	readonly #mesh = new Mesh(() => this.#judge.atOnce);
	readonly #jetstream = new JetStreamWatch();
	readonly #isolation = new Isolation();
	readonly #ranks = new RankMemory();
	readonly #verdicts = new StateVerdicts(this.#tracks, this.#isolation);
	#rounds = 0;
	#lastRows: readonly ServerRow[] = [];
	/** The server we are connected to, and when the credentials end that let us in. */
	#own?: string;
	credentialsEnd?: number;
	readonly #clock = new RoundClock();
	/** Since when our link is down: the snapshot is of that moment. */
	#lostAt?: number;
	readonly #judge: FleetJudge;

	constructor(
		public interval: number,
		judging?: ServerJudging,
	) {
		this.#judge = new FleetJudge(judging);
	}

	/** No sign of life for this long is stale, milliseconds. */
	get staleAfter(): number {
		return Math.max(3 * this.interval, 15_000);
	}

	#staleAfter({ info }: ServerTrack): number {
		return Math.max(this.staleAfter, this.#clock.patience(info));
	}

	/** A statsz, by heartbeat or as an answer. */
	heard(sample: Sample): MonitorEvent[] {
		const { track, isNew } = this.#identity.trackOf(sample);
		if (track === undefined) return [];
		track.inRound = true;
		track.answering = true;
		const events = track.take(sample);
		const isTold = isNew && track.rival === undefined && this.#rounds >= quietRounds;
		events.push(...this.#identity.settle(sample.receivedAt));
		if (isTold) track.beganInView = true;
		if (isTold) events.push(change.appeared(sample.server, sample.receivedAt));
		return events;
	}

	/** An answer to IDZ: a row before its first statsz. Ignored where the name is known already. */
	introduced(server: ServerInfo, at: number): void {
		this.#identity.introduce(server, at);
	}

	/** Ids that must be asked now: new processes with a name that is known, and those whose name it is. */
	inQuestion(now: number): string[] {
		return this.#identity.inQuestion(now);
	}

	/** Facts of VARZ. `ours` when a reload of our own explains a new configuration. */
	describe(id: string, varz: Varz, at: number, ours = false): MonitorEvent[] {
		const track = this.#tracks.get(id);
		return track === undefined ? [] : describeServer(track, varz, at, ours);
	}

	/** What a server says of its own health. */
	says(id: string, healthz: Healthz): void {
		const track = this.#tracks.get(id);
		if (track !== undefined) track.healthz = healthz;
	}

	/** SHUTDOWN or LAMEDUCK was published; the event itself is in the log already. */
	announced(server: ServerInfo, state: 'lameduck' | 'down', at: number): void {
		this.#verdicts.announced(server, state, at);
	}

	/** A server refused a login. */
	refused(event: MonitorEvent): void {
		this.#judge.refused(event);
	}

	/** Nobody serves the id of a server: it is gone, or cut off. `since` as in `witnessesOf`. */
	unreachable(id: string, at: number, since?: number): MonitorEvent[] {
		return this.#concluded(this.#verdicts.unreachable(id, at, since), at);
	}

	/** Ids of servers to ask once more, where they told of a route to one that nobody serves; then pass when they were asked. */
	witnessesOf(id: string): string[] {
		return this.#verdicts.witnessesOf(id);
	}

	/** A direct request was not answered in time. */
	unanswered(id: string, at: number): MonitorEvent[] {
		return this.#concluded(this.#verdicts.unanswered(id, at), at);
	}

	/** Servers of which nobody can tell whether they are gone, or our own one is cut off from them. */
	get doubted(): ServerInfo[] {
		return this.#verdicts.doubted;
	}

	/** Tells of the servers that are in doubt, once somebody else is asked about them or nobody can be. */
	tellDoubt(at: number): MonitorEvent[] {
		return this.#verdicts.tellDoubt(at);
	}

	/** There is nobody else to ask: the servers that are in doubt are down. */
	confirmLoss(at: number, why: string): MonitorEvent[] {
		return this.#verdicts.confirmLoss(at, why);
	}

	/** Adds what follows for identities: a server that has ended may continue in a new process. */
	#concluded(events: MonitorEvent[], at: number): MonitorEvent[] {
		return [...events, ...this.#identity.settle(at)];
	}

	/** Says which server we are connected to: its own routes tell whether it is the one that is cut off. */
	connectedTo(id: string | undefined): void {
		this.#isolation.ownId = id;
		this.#own = id;
	}

	/** Begins a round of requests at our time `now`. */
	beginRound(now: number): void {
		this.#clock.begin(now);
		this.#mesh.watch(this.#tracks);
		for (const track of this.#tracks.values()) track.inRound = false;
	}

	/** Ends a round at our time `now`: rates, history, who is missing. Gives the ids to ask directly. */
	endRound(now: number): string[] {
		this.#rounds++;
		this.#clock.end(now);
		this.#identity.isBlind = false;
		const missing = closeRound(this.#tracks.values(), now);
		this.#identity.findTwins();
		this.#isolation.roundEnded(this.#tracks);
		this.#roundEnded(now);
		return missing;
	}

	/** Ends a round in which nobody could be asked: heartbeats count as answers. Gives the ids whose have stopped. */
	endBlindRound(now: number): string[] {
		this.#rounds++;
		this.#clock.endBlind();
		this.#identity.isBlind = true;
		const missing = closeBlindRound(this.#tracks.values(), now, (track) => this.#staleAfter(track));
		this.#roundEnded(now);
		return missing;
	}

	/** Silence before `now` does not count: natstop itself was stopped. */
	excuse(now: number): void {
		for (const track of this.#tracks.values()) track.excusedUntil = now;
	}

	/** Adds a slot without samples to every history: natstop itself did not run. */
	gap(now: number): void {
		for (const track of this.#tracks.values()) track.slots.history.push({}, now);
	}

	/** Makes every server unknown: we are connected to another system now. */
	leftBehind(at: number): void {
		for (const track of this.#tracks.values()) track.leftBehind(at);
	}

	/** What is known of each server, to know the system by. */
	known(): Known[] {
		return [...this.#tracks.values()].map(knownOf);
	}

	/** Judges the silence of every server, and removes rows that are long down. Call it about once a second. */
	tick(now: number): MonitorEvent[] {
		if (this.#lostAt !== undefined) return [];
		this.#mesh.watch(this.#tracks);
		const events = [
			...this.#mesh.news(now),
			...this.#jetstream.watch(this.#tracks, now),
			...this.#identity.newsOfLimit(now),
		];
		this.#judge.tick([...this.#tracks.values()], now);
		for (const track of this.#tracks.values()) {
			events.push(...judgeServer(track, now, this.#staleAfter(track)));
			if (track.state === 'down' && now - track.stateSince > goneAfter) {
				this.#identity.remove(track);
				events.push(change.gone(track.info, now));
			}
		}
		events.push(...this.#identity.settle(now));
		this.#ranks.keep(this.#picture(now));
		return events;
	}

	/** Our link went away at `now`: nothing is known until it is back. */
	disconnected(now: number): void {
		this.#lostAt ??= now;
	}

	/** True while our link is down. */
	get isCut(): boolean {
		return this.#lostAt !== undefined;
	}

	/** Our link is back: rates start anew, and silence so far does not count. */
	reconnected(now: number): void {
		this.#lostAt = undefined;
		this.#clock.forget();
		for (const track of this.#tracks.values()) track.forgetRates(now);
	}

	/** How many servers could have answered the last round, and how many did. */
	counts(): { expected: number; answered: number } {
		return countsOf(this.#tracks.values());
	}

	/** Ids that a round may wait for. */
	expected(): Set<string> {
		return awaitedOf(this.#tracks.values());
	}

	/** The id that the server of a row has now. */
	idOf(key: string): string | undefined {
		return [...this.#tracks.values()].find((track) => track.key === key)?.info.id;
	}

	/** The snapshot at `now`. */
	snapshot(now: number): FleetSnapshot {
		return this.#ranks.ranked(this.#picture(now));
	}

	#picture(now: number): FleetSnapshot {
		const rows = this.#rows(now);
		const [{ judgement }, rounds] = [this.#judge, this.#rounds];
		return { rows, ...totalsOf(rows), rounds, judgement, at: now };
	}

	/** The parts that remember something, for whoever writes that down or takes it up. */
	get parts(): RosterParts {
		const { interval, credentialsEnd } = this;
		return {
			...{ identity: this.#identity, mesh: this.#mesh, jetstream: this.#jetstream, ranks: this.#ranks },
			...{ isolation: this.#isolation, clock: this.#clock, judge: this.#judge },
			facts: { interval, credentialsEnd, own: this.#own, rounds: this.#rounds, lostAt: this.#lostAt },
		};
	}

	/** Takes up what another roster was, once its parts have. */
	resume({ interval, credentialsEnd, own, rounds, lostAt }: RosterParts['facts']): void {
		Object.assign(this, { interval, credentialsEnd });
		[this.#own, this.#rounds, this.#lostAt] = [own, rounds, lostAt];
	}

	#roundEnded(now: number): void {
		this.#mesh.roundEnded(this.#tracks);
		this.#jetstream.roundEnded();
		this.#judge.judge(this.#rows(now), now);
		this.#ranks.keep(this.#picture(now));
	}

	/** The rows now; the same list as long as all of them are the same. */
	#rows(now: number): readonly ServerRow[] {
		const at = this.#lostAt ?? now;
		const shown = [...this.#tracks.values()].filter((track) => this.#identity.isShown(track, now));
		const rows = shown.map((track) => {
			const state = this.#lostAt === undefined ? track.state : 'unknown';
			track.credentialsEnd = track.info.id === this.#own ? this.credentialsEnd : undefined;
			return track.row(state, now, this.#clock.isOld(track, at, this.interval));
		});
		this.#lastRows = sameOr(this.#lastRows, rows);
		return this.#lastRows;
	}
}
