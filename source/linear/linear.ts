// Linear mode, for screen readers: says changes in sentences, one a line. No colours, no moving cursor.

import type { Config } from '../config/config.ts';
import { Alerts } from '../hooks/alerts.ts';
import { Session } from '../hooks/session.ts';
import { commandFailed } from '../model/health/health-news.ts';
import { zoneAt } from '../model/local-time.ts';
import { isRefused } from '../nats/link-snapshot.ts';
import { subjects } from '../nats/subjects.ts';
import { healthScreen, screens } from '../screens/registry.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { readKeys, suspendJob } from './read-keys.ts';
import { keysSentence } from './sentences.ts';
import { Teller } from './teller.ts';

/** Milliseconds between two looks at what is new. */
const sayEvery = 1000;

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
	const alerts = new Alerts({
		...{ notify: config.notify, onCritical: config.onCritical },
		// A file or another program has no bell.
		writeRaw: (sequence) => void (process.stdout.isTTY && process.stdout.write(sequence)),
		onFailed: (why) => teller.tellOf(commandFailed(session.now(), why)),
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
		onHealth(news) {
			alerts.tell(news);
			teller.found(news);
		},
	});
	const startedAt = session.now();
	const teller = new Teller(session, config, output);
	const background = config.checksInBackground
		? screens.find(({ id }) => id === healthScreen)?.open(session.watching)
		: undefined;
	teller.say(`natstop ${version}, ${config.origin}; times are in ${zoneAt(startedAt)}.`);
	const check = (): void => {
		const snapshot = session.link.get();
		const { outcome } = snapshot;
		if (!isRefused(snapshot)) return;
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
		alerts.close();
		background?.close?.();
		await session.stop();
	}
};
