// Alerts for people who look away: the terminal is told, or a command of theirs is run, when a check turns critical.

import type { HealthFinding } from '../model/health/finding.ts';
import type { HealthNews } from '../model/health/health-book.ts';
import { findingJson } from '../screens/health/json.ts';
import { clean } from '../system/clean.ts';
import type { Notification } from '../system/notifications.ts';
import { runCommand } from '../system/run-command.ts';

export type AlertOptions = {
	notify: Notification;
	/** A program and its arguments; absent where nothing is to be run. */
	onCritical?: readonly string[];
	/** Writes to the terminal between two frames. */
	writeRaw: (sequence: string) => void;
	/** Told once in a row why the command failed. */
	onFailed: (why: string) => void;
	clock?: () => number;
	run?: typeof runCommand;
};

/** The terminal is told no more often than this, milliseconds; what comes meanwhile is told together. */
const notifyEvery = 5000;

/** What turns critical again so soon was told, milliseconds: a link that comes and goes calls once a minute. */
const toldSpan = 60_000;

/** Findings that are remembered as told; of more the oldest are forgotten. */
const mostTold = 1000;

/** A command is started no more often than this, milliseconds, and only one at a time. */
const runEvery = 1000;

/** Findings that wait for the command: the oldest are left out, and counted. */
const mostWaiting = 100;

/** Cells of a notification. */
const longestNotice = 120;

/** `natstop: quorum APP/AUDIT: no leader and 2 more`, without anything that could end the sequence. */
const noticeOf = (first: HealthFinding | undefined, more: number): string => {
	const text = first === undefined ? '' : `${first.check} ${first.name}: ${first.text}`;
	const rest = more > 0 ? ` and ${more} more` : '';
	return `${clean(`natstop: ${text}`, longestNotice - rest.length)}${rest}`;
};

export class Alerts {
	readonly #options: AlertOptions;
	readonly #clock: () => number;
	#notifiedAt = Number.NEGATIVE_INFINITY;
	/** When findings were told, by their keys, the oldest first. */
	readonly #told = new Map<string, number>();
	/** What the terminal is told next: the first of them, and how many more. */
	#unsaid?: { first: HealthFinding; more: number };
	#notifier?: NodeJS.Timeout;
	#waiting: HealthFinding[] = [];
	#leftOut = 0;
	#isRunning = false;
	#lastFailure?: string;
	#timer?: NodeJS.Timeout;
	#isClosed = false;

	constructor(options: AlertOptions) {
		this.#options = options;
		this.#clock = options.clock ?? (() => performance.now());
	}

	/** Takes what changed; only what is critical now is told. Never waits. */
	tell(news: readonly HealthNews[]): void {
		const critical = news
			.filter(({ turn, finding }) => (turn === 'bad' || turn === 'worse') && finding.severity === 'critical')
			.map(({ finding }) => finding)
			.filter((finding) => this.#isNew(finding));
		const [first] = critical;
		if (first === undefined || this.#isClosed) return;
		this.#unsaid = {
			first: this.#unsaid?.first ?? first,
			more: this.#unsaid === undefined ? critical.length - 1 : this.#unsaid.more + critical.length,
		};
		this.#notify();
		if (this.#options.onCritical === undefined) return;
		this.#waiting.push(...critical);
		const tooMany = Math.max(0, this.#waiting.length - mostWaiting);
		this.#leftOut += tooMany;
		this.#waiting.splice(0, tooMany);
		this.#next();
	}

	close(): void {
		this.#isClosed = true;
		this.#waiting = [];
		clearTimeout(this.#timer);
		clearTimeout(this.#notifier);
	}

	/** Whether it was not told a short while ago; remembers that it is told now. */
	#isNew({ key }: HealthFinding): boolean {
		const now = this.#clock();
		if (now - (this.#told.get(key) ?? Number.NEGATIVE_INFINITY) < toldSpan) return false;
		this.#told.delete(key);
		this.#told.set(key, now);
		const [oldest] = this.#told.keys();
		if (this.#told.size > mostTold && oldest !== undefined) this.#told.delete(oldest);
		return true;
	}

	/** Tells the terminal now, or once it may be told again. */
	#notify(): void {
		const { notify, writeRaw } = this.#options;
		if (notify === 'none' || this.#unsaid === undefined) return;
		const wait = this.#notifiedAt + notifyEvery - this.#clock();
		if (wait > 0) {
			this.#notifier ??= setTimeout(() => {
				this.#notifier = undefined;
				this.#notify();
			}, wait);
			return;
		}
		clearTimeout(this.#notifier);
		this.#notifier = undefined;
		this.#notifiedAt = this.#clock();
		const { first, more } = this.#unsaid;
		this.#unsaid = undefined;
		writeRaw(notify === 'bell' ? '\x07' : `\x1b]9;${noticeOf(first, more)}\x07`);
	}

	/** Everything from servers goes to the command by its standard input alone. */
	#next(): void {
		const { onCritical, run = runCommand, onFailed } = this.#options;
		if (this.#isRunning || this.#isClosed || onCritical === undefined) return;
		const finding = this.#waiting.shift();
		if (finding === undefined) return;
		this.#isRunning = true;
		const leftOut = this.#leftOut;
		this.#leftOut = 0;
		const told = { ...findingJson(finding), ...(leftOut > 0 && { left_out: leftOut }) };
		void run(onCritical, `${JSON.stringify(told)}\n`).then((why) => {
			if (why !== undefined && why !== this.#lastFailure) onFailed(why);
			this.#lastFailure = why;
			this.#timer = setTimeout(() => {
				this.#isRunning = false;
				this.#next();
			}, runEvery);
		});
	}
}
