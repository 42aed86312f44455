// How the monitor begins: it connects at once, loads what draws meanwhile, and draws when there is something to see.

import { setImmediate as turn } from 'node:timers/promises';
import type { KeptScreen } from './app/kept-screen.ts';
import type { Config } from './config/config.ts';
import { Alerts } from './hooks/alerts.ts';
import { Session } from './hooks/session.ts';
import type { RecordWishes } from './hooks/session-recorder.ts';
import { type MakeSession, Systems } from './hooks/systems.ts';
import { TimeMachine } from './hooks/time-machine.ts';
import { commandFailed } from './model/health/health-news.ts';
import { isRefused } from './nats/link-snapshot.ts';
import { machineClock } from './nats/wire.ts';
import type { Past } from './recording/past.ts';
import { type ExitCode, exitCodes, type Output } from './system/output.ts';

/** So long the screen waits for a first server, milliseconds: a notice of connecting, drawn first, costs as much again. */
const patience = 100;

/** A server, or a reason why there is none. */
const isWorthDrawing = ({ link, servers }: Session): boolean => {
	const snapshot = link.get();
	const { access, link: state } = snapshot;
	const isBad =
		state.error !== undefined || isRefused(snapshot) || access === 'denied' || access === 'silent';
	return isBad || servers.get().fleet.rows.length > 0;
};

/** Resolves when there is something to see, when `failed` aborts, or when patience ends. */
const firstNews = (monitor: Session, failed: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		const done = (): void => {
			clearTimeout(timer);
			for (const stop of stops) stop();
			failed.removeEventListener('abort', done);
			resolve();
		};
		const look = (): void => {
			if (failed.aborted || isWorthDrawing(monitor)) done();
		};
		const timer = setTimeout(done, patience);
		const stops = [monitor.link, monitor.servers].map((store) => store.subscribe(look));
		failed.addEventListener('abort', done);
		look();
	});

/** Runs the live monitor until it is quit; gives the exit code. */
export const begin = async (config: Config, version: string, output: Output): Promise<ExitCode> => {
	const failed = new AbortController();
	const alerts = new Alerts({
		...{ notify: config.notify, onCritical: config.onCritical },
		writeRaw: (sequence) => process.stdout.write(sequence),
		onFailed(why) {
			const { session } = systems.get();
			session.add(commandFailed(session.now(), why));
		},
	});
	const record = (context?: string): RecordWishes => ({
		rewind: config.rewind,
		facts: { app: version, ...(context !== undefined && { context }) },
	});
	const make: MakeSession = ({ connection, origin }, interval, onFailed) =>
		new Session({
			settings: connection,
			...{ origin, wait: false, interval, checks: config.checks, onFailed },
			onHealth: (news) => alerts.tell(news),
			record: record(),
		});
	const monitor = new Session({
		settings: config.connection,
		origin: config.origin,
		wait: config.wait,
		interval: config.interval,
		checks: config.checks,
		onFailed: (sentence) => failed.abort(sentence),
		onHealth: (news) => alerts.tell(news),
		record: record(config.context),
	});
	const systems = new Systems<KeptScreen>(
		{ session: monitor, context: config.context },
		config.contexts?.settings,
		make,
	);
	const startedAt = monitor.now();
	let saved: readonly string[] = [];
	try {
		monitor.start();
		// Ink and React are half of the program.
		const { live } = await import('./render-monitor.tsx');
		await firstNews(monitor, failed.signal);
		// Servers that answered together are drawn together.
		await turn();
		monitor.servers.publish();
		if (!failed.signal.aborted)
			saved = await live(systems, { config, version, startedAt, failed: failed.signal });
	} finally {
		alerts.close();
		await systems.stop();
	}
	for (const path of saved) output.print(path);
	if (!failed.signal.aborted)
		return isRefused(systems.get().session.link.get()) ? exitCodes.notSystemAccount : exitCodes.fine;
	output.complain(String(failed.signal.reason));
	return exitCodes.failure;
};

/** Shows a past, from its end on, until it is quit, and closes it; gives the exit code. */
export const beginPast = async (
	past: Past,
	config: Config,
	version: string,
	output: Output,
	/** The moment to begin with, ms since the epoch; the last one without it. */
	at = Number.POSITIVE_INFINITY,
): Promise<ExitCode> => {
	const machine = new TimeMachine({ past, clock: machineClock });
	const startedAt = machineClock();
	machine.goTo(at, true);
	const [{ past: show }] = await Promise.all([import('./render-monitor.tsx'), machine.arrived()]);
	const { signal } = new AbortController();
	for (const path of await show(machine, { config, version, startedAt, failed: signal })) output.print(path);
	return exitCodes.fine;
};
