// Takes one snapshot of all servers, for the commands without a screen.

import { setTimeout as wait } from 'node:timers/promises';
import type { CheckSettings } from '../model/checks/check.ts';
import { isComplete, silentPeers } from '../model/completeness.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import { Roster } from '../model/roster.ts';
import type { Sample } from '../model/server.ts';
import type { GatherEnd } from './gather.ts';
import { askStatsz, sampleOver } from './statsz.ts';
import { inboxPattern, mostSubscriptions, subjects } from './subjects.ts';
import type { Wire } from './wire.ts';

const endText: Partial<Record<GatherEnd, string>> = {
	'no-responders': 'no responders',
	absent: 'not in the archive',
};

const endWords = (end: GatherEnd, timeout: number): string => endText[end] ?? `nothing in ${timeout / 1000}s`;

/** Why a server refuses our request, in words. */
type Objection = { subject?: string; words: string };

/** Calls `tell` for everything the server refuses us, until the function it returns is called. */
const watchObjections = (wire: Wire, tell: (objection: Objection) => void): (() => void) =>
	wire.watch((news) => {
		if (news.type !== 'error') return;
		const { kind, error, permission } = news;
		if (permission?.operation === 'publish') {
			tell({ subject: permission.subject, words: `not permitted to publish ${permission.subject}` });
		} else if (permission !== undefined) {
			tell({ words: `not permitted to subscribe ${inboxPattern(permission.subject)}` });
		} else if (kind === 'limit') {
			tell({ words: `${error}; this command needs 3 at a time, the monitor ${mostSubscriptions}` });
		}
	});

/** `again`: milliseconds after which all servers are asked a second time, so that rates are known. */
export type GatherServersOptions = {
	timeout: number;
	again?: number;
	settings?: CheckSettings;
	/** Asks for more about the servers of the first round, which it learns. */
	meanwhile?: (roster: Roster, first: FleetSnapshot) => Promise<void>;
};

/** Runs one round. `missing`: known ids that did not answer. `why`: why no server answered, where none did. */
const round = async (
	wire: Wire,
	roster: Roster,
	timeout: number,
): Promise<{ why: string; missing: string[]; silent: string[] }> => {
	roster.beginRound(wire.now());
	const samples = new Map<string, Sample>();
	let objection: Objection | undefined;
	const refused = new AbortController();
	const stop = watchObjections(wire, (told) => {
		objection ??= told;
		if (told.subject === undefined || told.subject === subjects.ping) refused.abort();
	});
	const end = await wire.gather(subjects.ping, undefined, {
		signal: refused.signal,
		expected: roster.expected(),
		maxWait: timeout,
		enough: () => isComplete([...samples.values()]),
		onAnswer: ({ fields, ms }) => {
			const sample = sampleOver(wire, fields, ms);
			if (sample === undefined) return undefined;
			roster.heard(sample);
			samples.set(sample.server.id, sample);
			return sample.server.id;
		},
	});
	stop();
	return {
		why: objection?.words ?? endWords(end, timeout),
		missing: roster.endRound(wire.now()),
		silent: silentPeers([...samples.values()]),
	};
};

/** Asks a server directly that answered the first round and not the second, as the monitor does. */
const probe = async (wire: Wire, roster: Roster, id: string, timeout: number): Promise<void> => {
	const result = await askStatsz(wire, id, timeout);
	if (result.ok) roster.heard(result.value.sample);
	else if (result.failure.kind === 'no-responders') roster.unreachable(id, wire.now());
	else if (result.failure.kind === 'timeout') roster.unanswered(id, wire.now());
};

/**
 * Asks all servers once, or twice. A round ends 300 ms after the last answer, sooner when no server can be missing, after
 * `timeout` milliseconds, or at once where the server does not let us ask. `why`: why no server answered, where none did.
 * `silent`: names of servers that did not answer although others have a route to them.
 */
export const gatherServers = async (
	wire: Wire,
	{ timeout, again, settings, meanwhile }: GatherServersOptions,
): Promise<{ fleet: FleetSnapshot; why: string; silent: string[] }> => {
	const roster = new Roster(Math.max(timeout, again ?? 0), { atOnce: true, settings });
	const began = performance.now();
	const { why, silent } = await round(wire, roster, timeout);
	await meanwhile?.(roster, roster.snapshot(wire.now()));
	// Two looks are needed for what shows over rounds: the first by all that is known by then.
	roster.tick(wire.now());
	if (again !== undefined && roster.snapshot(wire.now()).rows.length > 0) {
		await wait(Math.max(0, again - (performance.now() - began)));
		const { missing } = await round(wire, roster, timeout);
		roster.interval = again;
		await Promise.all(missing.map((id) => probe(wire, roster, id, Math.min(timeout, 1000))));
		roster.tick(wire.now());
	}
	const fleet = roster.snapshot(wire.now());
	const shown = new Set(fleet.rows.map(({ info }) => info.name));
	return { fleet, why, silent: silent.filter((name) => !shown.has(name)) };
};
