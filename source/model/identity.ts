// Tells which server a process is: tracks by process id, and which new process continues an ended one.

import * as change from './change.ts';
import type { MonitorEvent } from './event.ts';
import type { Sample, ServerInfo } from './server.ts';
import { ServerTrack } from './server-track.ts';

/** More rows than any system has; what comes beyond is somebody inventing servers. */
export const mostRows = 4000;

/** What a process sent before it ended arrives no later than this, milliseconds; its heartbeats after that are a sign of life. */
const echoSpan = 10_000;

/** For so long a new process with a known name is asked about before it has a row of its own, milliseconds. */
const askingSpan = 3000;

/** Two answers to one question may seem to be to others by this, milliseconds: our clock and its count are not the same. */
const sameQuestion = 5;

/** They are asked again after this, milliseconds. */
const askAgainAfter = 1000;

/** A name that nats-server makes up for a cluster without one; servers take over each other's as they meet. */
const madeUp = /^[\dA-Za-z]{22}$/;

const isSameCluster = (a: ServerInfo, b: ServerInfo): boolean =>
	a.cluster === b.cluster || (madeUp.test(a.cluster ?? '') && madeUp.test(b.cluster ?? ''));

/** How likely one process continues another of its name and cluster: what stays in a new process tells. */
const likeness = ({ info: old, hasEnded }: ServerTrack, server: ServerInfo): number =>
	(old.cluster === server.cluster ? 16 : 0) +
	(hasEnded ? 8 : 0) +
	(old.host === server.host ? 4 : 0) +
	(old.domain === server.domain ? 2 : 0) +
	(old.tags.join() === server.tags.join() ? 1 : 0);

/** Everything that is remembered of ids. */
export type IdentityMemory = {
	isBlind: boolean;
	isFull: boolean;
	replaced: ReadonlyMap<string, number>;
	keys: ReadonlySet<string>;
	contenders: readonly (readonly [id: string, askedAt?: number])[];
};

/** The tracks of all processes by their ids, and ids of the past. */
export class Identity {
	readonly tracks = new Map<string, ServerTrack>();
	/** Nobody can be asked: heartbeats are all there is. */
	isBlind = false;
	/** Ids that a restart replaced, and when that was seen. */
	readonly #replaced = new Map<string, number>();
	/** New processes with a known name, and when they were asked about last. */
	readonly #contenders = new Map<ServerTrack, number>();
	/** Keys of rows: a row that goes on in a new process keeps the id of the old one. */
	readonly #keys = new Set<string>();
	#isFull = false;

	/** Everything it remembers beside the tracks; new processes with a known name by their ids. */
	get memory(): IdentityMemory {
		return {
			...{ isBlind: this.isBlind, isFull: this.#isFull, replaced: this.#replaced, keys: this.#keys },
			contenders: [...this.#contenders].map(([{ info }, askedAt]) => [info.id, askedAt]),
		};
	}

	/** Takes up what another one remembered, once the tracks are there. */
	set memory({ isBlind, isFull, replaced, keys, contenders }: IdentityMemory) {
		this.isBlind = isBlind;
		this.#isFull = isFull;
		for (const [id, at] of replaced) this.#replaced.set(id, at);
		for (const key of keys) this.#keys.add(key);
		for (const [id, askedAt = Number.NEGATIVE_INFINITY] of contenders) {
			const track = this.tracks.get(id);
			if (track) this.#contenders.set(track, askedAt);
		}
	}

	/** The track of a sample; a new one where its id is unknown. Nothing for an echo of a process that ended, or when full. */
	trackOf(sample: Sample): { track?: ServerTrack; isNew: boolean } {
		const { server, receivedAt } = sample;
		const known = this.tracks.get(server.id);
		if (known) return { track: known, isNew: false };
		if (this.#isEcho(sample)) return { isNew: false };
		const track = this.#add(server, receivedAt);
		const rival = track && this.#rivalOf(track);
		if (rival) this.#contend(track, rival);
		return { track, isNew: true };
	}

	/** Takes a track away; its id may come again as a new one. */
	remove({ key, info }: ServerTrack): boolean {
		this.#keys.delete(key);
		return this.tracks.delete(info.id);
	}

	/** Of those that have one name and never answered the last is asked about: a process that ended, or an invention, sends nothing more. */
	#contend(track: ServerTrack, rival: ServerTrack): void {
		track.rival = rival;
		for (const other of this.#contenders.keys()) {
			if (other.rival !== rival || other.hasAnswered) continue;
			this.remove(other);
			this.#contenders.delete(other);
		}
		this.#contenders.set(track, Number.NEGATIVE_INFINITY);
	}

	/** A row before its first statsz, by an answer to IDZ. Ignored where the name is known already. */
	introduce(server: ServerInfo, at: number): void {
		if (this.tracks.has(server.id) || this.#replaced.has(server.id)) return;
		for (const track of this.tracks.values()) if (track.info.name === server.name) return;
		this.#add(server, at);
	}

	/** Says once that not everything there is can be shown. */
	newsOfLimit(at: number): MonitorEvent[] {
		if (this.tracks.size < mostRows) {
			if (this.tracks.size < mostRows / 2) this.#isFull = false;
			return [];
		}
		if (this.#isFull) return [];
		this.#isFull = true;
		return [change.full(at, mostRows)];
	}

	/** Ids that must be asked now: new processes with a name that is known, and those whose name it is; each once a second. */
	inQuestion(now: number): string[] {
		const ids: string[] = [];
		for (const [{ info, rival }, askedAt] of this.#contenders) {
			if (rival === undefined || now - askedAt < askAgainAfter) continue;
			ids.push(info.id);
			if (!rival.hasEnded) ids.push(rival.info.id);
		}
		for (const [track, askedAt] of this.#contenders)
			if (now - askedAt >= askAgainAfter) this.#contenders.set(track, now);
		return ids;
	}

	/**
	 * True for a row; a new process with a known name has none before it is known whether it continues that server, which is
	 * not asked for long, nor before it has answered, where it can be asked.
	 */
	isShown(track: ServerTrack, now: number): boolean {
		if (track.rival === undefined) return true;
		return (track.hasAnswered || this.isBlind) && now - track.firstSeen > askingSpan;
	}

	/**
	 * Decides about new processes with a known name. Where the old one has ended it is a restart, once the new one has answered,
	 * or where nobody can be asked; where the old one is alive they are two servers.
	 */
	settle(at: number): MonitorEvent[] {
		const events: MonitorEvent[] = [];
		for (const fresh of this.#contenders.keys()) {
			const decided = this.#decide(fresh, at);
			if (decided === undefined) continue;
			events.push(...decided);
			fresh.rival = undefined;
			this.#contenders.delete(fresh);
		}
		return events;
	}

	/** What is told of a new process with a known name; nothing while it is not known what to tell. */
	#decide(fresh: ServerTrack, at: number): MonitorEvent[] | undefined {
		const { rival: old, info } = fresh;
		if (old === undefined || this.tracks.get(info.id) !== fresh) return [];
		if (this.tracks.get(old.info.id) !== old) return [];
		// Both have answered one question, or the old one a later one.
		if (fresh.hasAnswered && old.provenAt >= fresh.provenAt - sameQuestion)
			return [change.sameName(info, at, old.info.id)];
		// They take turns: a hub lets in only one leafnode of a name.
		if (fresh.ranBeside(old)) {
			fresh.takesTurns = true;
			old.takesTurns = true;
			return [change.sameName(info, at, old.info.id)];
		}
		// It ended before anybody could ask it, or it never was.
		if (fresh.state === 'down' && !fresh.hasAnswered) {
			this.remove(fresh);
			return [];
		}
		return old.hasEnded && (fresh.hasAnswered || this.isBlind) ? this.#replace(old, fresh) : undefined;
	}

	/** After a round: who has the name of another living server of its cluster. */
	findTwins(): void {
		const holders = new Map<string, ServerTrack[]>();
		for (const track of this.tracks.values()) {
			track.twins = undefined;
			if (!track.inRound || track.rival) continue;
			const name = `${track.info.cluster ?? ''}\n${track.info.name}`;
			const held = holders.get(name);
			if (held) held.push(track);
			else holders.set(name, [track]);
		}
		for (const held of holders.values()) {
			if (held.length === 1) continue;
			for (const track of held)
				track.twins = held.filter((other) => other !== track).map(({ info }) => info.id);
		}
	}

	/** What was sent by a process that a restart replaced, before it ended; what it answers after that proves it alive. */
	#isEcho({ server, receivedAt, rtt }: Sample): boolean {
		const replacedAt = this.#replaced.get(server.id);
		if (replacedAt === undefined) return false;
		const isAlive = rtt === undefined ? receivedAt - replacedAt > echoSpan : receivedAt - rtt > replacedAt;
		if (isAlive) this.#replaced.delete(server.id);
		return !isAlive;
	}

	#rivalOf({ info, key }: ServerTrack): ServerTrack | undefined {
		let best: ServerTrack | undefined;
		for (const track of this.tracks.values()) {
			if (track.info.name !== info.name || track.key === key || track.rival || !track.latest) continue;
			if (!isSameCluster(track.info, info)) continue;
			if (best === undefined || likeness(track, info) > likeness(best, info)) best = track;
		}
		return best;
	}

	#replace(old: ServerTrack, fresh: ServerTrack): MonitorEvent[] {
		const [oldId, id] = [old.info.id, fresh.info.id];
		const sample = fresh.latest;
		if (sample === undefined) return [];
		this.#replaced.set(oldId, sample.receivedAt);
		const [oldest] = this.#replaced.keys();
		if (this.#replaced.size > mostRows && oldest !== undefined) this.#replaced.delete(oldest);
		this.remove(fresh);
		this.tracks.delete(oldId);
		this.tracks.set(id, old);
		return old.restart(fresh, sample);
	}

	/** A new track, for which rows that never answered make room, and then those of servers that are down. */
	#add(server: ServerInfo, at: number): ServerTrack | undefined {
		if (this.tracks.size >= mostRows && !this.#makeRoom()) return undefined;
		let key = server.id;
		while (this.#keys.has(key)) key += '#';
		this.#keys.add(key);
		const track = new ServerTrack(key, server, at);
		this.tracks.set(server.id, track);
		return track;
	}

	#makeRoom(): boolean {
		let down: ServerTrack | undefined;
		for (const track of this.tracks.values()) {
			if (!track.hasAnswered && !this.isBlind) return this.remove(track);
			if (track.state === 'down') down ??= track;
		}
		return down !== undefined && this.remove(down);
	}
}
