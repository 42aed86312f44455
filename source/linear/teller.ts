// Says what is new about one session: sentences about its link, its servers and whatever else checks find.

import type { Config } from '../config/config.ts';
import { toAscii } from '../format/text.ts';
import type { Session } from '../hooks/session.ts';
import type { LoggedEvent, MonitorEvent } from '../model/event.ts';
import type { HealthFinding } from '../model/health/finding.ts';
import type { HealthNews } from '../model/health/health-book.ts';
import { healthEvents } from '../model/health/health-news.ts';
import { isRefused } from '../nats/link-snapshot.ts';
import { parseEventFilter } from '../screens/events/filter.ts';
import { mainScreen } from '../screens/registry.ts';
import { harmless, type Output } from '../system/output.ts';
import { Pace } from './pace.ts';
import {
	connectedSentence,
	counted,
	eventSentence,
	findingWords,
	isSaid,
	keysSentence,
	summary,
} from './sentences.ts';
import { Troubles } from './troubles.ts';

/** The most milliseconds that the first summary waits for servers. */
const patience = 3000;

/** The choices that a list is asked with; only the keys of its rows are read, which do not depend on these. */
const choices = { totals: false, exact: false, keys: false };

/** Findings that wait for the next look; of more the oldest are left out. */
const mostFound = 100;

/** Servers have sentences of their own; the rest is told as its events are. */
const isElsewhere = ({ kind }: Pick<HealthFinding, 'kind'>): boolean => kind !== 'server';

/** Says everything about one session. */
export class Teller {
	readonly #troubles = new Troubles();
	readonly #pace = new Pace();
	readonly #matches: (event: LoggedEvent) => boolean;
	#shots: ReturnType<typeof mainScreen.open>;
	/** The number of the last event that was looked at. */
	#seq = -1;
	#rounds = 0;
	#begun = false;
	#phase = 'connecting';
	#leftOut = 0;
	/** What checks have found of anything but servers since the last look, and commands that failed. */
	#found: LoggedEvent[] = [];

	constructor(
		readonly session: Session,
		readonly config: Config,
		readonly output: Output,
	) {
		const filter = parseEventFilter(config.screens.events?.filter ?? '');
		this.#matches = (event) =>
			!filter.ok || filter.matches(event, (account) => session.events.get().accountNames.get(account));
		this.#shots = mainScreen.open(session.watching);
	}

	/** Writes one line; lines that a reader did not take in time are counted, and the count is told. */
	say(sentence: string): void {
		const text = harmless(sentence).replaceAll('\n', ' ');
		const line = this.config.ascii ? toAscii(text) : text;
		const { output } = this;
		const gap = this.#leftOut;
		if (gap > 0 && output.offer(`${counted(gap, 'sentence')} left out: nobody read them in time.`))
			this.#leftOut = 0;
		if (this.#leftOut > 0 || !output.offer(line)) this.#leftOut++;
	}

	/** Takes what checks have found: of servers that is seen anyway. */
	found(news: readonly HealthNews[]): void {
		for (const event of healthEvents(news.filter(({ finding }) => isElsewhere(finding)))) this.tellOf(event);
	}

	/** Takes an event of our own, which is told with the next look. */
	tellOf(event: MonitorEvent): void {
		this.#found.push({ ...event, seq: 0, count: 1, mixed: false, lastAt: event.at });
		if (this.#found.length > mostFound) this.#found.shift();
	}

	sumUp(now: number): void {
		const { fleet } = this.session.servers.get();
		const { findings } = this.session.health.snapshot(now);
		const troubles = [...this.#troubles.now, ...findings.filter(isElsewhere).map(findingWords)];
		this.say(summary(fleet, troubles, this.session.link.get().link, now));
	}

	/** Says everything new since the last call. */
	tell(startedAt: number, now: number): void {
		const snapshot = this.session.link.get();
		const { link } = snapshot;
		// Later changes of the link are in the log.
		if (link.phase === 'connected' && this.#phase === 'connecting' && !isRefused(snapshot))
			this.say(connectedSentence(link));
		this.#phase = link.phase;
		const { fleet } = this.session.servers.get();
		const isDue = fleet.rounds > 1 || now - startedAt > patience;
		if (!this.#begun && !(link.phase === 'connected' && isDue)) return;
		this.#tellEvents(now);
		if (fleet.rounds !== this.#rounds || !this.#begun) {
			this.#rounds = fleet.rounds;
			const sentences = this.#troubles.look(fleet, this.#meant(now), now);
			// Values are old while nobody can be asked.
			if (link.phase === 'connected') for (const sentence of sentences) this.say(sentence);
		}
		if (this.#begun) return;
		this.#begun = true;
		this.sumUp(now);
		this.say(keysSentence);
	}

	/** Keys of the servers that pass the filter. */
	#meant(now: number): ReadonlySet<string> {
		const { sort } = mainScreen;
		const filter = this.config.screens[mainScreen.id]?.filter ?? '';
		const state = { sort, filter, wide: true, offset: 0, off: [] };
		return new Set(this.#shots.get().list(state, { now, totals: false }, choices).keys);
	}

	#tellEvents(now: number): void {
		const { events, accountNames } = this.session.events.get();
		const nameOf = (account: string): string => accountNames.get(account) ?? account;
		// Troubles at the start are in the summary.
		const isNew = ({ kind, severity }: LoggedEvent): boolean =>
			this.#begun || severity !== 'info' || (kind !== 'NEW' && kind !== 'LINK');
		const fresh = events.filter((event) => event.seq > this.#seq && isNew(event));
		this.#seq = events.reduce((most, { seq }) => Math.max(most, seq), this.#seq);
		const said = fresh.filter((event) => isSaid(event) && this.#matches(event));
		this.#troubles.heard(said);
		const all = [...said, ...this.#found.splice(0).filter(this.#matches)];
		for (const sentence of this.#pace.take(all, now, (event) => eventSentence(event, nameOf)))
			this.say(sentence);
	}
}
