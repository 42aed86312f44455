// Alerts for people who look away: the terminal is told, or a command of theirs is run, when a check turns critical.

import type { HealthFinding } from '../model/health/finding.ts';
import type { HealthNews } from '../model/health/health-book.ts';
import { findingJson } from '../screens/health/json.ts';
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

/** The terminal is told no more often than this, milliseconds. */
const notifyEvery = 5000;

/** A command is started no more often than this, milliseconds, and only one at a time. */
const runEvery = 1000;

/** Findings that wait for the command: the oldest are left out, and counted. */
const mostWaiting = 100;

/** Cells of a notification. */
const longestNotice = 120;

/** `natstop: quorum APP/AUDIT: no leader and 2 more`, without anything that could end the sequence. */
const noticeOf = ([first]: readonly HealthFinding[], more: number): string => {
	const text = first === undefined ? '' : `${first.check} ${first.name}: ${first.text}`;
	const plain = `natstop: ${text}${more > 0 ? ` and ${more} more` : ''}`.replace(/[^ -~\u00a0-\uffff]/g, ' ');
	return plain.slice(0, longestNotice);
};

export class Alerts {
	readonly #options: AlertOptions;
	readonly #clock: () => number;
	#notifiedAt = Number.NEGATIVE_INFINITY;
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
			.map(({ finding }) => finding);
		if (critical.length === 0 || this.#isClosed) return;
		this.#notify(critical);
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
	}

	#notify(critical: readonly HealthFinding[]): void {
		const { notify, writeRaw } = this.#options;
		if (notify === 'none' || this.#clock() - this.#notifiedAt < notifyEvery) return;
		this.#notifiedAt = this.#clock();
		writeRaw(notify === 'bell' ? '\x07' : `\x1b]9;${noticeOf(critical, critical.length - 1)}\x07`);
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
