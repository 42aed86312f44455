// Feeds lines of a recording to a fresh roster and log: both are then what they were in the session that was recorded.

import type { CheckSettings } from '../model/checks/check.ts';
import { EventLog } from '../model/event-log.ts';
import { Roster } from '../model/roster.ts';
import { decodeEvent } from '../nats/decode-event.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import { parseStatsz } from '../nats/links.ts';
import { asFields, parseFields, readCount, readNumber, readText } from '../nats/read.ts';
import { heed, type RosterInput, type Told, tellRoster } from '../nats/roster-input.ts';
import { readSample, readVarz } from '../nats/statsz.ts';
import { type Line, timeOf } from './line.ts';
import { readEvent, readHealthz, readLink, readServerInfo, readVarzFacts } from './read-values.ts';

/** Milliseconds between two rounds where it was not recorded. */
const usualInterval = 2000;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 4096;

/** Thresholds as they were recorded; what is none is passed over. */
const readChecks = (value: unknown): CheckSettings | undefined => {
	if (!Array.isArray(value)) return undefined;
	const settings = new Map<string, { warn?: number; critical?: number } | 'off'>();
	for (const entry of value.slice(0, 1000)) {
		const [id, setting]: unknown[] = Array.isArray(entry) ? entry : [];
		const fields = asFields(setting);
		if (!isText(id)) continue;
		if (setting === 'off') settings.set(id, 'off');
		else if (fields)
			settings.set(id, { warn: readNumber(fields, 'warn'), critical: readNumber(fields, 'critical') });
	}
	return settings;
};

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

/** The input of a roster in a line; nothing where it is none, or broken. */
const readInput = ([, code, ...rest]: Line, at: number): RosterInput | undefined => {
	switch (code) {
		case 'S': {
			const [id, rtt, data] = rest;
			const fields = parseStatsz(data instanceof Uint8Array ? data : none);
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
	/** The time of the last line. */
	at: number;

	/** `from` is the time of the first line: a recording may begin without saying so. */
	constructor(from: number) {
		this.at = from;
		this.log = new EventLog(from);
		this.link = readLink(undefined, from);
	}

	/** Takes the next line. Never throws: what is broken says nothing. */
	take(line: Line): void {
		const at = timeOf(line);
		const [, code, first, second] = line;
		this.at = at;
		if (code === 'E') this.#received(first, second, at);
		else if (code === 'N') this.#made(first, second);
		else if (code === 'A') this.#told(line, at);
		else if (code === 'L') this.link = readLink(first, at);
		else if (code === 'O') this.#begin(first, at);
		else {
			const input = readInput(line, at);
			if (input !== undefined) tellRoster(this.roster, input);
		}
	}

	#begin(value: unknown, at: number): void {
		const fields = asFields(value) ?? {};
		const interval = readCount(fields, 'interval') || usualInterval;
		this.roster = new Roster(interval, { settings: readChecks(fields.checks) });
		this.log = new EventLog(at);
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
