// Concludes the state of a server from what it announces and from requests that are not answered.

import * as change from './change.ts';
import type { MonitorEvent } from './event.ts';
import type { Isolation } from './isolation.ts';
import { routesTo } from './mesh.ts';
import type { ServerInfo } from './server.ts';
import type { Mark, ServerTrack } from './server-track.ts';

/** The most servers that are asked whether they have a route to one that cannot be reached. */
const mostWitnesses = 3;

export class StateVerdicts {
	readonly #tracks: ReadonlyMap<string, ServerTrack>;
	readonly #isolation: Isolation;

	constructor(tracks: ReadonlyMap<string, ServerTrack>, isolation: Isolation) {
		this.#tracks = tracks;
		this.#isolation = isolation;
	}

	/** SHUTDOWN or LAMEDUCK was published; the event itself is in the log already. */
	announced(server: ServerInfo, state: 'lameduck' | 'down', at: number): void {
		const track = this.#tracks.get(server.id);
		if (track === undefined) return;
		track.lastWord = { seq: server.seq, at };
		if (state === 'lameduck') track.leaving ??= { at, isSilent: false };
		else track.mark = { state: 'down', evidence: 'it announced its shutdown' };
		const judged = track.judge(at, Number.POSITIVE_INFINITY);
		track.become(judged.state, judged.evidence, at);
	}

	/**
	 * Ids of servers that told of a route to one whose id nobody serves. They may have told it before it went: they are asked
	 * once more before `unreachable` counts what they say.
	 */
	witnessesOf(id: string): string[] {
		const track = this.#tracks.get(id);
		if (track === undefined || this.#hasNamesake(track)) return [];
		return routesTo(track, this.#tracks.values())
			.routed.slice(0, mostWitnesses)
			.map((server) => server.id);
	}

	/** Nobody serves the id of a server. What others tell of routes to it counts where they were asked after `since`. */
	unreachable(id: string, at: number, since = Number.NEGATIVE_INFINITY): MonitorEvent[] {
		const track = this.#tracks.get(id);
		if (track === undefined || track.mark?.state === 'down') return [];
		if (track.takesTurns) {
			const evidence = `cut off from here: another server called ${track.info.name} is in its place`;
			track.mark = { state: 'stale', evidence };
			track.become('stale', evidence, at);
			return [];
		}
		const { routed, unrouted } = routesTo(track, this.#tracks.values(), since);
		if (routed.length > 0 && !this.#hasNamesake(track)) {
			const names = routed.slice(0, mostWitnesses).map(({ name }) => name);
			const words = `cut off from here: no responders for its id, but a route from ${names.join(', ')}`;
			return this.#cutOff(track, { state: 'stale', evidence: words, cutOff: 'seen' }, at);
		}
		const doubt = this.#isolation.doubtAbout(track.info, this.#tracks);
		if (doubt !== undefined) return this.#doubt(track, doubt, at);
		const names = unrouted.slice(0, mostWitnesses).map(({ name }) => name);
		const unseen = names.length > 0 ? ` · no route from ${names.join(', ')}` : '';
		return this.#goneDown(track, `no responders for its id${unseen}`, at);
	}

	/** A direct request was not answered in time: hung, or on its way out. */
	unanswered(id: string, at: number): MonitorEvent[] {
		const track = this.#tracks.get(id);
		if (track === undefined) return [];
		if (track.leaving) track.leaving.isSilent = true;
		if (track.mark || track.leaving) return [];
		const evidence = 'answers neither the ping nor a direct request';
		track.mark = { state: 'stale', evidence };
		if (track.state === 'stale') return [];
		track.become('stale', evidence, at);
		return [change.wentStale(track.info, at, evidence)];
	}

	/** Servers that are cut off from here, or gone: nobody can tell while our own server is all that there is to ask. */
	get doubted(): ServerInfo[] {
		return [...this.#tracks.values()].filter(({ mark }) => mark?.cutOff === 'doubt').map(({ info }) => info);
	}

	/** Another server is asked, or there is none that could be: those that are in doubt are told as cut off, once. */
	tellDoubt(at: number): MonitorEvent[] {
		const events: MonitorEvent[] = [];
		for (const { mark, info } of this.#tracks.values()) {
			if (mark?.cutOff !== 'doubt' || mark.isTold) continue;
			mark.isTold = true;
			events.push(change.wentStale(info, at, mark.evidence));
		}
		return events;
	}

	/** There is nobody else to ask: the servers that are in doubt are down. */
	confirmLoss(at: number, why: string): MonitorEvent[] {
		return [...this.#tracks.values()]
			.filter(({ mark }) => mark?.cutOff === 'doubt')
			.flatMap((track) => this.#goneDown(track, `no responders for its id · ${why}`, at));
	}

	/** True where a route to its name may lead to another server of that name. */
	#hasNamesake(track: ServerTrack): boolean {
		for (const { info, hasAnswered, mark, key } of this.#tracks.values()) {
			const isAlike = info.name === track.info.name && info.cluster === track.info.cluster;
			if (isAlike && key !== track.key && hasAnswered && mark === undefined) return true;
		}
		return false;
	}

	#goneDown(track: ServerTrack, evidence: string, at: number): MonitorEvent[] {
		track.mark = { state: 'down', evidence };
		track.become('down', evidence, at);
		// A process that never had a row of its own is not told as lost.
		return track.rival ? [] : [change.wentDown(track.info, at, evidence)];
	}

	/** It may live or not: that is told once somebody else was looked for. */
	#doubt(track: ServerTrack, evidence: string, at: number): MonitorEvent[] {
		track.mark = { state: 'stale', evidence, cutOff: 'doubt', isTold: track.mark?.isTold };
		if (!track.leaving) track.become('stale', evidence, at);
		return [];
	}

	/** Nobody serves its id where we are, and yet it lives: we cannot reach it. */
	#cutOff(track: ServerTrack, mark: Mark, at: number): MonitorEvent[] {
		const isNews = track.mark === undefined && track.state !== 'stale';
		track.mark = mark;
		if (track.leaving) return isNews ? [change.wentStale(track.info, at, `lame duck, ${mark.evidence}`)] : [];
		track.become('stale', mark.evidence, at);
		return isNews ? [change.wentStale(track.info, at, mark.evidence)] : [];
	}
}
