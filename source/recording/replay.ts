// Feeds lines of a recording to a fresh roster and log: both are then what they were in the session that was recorded.

import { EventLog } from '../model/event-log.ts';
import { HealthBook } from '../model/health/health-book.ts';
import { serverReport } from '../model/health/server-report.ts';
import { Roster } from '../model/roster.ts';
import { decodeEvent } from '../nats/decode-event.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import { parseStatsz } from '../nats/links.ts';
import { asFields, parseFields, readCount, readText } from '../nats/read.ts';
import { heed, type RosterInput, type Told, tellRoster } from '../nats/roster-input.ts';
import { readSample, readVarz } from '../nats/statsz.ts';
import { Answers } from './answers.ts';
import { type Line, timeOf } from './line.ts';
import {
	readChecks,
	readEvent,
	readHealthz,
	readLink,
	readServerInfo,
	readVarzFacts,
} from './read-values.ts';
import { ShortLists } from './short-lists.ts';
import { StateReader } from './state-reader.ts';

/** Milliseconds between two rounds where it was not recorded. */
const usualInterval = 2000;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 4096;

/** What is told seldom, from the rest of its line. */
const readTold = ([what, first, second, third]: readonly unknown[]): Told | undefined => {
	switch (what) {
		case 'cut':
		case 'back':
		case 'excuse':
		case 'gap':
		case 'left behind':
		case 'doubt':
			return [what];
		case 'connected to':
			return [what, isText(first) ? first : null];
		case 'interval':
			return typeof first === 'number' && first > 0 ? [what, first] : undefined;
		case 'credentials':
			return [what, typeof first === 'number' ? first : null];
		case 'unanswered':
		case 'loss':
			return isText(first) ? [what, readText({ first }, 'first') ?? ''] : undefined;
		case 'unreachable':
			return isText(first) && typeof second === 'number' ? [what, first, second] : undefined;
		case 'healthz': {
			const healthz = readHealthz(second);
			return isText(first) && healthz ? [what, first, healthz] : undefined;
		}
		case 'configuration': {
			const varz = readVarzFacts(second);
			return isText(first) && varz ? [what, first, varz, third === true] : undefined;
		}
		default:
			return undefined;
	}
};

const none = Buffer.alloc(0);

/** The input of a roster in a line; nothing where it is none, or broken. `lists` are those that are told in short. */
const readInput = ([, code, ...rest]: Line, at: number, lists: ShortLists): RosterInput | undefined => {
	switch (code) {
		case 'S': {
			const [id, rtt, data] = rest;
			const fields = parseStatsz(data instanceof Uint8Array ? data : none);
			if (fields && isText(id)) lists.fill(id, fields);
			const sample = fields && readSample(fields, at, typeof rtt === 'number' ? rtt : undefined);
			return sample?.server.id === id && sample ? { code, at, sample } : undefined;
		}
		case 'V': {
			const [, data] = rest;
			const fields = parseFields(data instanceof Uint8Array ? data : none);
			const read = fields && readVarz(fields);
			return read && { code, at, ...read };
		}
		case 'I': {
			const server = readServerInfo(rest[0]);
			return server && { code, at, server };
		}
		case 'B':
		case 'T':
			return { code, at };
		case 'P':
			return { code, at, isBlind: rest[2] === true };
		case 'U': {
			const told = readTold(rest);
			return told && { code, at, told };
		}
		default:
			return undefined;
	}
};

/** A session as it was, up to the last line that it was fed with. */
export class Replay {
	roster = new Roster(usualInterval);
	log: EventLog;
	link: LinkSnapshot;
	/** What failed, by what servers told in each round. */
	health: HealthBook;
	/** The id of the server connected to. */
	ownId?: string;
	/** The answers to what other screens asked; `last` of each server by its id. */
	readonly answers = new Answers();
	readonly last = new Map<string, Line>();
	readonly #state = new StateReader();
	readonly #lists = new ShortLists();
	/** The time of the last line. */
	at: number;
	/** Lines that could not be taken. */
	broken = 0;

	/** `from` is the time of the first line: a recording may begin without saying so. */
	constructor(from: number) {
		this.at = from;
		this.log = new EventLog(from);
		this.link = readLink(undefined, from);
		this.health = this.#newHealth();
	}

	#newHealth(): HealthBook {
		return new HealthBook(() => this.roster.interval);
	}

	/** Takes the next line. Never throws: what is broken says nothing. */
	take(line: Line): void {
		try {
			this.#take(line);
		} catch {
			this.broken++;
		}
	}

	#take(line: Line): void {
		const at = timeOf(line);
		const [, code, first, second] = line;
		this.at = at;
		if (code === 'E') this.#received(first, second, at);
		else if (code === 'N') this.#made(first, second);
		else if (code === 'A') this.#told(line, at);
		else if (code === 'W') this.#resume(line);
		else if (code === 'L') this.link = readLink(first, at);
		else if (code === 'Q') this.answers.take(line);
		else if (code === 'O') this.#begin(first, at);
		else {
			const input = readInput(line, at, this.#lists);
			if (input !== undefined) this.#tell(input, line);
		}
	}

	#tell(input: RosterInput, line: Line): void {
		tellRoster(this.roster, input);
		if (input.code === 'S') this.last.set(input.sample.server.id, line);
		if (input.code === 'U' && input.told[0] === 'connected to') this.ownId = input.told[1] ?? undefined;
		if (input.code === 'P' && this.link.link.phase === 'connected' && !this.roster.isCut)
			this.health.take(serverReport(this.roster.snapshot(input.at)));
	}

	#resume(line: Line): void {
		const resumed = this.#state.take(line);
		if (resumed === undefined) return;
		Object.assign(this, resumed);
		this.#lists.learn(this.roster.parts.identity.tracks.values());
		this.health = this.#newHealth();
		this.last.clear();
	}

	#begin(value: unknown, at: number): void {
		const fields = asFields(value) ?? {};
		const interval = readCount(fields, 'interval') || usualInterval;
		this.roster = new Roster(interval, { settings: readChecks(fields.checks) });
		this.log = new EventLog(at);
		this.health = this.#newHealth();
		this.last.clear();
	}

	#received(subject: unknown, data: unknown, at: number): void {
		if (!isText(subject) || !(data instanceof Uint8Array)) return;
		const event = decodeEvent(subject, data, at);
		if (event === undefined) return;
		this.log.add(event);
		heed(this.roster, event);
	}

	#made(value: unknown, count: unknown): void {
		const event = readEvent(value);
		if (event !== undefined) this.log.add(event, typeof count === 'number' && count > 0 ? count : 1);
	}

	#told([, , what, first, second]: Line, at: number): void {
		if (what === 'unread' && isText(first)) this.log.countUnread(first, at);
		if (what === 'off' && Array.isArray(first)) this.log.switchOff(first.filter(isText));
		if (what !== 'name' || !isText(first)) return;
		const name = readText({ second }, 'second');
		if (name !== undefined) this.log.learnName(readText({ first }, 'first') ?? '', name);
	}
}
