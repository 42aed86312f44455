// Follows one server through samples, silence and restarts: the mutable state behind a row.

import * as change from './change.ts';
import { type Finding, isSameFinding } from './checks/check.ts';
import type { MonitorEvent } from './event.ts';
import type { ServerRow, ServerState } from './fleet.ts';
import { freshHealthz } from './fresh-healthz.ts';
import { gatewaysFollowOn } from './gateway-links.ts';
import { ServerGrowth } from './growth.ts';
import type { JetStreamTrouble } from './jetstream-watch.ts';
import type { RefusedLogins } from './refused-logins.ts';
import { RoundSlots } from './round-slots.ts';
import { followsOn } from './route-peers.ts';
import { RouteWatch } from './route-watch.ts';
import { askedAt, isBeforeLastWord, isOlder, type LastWord } from './sample-order.ts';
import type { Healthz, Sample, ServerInfo, Varz } from './server.ts';
import { kindsText } from './server-facts.ts';
import { UsualRtt } from './usual-rtt.ts';

/** A silent server is down after this: the limit at which servers forget each other (server/server.go). */
export const silentLimit = 150_000;

/**
 * Why a server is not simply `ok`, by what was seen of it rather than by its age. `cutOff` is about the way to it: it lives
 * where others are, or with `doubt` it may, as it went with so many others that our own server may be the one that is cut off.
 */
export type Mark = {
	state: 'down' | 'stale' | 'unknown';
	evidence: string;
	cutOff?: 'seen' | 'doubt';
	isTold?: boolean;
};

/** Clocks are compared to this and the time of an answer, milliseconds. */
const clockTolerance = 100;

export class ServerTrack {
	info: ServerInfo;
	latest?: Sample;
	varz?: Varz;
	healthz?: Healthz;
	mark?: Mark;
	/** It announced lame duck mode: a fact of the process, whatever becomes of the way to it. */
	leaving?: { at: number; isSilent: boolean };
	/** A server whose name this new process has, until it is known whether it goes on in it. */
	rival?: ServerTrack;
	/** Its process began while we watched. */
	beganInView = false;
	/** JetStream ran on it, in this process or one before. */
	hadJetStream = false;
	trouble?: JetStreamTrouble;
	/** When the credentials end that natstop is connected to it with. */
	credentialsEnd?: number;
	/** What was seen over rounds, by check. */
	watched: Readonly<Record<string, Finding | undefined>> = {};
	/** Logins that it refused a short while ago. */
	refused?: RefusedLogins;
	/** Ids of living servers that have its name and cluster. */
	twins?: readonly string[];
	/** Another server of its name takes its place now and then, and gives it back: neither ends by that. */
	takesTurns = false;
	/** When the question was sent that it answered last, our time. What nobody asked for proves little. */
	provenAt = Number.NEGATIVE_INFINITY;
	/** No sign of life for as long as makes a server stale. */
	isSilent = false;
	state: ServerState = 'ok';
	stateSince: number;
	evidence?: string;
	restartedAt?: number;
	restarts = 0;
	asked = 0;
	answered = 0;
	/** Rounds in a row that it left unanswered. */
	missedRounds = 0;
	/** Answered the round that is under way. */
	inRound = false;
	/** Answered the last round, be it late. */
	answering = false;
	/** Its clock against ours, milliseconds. */
	clockOffset?: number;
	readonly routes = new RouteWatch();
	readonly slots = new RoundSlots();
	/** Silence before this is not the server's: our own link was down. */
	excusedUntil = 0;
	lastWord?: LastWord;
	/** Its process began no later than this, our time: it had run that long when it answered, however late we read it. */
	beganBy = Number.POSITIVE_INFINITY;
	readonly growth = new ServerGrowth();
	readonly usualRtt = new UsualRtt();
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
		return this.state === 'ok' || this.state === 'unknown' || this.mark?.cutOff === 'doubt';
	}

	/** It has answered a question of ours at least once. */
	get hasAnswered(): boolean {
		return this.provenAt > 0;
	}

	/** The process has ended as far as can be known: no responders, or a long silence. */
	get hasEnded(): boolean {
		return this.state === 'down' || (this.state === 'stale' && this.isSilent && !this.mark?.cutOff);
	}

	/** It began while the other one lived: that one answered what was asked after it, or was heard well after it. */
	ranBeside(other: ServerTrack): boolean {
		const error = clockTolerance + (this.latest?.rtt ?? 0) / 2;
		return this.beganBy < Math.max(other.provenAt, other.heardAt - error);
	}

	/** From `at` on it is in another state, or in the same for another reason. */
	become(state: ServerState, evidence: string | undefined, at: number): void {
		if (this.state !== state) this.stateSince = at;
		this.state = state;
		this.evidence = evidence;
		this.touch();
	}

	/** Another system answers where it was: nothing is known of it from here on. */
	leftBehind(at: number): void {
		this.mark = { state: 'unknown', evidence: 'another system answers where it was' };
		this.become('unknown', this.mark.evidence, at);
	}

	/** Forgets the cached row: something on it changed. */
	touch(): void {
		this.#row = undefined;
	}

	/** Sets how many logins it refused a short while ago. */
	refuses(refused: RefusedLogins | undefined): void {
		if (refused?.count === this.refused?.count && refused?.who === this.refused?.who) return;
		this.refused = refused;
		this.touch();
	}

	/** Sets what one check has seen over rounds. */
	see(check: string, finding: Finding | undefined): void {
		if (isSameFinding(finding, this.watched[check])) return;
		this.watched = { ...this.watched, [check]: finding };
		this.touch();
	}

	/** Takes one sample of this process, unless it is older than what is known; gives what it tells. */
	take(sample: Sample): MonitorEvent[] {
		const before = this.latest;
		const { rtt, receivedAt } = sample;
		const asked = askedAt(sample);
		if ((before && isOlder(sample, before)) || isBeforeLastWord(sample, this.lastWord)) return [];
		if (before) {
			followsOn(sample.statsz, before.statsz);
			gatewaysFollowOn(sample.statsz, before.statsz);
		}
		this.latest = { ...sample, rtt: rtt ?? before?.rtt };
		this.info = sample.server;
		this.provenAt = Math.max(this.provenAt, asked);
		if (rtt !== undefined) this.usualRtt.take(rtt, receivedAt);
		const { time } = sample.server;
		if (rtt !== undefined && time !== undefined) {
			this.clockOffset = time - (receivedAt - rtt / 2);
			this.beganBy = Math.min(this.beganBy, receivedAt - time + (sample.statsz.start ?? time));
		}
		this.mark = undefined;
		this.isSilent = false;
		if (this.leaving && asked > this.leaving.at) this.leaving.isSilent = false;
		this.touch();
		const slow = this.growth.take(before?.statsz, sample.statsz, receivedAt);
		if (slow === undefined) return [];
		const kinds = kindsText(sample.statsz.slowConsumerStats);
		return [change.slowGrew(this.info, receivedAt, slow.from, slow.to, kinds)];
	}

	/** The same server in a new process: what belonged to the old one is forgotten, the row and its history stay. */
	restart(fresh: ServerTrack, sample: Sample): MonitorEvent[] {
		const at = fresh.firstSeen;
		const events = [change.restarted(sample.server, at, Math.max(0, at - this.heardAt))];
		const { version } = this.info;
		if (version !== undefined && version !== sample.server.version)
			events.push(change.versionChanged(sample.server, at, version));
		this.lastWord = undefined;
		this.latest = undefined;
		this.varz = fresh.varz;
		this.healthz = fresh.healthz;
		this.slots.restart();
		this.routes.restart();
		this.growth.forget();
		this.restartedAt = at;
		this.beganInView = true;
		this.restarts++;
		this.beganBy = fresh.beganBy;
		this.take(sample);
		this.leaving = fresh.leaving;
		this.lastWord = fresh.lastWord;
		this.mark = fresh.mark;
		this.provenAt = fresh.provenAt;
		this.inRound = fresh.inRound;
		this.answering = fresh.answering;
		this.state = fresh.state;
		this.stateSince = at;
		this.evidence = fresh.evidence;
		return events;
	}

	/** Ends a round; see `RoundSlots`. */
	closeSlot(at: number, hold = false): void {
		if (this.slots.close(this.latest, at, hold)) this.touch();
	}

	/** After our own link was cut until `now`: what was measured before does not compare with what comes. */
	forgetRates(now: number): void {
		this.slots.forget(this.latest);
		this.excusedUntil = now;
		this.touch();
	}

	/** What the server is at `now`, from what was seen and from its silence, and why. */
	judge(now: number, staleAfter: number): { state: ServerState; evidence?: string } {
		const silence = now - Math.max(this.heardAt, this.excusedUntil);
		this.isSilent = silence >= staleAfter;
		if (this.mark?.state === 'down' || this.mark?.state === 'unknown') return this.mark;
		if (this.leaving) return { state: 'lameduck', evidence: this.#leavingText(this.leaving) };
		// A server that cannot be reached from here is not silent.
		if (this.mark?.cutOff) return this.mark;
		const seconds = Math.floor(silence / 1000);
		if (silence >= silentLimit) return { state: 'down', evidence: `silent for ${seconds}s` };
		if (this.mark) return this.mark;
		if (this.isSilent) return { state: 'stale', evidence: `no statsz for ${seconds}s` };
		return { state: 'ok' };
	}

	/** What is so: most versions answer nothing from then on, which is known only once one was asked. */
	#leavingText({ at, isSilent }: { at: number; isSilent: boolean }): string {
		if (this.mark?.cutOff) return `lame duck, ${this.mark.evidence}`;
		if (isSilent) return 'lame duck: it answers nothing more';
		return this.provenAt > at ? 'lame duck: it still answers' : 'lame duck: it sends its clients away';
	}

	/** The row as it is now; the same object as long as nothing changed. Rates are of now, or they are unknown. */
	row(state: ServerState, now: number, isOld: boolean): ServerRow {
		const slowGrowth = this.growth.slow.now(now);
		const staleGrowth = this.growth.stale.now(now);
		const apiErrorGrowth = this.growth.apiErrors.now(now);
		const healthz = freshHealthz(this.healthz, now);
		const kept = this.#row;
		const isSame =
			kept?.slowGrowth === slowGrowth &&
			kept?.staleGrowth === staleGrowth &&
			kept?.apiErrorGrowth === apiErrorGrowth &&
			kept?.healthz === healthz &&
			kept?.credentialsEnd === this.credentialsEnd;
		if (isSame && kept?.state === state && kept.isOld === isOld) return kept;
		this.#row = {
			key: this.key,
			info: this.info,
			statsz: this.latest?.statsz,
			varz: this.varz,
			healthz,
			state,
			stateSince: this.stateSince,
			evidence: this.evidence,
			receivedAt: this.latest?.receivedAt,
			rtt: this.latest?.rtt,
			...{ leastRtt: this.usualRtt.least(), usualRtt: this.usualRtt.usual },
			watched: this.watched,
			refused: this.refused,
			credentialsEnd: this.credentialsEnd,
			isOld,
			rates: isOld || this.state === 'down' || this.state === 'stale' ? undefined : this.slots.rates,
			...{ slowGrowth, staleGrowth, apiErrorGrowth },
			missedRounds: this.missedRounds,
			restartedAt: this.restartedAt,
			restarts: this.restarts,
			firstSeen: this.firstSeen,
			asked: this.asked,
			answered: this.answered,
			clockOffset: this.clockOffset,
			...this.routes.facts,
			twins: this.twins,
			jetstreamTrouble: this.trouble,
			history: this.slots.history,
		};
		return this.#row;
	}
}
