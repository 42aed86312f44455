// An archive as something that can be looked back on: a past of one moment, when the gathering ended.

import type { MonitorEvent } from '../model/event.ts';
import { EventLog } from '../model/event-log.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import { HealthBook } from '../model/health/health-book.ts';
import { serverReport } from '../model/health/server-report.ts';
import type { Roster } from '../model/roster.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import { askHealthz } from '../nats/healthz.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import { parseFields } from '../nats/read.ts';
import { askVarz } from '../nats/statsz.ts';
import type { Moment, Past } from '../recording/past.ts';
import { redactPayload } from '../system/redact.ts';
import { capturedText } from './archive-line.ts';
import { type OpenArchive, openArchive } from './open-archive.ts';
import { statszText } from './statsz.ts';

/** There are no rounds: so long a system is taken to be as it was, milliseconds. */
const interval = 10_000;

/** Nobody waits for an answer of an archive. */
const timeout = 5000;

/** What servers say of their configuration and their health, beside their statsz. */
const askMore = async ({ wire, servers }: OpenArchive, roster: Roster): Promise<void> => {
	for (const { info } of servers.values()) {
		const varz = await askVarz(wire, info.id, timeout);
		if (varz.ok) roster.describe(info.id, varz.value, wire.now());
		const healthz = await askHealthz(wire, info, 'full', { timeout });
		if (healthz.ok) roster.says(info.id, healthz.value);
	}
};

const fleetOf = async (opened: OpenArchive): Promise<FleetSnapshot> => {
	const { wire } = opened;
	const meanwhile = (roster: Roster): Promise<void> => askMore(opened, roster);
	const { fleet } = await gatherServers(wire, { timeout, meanwhile });
	return fleet;
};

/** The link that there was when it was made, in place of one of ours. */
const linkOf = (opened: OpenArchive): LinkSnapshot => {
	const server = opened.wire.server();
	return {
		link: {
			...{ phase: 'connected', origin: 'archive', url: capturedText(opened), since: opened.from, attempt: 0 },
			...(server && { serverName: server.name }),
		},
		...{ access: 'yes', outcome: '', stepsDone: 4 },
		...(server && { serverVersion: server.version }),
	};
};

/** The statsz of servers as texts, by their ids, for the view of raw JSON. */
const rawTexts = async ({ archive, servers }: OpenArchive): Promise<ReadonlyMap<string, string>> => {
	const texts = new Map<string, string>();
	for (const [id, server] of servers) {
		const text = await statszText(archive, server);
		if (text !== undefined) texts.set(id, text);
	}
	return texts;
};

/** Why the log has nothing of what happened. */
const nothingHeard = (at: number): MonitorEvent => ({
	...{ kind: 'ARCHIVE', severity: 'info', at },
	text: 'an archive is one sample: events, rates, round trips and users of connections are not in it',
});

const momentOf = async (opened: OpenArchive): Promise<Moment> => {
	const { wire, to: at } = opened;
	const fleet = await fleetOf(opened);
	const health = new HealthBook(() => interval);
	health.take(serverReport(fleet));
	const texts = await rawTexts(opened);
	const log = new EventLog(at);
	for (const event of [nothingHeard(at), ...(await opened.events())]) log.add(event);
	// Nobody listened: how many clients came is not known.
	const { connects: _, ...events } = log.snapshot(at);
	return {
		...{ at, interval, servers: { fleet }, events, link: linkOf(opened), health, wire },
		askedAt: () => [at],
		rawOf(id) {
			const text = texts.get(id);
			return text === undefined
				? undefined
				: { id, at, data: redactPayload(parseFields(text, text.length), false) };
		},
	};
};

/** More parts than this are not all read only to be judged. */
const mostJudged = 5000;

/**
 * Opens an archive. Fails with an ArchiveError; its moment never does. `judge` adds what checks of lists find to what those of
 * servers do; it is left out where the archive is too large to be read as a whole.
 */
export const openArchivePast = async (
	path: string,
	judge?: (moment: Moment) => Promise<void>,
): Promise<Past> => {
	const opened = await openArchive(path);
	let moment: Promise<Moment> | undefined;
	return {
		title: opened.archive.name,
		word: 'ARCHIVE',
		from: opened.from,
		to: () => opened.to,
		rounds: () => [opened.to],
		moment() {
			moment ??= momentOf(opened).then(async (known) => {
				if (opened.archive.parts.manifest.size <= mostJudged) await judge?.(known);
				return known;
			});
			return moment;
		},
		trouble() {
			const [damage] = opened.archive.parts.damages;
			return damage && `${damage.path} cannot be read: ${damage.why}`;
		},
		close: () => opened.close(),
	};
};
