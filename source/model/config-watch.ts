// Compares each VARZ of a server with the one before: whether its configuration was loaded anew, and what changed.

import * as change from './change.ts';
import { configNews } from './config-news.ts';
import type { MonitorEvent } from './event.ts';
import type { Varz } from './server.ts';
import type { ServerTrack } from './server-track.ts';

/** Takes the VARZ of a server and gives what is new in it; nothing for `ours`, a reload that we sent ourselves. */
export const describeServer = (track: ServerTrack, varz: Varz, at: number, ours: boolean): MonitorEvent[] => {
	const before = track.varz;
	track.varz = varz;
	track.touch();
	// A process that began while we watched loaded its configuration as it began, and told both as one time.
	const loadedAt = before?.configLoadTime ?? (track.beganInView ? track.latest?.statsz.start : undefined);
	const reloaded = loadedAt !== undefined && varz.configLoadTime !== loadedAt;
	if (ours || !reloaded) return [];
	const digest = before?.configDigest;
	const changed = digest === undefined ? undefined : digest !== varz.configDigest;
	const news = before === undefined ? [] : configNews(before, varz);
	return [change.configChanged(track.info, at, news, changed)];
};
