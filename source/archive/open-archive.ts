// Opens an archive: the wire into it, the span over which it was made, and one line that says what it is.

import type { MonitorEvent } from '../model/event.ts';
import { Archive, type ArchivedServer } from './archive.ts';
import { unreadable } from './archive-error.ts';
import { ArchiveWire } from './archive-wire.ts';
import { archiveEvents } from './warnings.ts';

/** An open archive. Times are ms since the epoch. */
export type OpenArchive = {
	archive: Archive;
	servers: ReadonlyMap<string, ArchivedServer>;
	wire: ArchiveWire;
	/** When the gathering began and ended. */
	from: number;
	to: number;
	/** What is wrong with it so far; parts are read when they are wanted, and more can turn up then. */
	events: () => Promise<readonly MonitorEvent[]>;
	close: () => void;
};

/** When it was made. Where it does not say, when its servers told what is in it. */
const spanOf = (
	{ gathering }: Archive,
	servers: ReadonlyMap<string, ArchivedServer>,
): { from: number; to: number } => {
	const times = [...servers.values()].flatMap(({ info }) => info.time ?? []);
	const latest = times.reduce((most, time) => Math.max(most, time), 0);
	const to = gathering.to ?? (latest > 0 ? latest : (gathering.from ?? 0));
	const earliest = times.reduce((least, time) => Math.min(least, time), to);
	const from = gathering.from !== undefined && gathering.from <= to ? gathering.from : earliest;
	return { from: Math.max(0, from), to };
};

/** Opens it. Fails with an ArchiveError. */
export const openArchive = async (path: string): Promise<OpenArchive> => {
	const archive = await Archive.open(path);
	const servers = await archive.servers();
	if (servers.size === 0) {
		archive.close();
		unreadable(`${path} is no archive that can be opened: nothing of any server is in it`);
	}
	const span = spanOf(archive, servers);
	return {
		...{ archive, servers, ...span },
		wire: new ArchiveWire(archive, servers, span.to),
		events: () => archiveEvents(archive, span.to),
		close: () => archive.close(),
	};
};
