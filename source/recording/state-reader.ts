// Takes up a session from the lines of its state.

import type { LoggedEvent, MonitorEvent } from '../model/event.ts';
import { EventLog, type LogMemory } from '../model/event-log.ts';
import { LogLine } from '../model/log-line.ts';
import { Roster } from '../model/roster.ts';
import { resumeRoster } from '../model/roster-memory.ts';
import type { TrackMemory } from '../model/track-memory.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import { asFields, readNumber } from '../nats/read.ts';
import { type Line, timeOf } from './line.ts';
import { unpack } from './packed-value.ts';
import { readChecks, readEvent, readLink } from './read-values.ts';
import { isLogMemory, isRosterMemory, isTrackMemory } from './state-shapes.ts';

/** A session as it was remembered. */
export type Resumed = { roster: Roster; log: EventLog; link: LinkSnapshot; ownId?: string };

/** An event as it was remembered; one that says nothing where it is none. */
const eventOf = (value: unknown, at: number): MonitorEvent =>
	readEvent(value) ?? { kind: 'LINK', severity: 'warn', at, text: 'this event cannot be read' };

const lineOf = (value: LoggedEvent, at: number): LogLine => {
	const { seq, count, mixed, lastAt, since } = value;
	return new LogLine(eventOf(value, at), seq, count, mixed, lastAt, since);
};

/** The same memory with every event in it read and checked. */
const withEvents = (memory: LogMemory, at: number): LogMemory => {
	const { parts, bursts, logins } = memory;
	const part = ({ lines, dropped }: LogMemory['parts']['clients']) => ({
		lines: lines.map((line) => lineOf(line, at)),
		dropped,
	});
	const fold = ({ first, line }: { first: MonitorEvent; line: LoggedEvent }) => ({
		first: eventOf(first, at),
		line: lineOf(line, at),
	});
	return {
		...memory,
		parts: { clients: part(parts.clients), jetstream: part(parts.jetstream), servers: part(parts.servers) },
		bursts: bursts.map(([key, burst]) => [
			key,
			{
				at: burst.at,
				lines: new Map([...burst.lines].map(([client, one]) => [client, fold(one)])),
				...(burst.rest && { rest: fold(burst.rest) }),
			},
		]),
		logins: {
			hosts: logins.hosts,
			folds: new Map(
				[...logins.folds].map(([key, { latest, line, ...rest }]) => [
					key,
					{
						...{ ...rest, latest: eventOf(latest, at) },
						...(line && { line: { seq: line.seq, shown: eventOf(line.shown, at) } }),
					},
				]),
			),
		},
	};
};

/** A track as it was written: what was in it twice is one again. */
const trackIn = (value: unknown): TrackMemory | undefined => {
	const read = unpack(value);
	const fields = asFields(read);
	const slots = asFields(fields?.slots);
	if (fields === undefined || slots === undefined) return undefined;
	const whole = (sample: unknown): unknown => (sample === 'latest' ? fields.latest : sample);
	const track = {
		...fields,
		slots: { ...slots, slot: whole(slots.slot), outdated: whole(slots.outdated) },
	};
	return isTrackMemory(track) ? track : undefined;
};

/** Collects the lines of a state; gives the session with the last of them. */
export class StateReader {
	#begun?: { since: number; checks: ReturnType<typeof readChecks> };
	#tracks: TrackMemory[] = [];
	#roster?: unknown;
	#log?: unknown;

	/** Takes a line `W`. Throws where what was remembered cannot be gone on from. */
	take(line: Line): Resumed | undefined {
		const [, , what, first, second] = line;
		const at = timeOf(line);
		if (what === 'begin') {
			const fields = asFields(first) ?? {};
			this.#begun = { since: readNumber(fields, 'since') ?? at, checks: readChecks(fields.checks) };
			this.#tracks = [];
		} else if (what === 'server') {
			const track = trackIn(second);
			if (track !== undefined) this.#tracks.push(track);
		} else if (what === 'roster') this.#roster = unpack(first);
		else if (what === 'log') this.#log = unpack(first);
		else if (what === 'link') return this.#resumed(readLink(first, at), at);
		return undefined;
	}

	#resumed(link: LinkSnapshot, at: number): Resumed | undefined {
		const [tracks, memory, kept, begun] = [this.#tracks, this.#roster, this.#log, this.#begun];
		if (begun === undefined || !isRosterMemory(memory) || !isLogMemory(kept)) return undefined;
		const roster = new Roster(memory.facts.interval, { settings: begun.checks });
		const samples = new Map(tracks.map(({ key, latest }) => [key, latest?.statsz]));
		const told = new Map([...memory.judge.told].map(([key]) => [key, samples.get(key)]));
		resumeRoster(roster, { ...memory, judge: { ...memory.judge, told } }, tracks);
		const log = new EventLog(begun.since);
		log.resume(withEvents(kept, at));
		return { roster, log, link, ...(memory.facts.own !== undefined && { ownId: memory.facts.own }) };
	}
}
