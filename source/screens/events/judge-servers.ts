// Judges servers for a stream of events, once a second, as the monitor does for its screen.

import type { MonitorEvent } from '../../model/event.ts';
import { HealthBook } from '../../model/health/health-book.ts';
import { healthEvents } from '../../model/health/health-news.ts';
import { serverReport } from '../../model/health/server-report.ts';
import type { Roster } from '../../model/roster.ts';

/** No more often than this, milliseconds. */
const every = 1000;

export type JudgeServers = {
	roster: () => Roster;
	interval: number;
	now: () => number;
	tell: (event: MonitorEvent) => void;
};

/** Gives what is to be called when anything about servers has changed. */
export const judgeServers = ({ roster, interval, now, tell }: JudgeServers): (() => void) => {
	const book = new HealthBook(
		() => interval,
		(news) => {
			for (const event of healthEvents(news)) tell(event);
		},
	);
	let judgedAt = Number.NEGATIVE_INFINITY;
	return () => {
		const at = now();
		// A clock that was set back judges anew.
		if (Math.abs(at - judgedAt) < every) return;
		judgedAt = at;
		const known = roster();
		const fleet = known.snapshot(at);
		if (fleet.rounds > 0 && !known.isCut) book.take(serverReport(fleet));
	};
};
