// Linear mode, for screen readers: says changes in sentences, one a line. No colours, no moving cursor.

import type { Config } from '../config/config.ts';
import { toAscii } from '../format/text.ts';
import { Session } from '../hooks/session.ts';
import type { LoggedEvent } from '../model/event.ts';
import { zoneAt } from '../model/local-time.ts';
import { subjects } from '../nats/subjects.ts';
import { parseEventFilter } from '../screens/events/filter.ts';
import { mainScreen } from '../screens/registry.ts';
import { type ExitCode, exitCodes, harmless, type Output } from '../system/output.ts';
import { Pace } from './pace.ts';
import { readKeys, suspendJob } from './read-keys.ts';
import { connectedSentence, counted, eventSentence, isSaid, keysSentence, summary } from './sentences.ts';
import { Troubles } from './troubles.ts';

/** Milliseconds between two looks at what is new. */
const sayEvery = 1000;

/** The most milliseconds that the first summary waits for servers. */
const patience = 3000;

/** The choices that a list is asked with; only the keys of its rows are read, which do not depend on these. */
const choices = { totals: false, exact: false, keys: false };

/** Says everything about one session. */
class Teller {
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

	sumUp(now: number): void {
		const { fleet } = this.session.servers.get();
		this.say(summary(fleet, this.#troubles.now, this.session.link.get().link, now));
	}

	/** Says everything new since the last call. */
	tell(startedAt: number, now: number): void {
		const { link, access } = this.session.link.get();
		// Later changes of the link are in the log.
		if (link.phase === 'connected' && this.#phase === 'connecting' && access !== 'no')
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
		for (const sentence of this.#pace.take(said, now, (event) => eventSentence(event, nameOf)))
			this.say(sentence);
	}
}

/** Runs until `q`, until there is no connection and will be none, or until it is stopped; gives the exit code. */
export const linear = async (
	config: Config,
	version: string,
	output: Output,
	stop: AbortSignal,
): Promise<ExitCode> => {
	let failed: string | undefined;
	let end: (code: ExitCode) => void = () => undefined;
	const ended = new Promise<ExitCode>((resolve) => {
		end = resolve;
	});
	const session = new Session({
		settings: config.connection,
		origin: config.origin,
		wait: config.wait,
		interval: config.interval,
		checks: config.checks,
		onFailed: (sentence) => {
			failed = sentence;
			end(exitCodes.failure);
		},
	});
	const startedAt = session.now();
	const teller = new Teller(session, config, output);
	teller.say(`natstop ${version}, ${config.origin}; times are in ${zoneAt(startedAt)}.`);
	const check = (): void => {
		const { access, outcome } = session.link.get();
		if (access !== 'no') return;
		failed = `connected, but not to the system account: ${subjects.ping}: ${outcome}; give credentials of a system-account user with --context or --creds`;
		end(exitCodes.notSystemAccount);
	};
	const timer = setInterval(() => {
		check();
		teller.tell(startedAt, session.now());
	}, sayEvery);
	const leave = readKeys(process.stdin, (key) => {
		if (key === 'q') end(exitCodes.fine);
		else if (key === 'enter') teller.sumUp(session.now());
		else if (key === '?') teller.say(keysSentence);
		else if (key === 'suspend') suspendJob(process.stdin);
	});
	const interrupt = (): void => end(exitCodes.interrupted);
	stop.addEventListener('abort', interrupt, { once: true });
	try {
		session.start();
		const code = await ended;
		if (failed !== undefined) output.complain(failed);
		return code;
	} finally {
		clearInterval(timer);
		stop.removeEventListener('abort', interrupt);
		leave();
		await session.stop();
	}
};
