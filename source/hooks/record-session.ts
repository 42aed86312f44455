// Records a session without a screen: its link, its servers, its events, and the lists whose answers are wanted, too.

import type { CheckSettings } from '../model/checks/check.ts';
import type { ConnectionSettings } from '../nats/connect/settings.ts';
import { isRefused } from '../nats/link-snapshot.ts';
import type { Line } from '../recording/line.ts';
import { manyServers, thinnedSpan } from '../recording/thinning.ts';
import type { RecordingWriter } from '../recording/writer.ts';
import { listNamed } from '../screens/every-list.ts';
import { isIn } from '../screens/modes.ts';
import { screens } from '../screens/registry.ts';
import { Session } from './session.ts';
import type { RecordingNow } from './session-recorder.ts';

/** The lists whose answers are recorded under a name. */
const listsWith: Readonly<Record<string, readonly string[]>> = {
	connections: ['connections'],
	accounts: ['accounts'],
	jetstream: ['jetstream', 'streams', 'consumers', 'raft'],
	network: ['routes', 'gateways', 'leafnodes'],
	services: ['services'],
	health: ['health'],
	subjects: ['subjects'],
};

/** What can be recorded beside servers and events. */
export const recordable: readonly string[] = Object.keys(listsWith);

export type RecordOptions = {
	connection: ConnectionSettings;
	origin: string;
	context?: string;
	wait: boolean;
	/** Milliseconds between two rounds; absent where natstop chooses. */
	every?: number;
	/** The interval where nothing is chosen. */
	interval: number;
	checks: CheckSettings;
	with: readonly string[];
	app: string;
	writer: RecordingWriter;
	/** Changes each line before it is kept: names in it are others then. */
	change?: (line: Line) => Line;
	/** Called once, when servers are there, and then when there are so many that rounds come less often. */
	onNews: (sentence: string) => void;
};

/** Why a recording has ended. */
export type RecordEnd =
	| { why: 'asked' }
	/** There is no connection, or nothing can be written any more. */
	| { why: 'failed'; sentence: string }
	| { why: 'not system account'; outcome: string };

export type RunningRecord = {
	ended: Promise<RecordEnd>;
	/** Ends it; gives what was recorded when all of it is written: nothing where no server was seen. */
	stop: () => Promise<RecordingNow | undefined>;
	/** Servers that are known, and bytes so far. */
	now: () => { servers: number; bytes: number };
};

/** Begins to record. */
export const recordSession = (options: RecordOptions): RunningRecord => {
	const { writer, every, context, app } = options;
	const anonymized = options.change !== undefined;
	let end: (how: RecordEnd) => void = () => {};
	const ended = new Promise<RecordEnd>((resolve) => {
		end = resolve;
	});
	const session = new Session({
		settings: options.connection,
		...{ origin: options.origin, wait: options.wait, checks: options.checks },
		interval: every ?? options.interval,
		onFailed: (sentence) => end({ why: 'failed', sentence }),
		record: {
			...{ rewind: 0, keepsAllRounds: every !== undefined },
			facts: {
				app,
				...(context !== undefined && !anonymized && { context }),
				with: options.with,
				anonymized,
			},
			...(options.change && { change: options.change }),
			onEnded: (sentence) => end({ why: 'failed', sentence }),
		},
	});
	const { recorder } = session;
	recorder?.keep(writer);
	let isSlow = every !== undefined || options.interval >= thinnedSpan;
	let isTold = false;
	let isOpen = false;
	/** Opens the lists once it is known in which mode they ask; those that the mode has not are left out. */
	const openLists = (): void => {
		const { mode } = session.keeper.state;
		if (isOpen || mode === undefined) return;
		isOpen = true;
		for (const id of options.with.flatMap((name) => listsWith[name] ?? [])) {
			const screen = listNamed(screens, id);
			if (screen && isIn(screen, mode)) sources.push(screen.open(session.watching));
		}
	};
	const look = (): void => {
		openLists();
		const snapshot = session.link.get();
		const { outcome, link } = snapshot;
		if (isRefused(snapshot)) end({ why: 'not system account', outcome });
		const { length } = session.servers.get().fleet.rows;
		if (!isTold && length > 0) {
			isTold = true;
			options.onNews(`recording ${link.serverName ?? link.url} to ${writer.path}; ^C ends it`);
		}
		if (isSlow || length <= manyServers) return;
		isSlow = true;
		session.loop.setInterval(thinnedSpan);
		options.onNews(`${length} servers: a round every 10s; --every sets another time`);
	};
	const ends = [session.link, session.servers].map((store) => store.subscribe(look));
	const sources: { close?: () => void }[] = [];
	session.start();
	return {
		ended,
		now: () => ({ servers: session.servers.get().fleet.rows.length, bytes: writer.bytes }),
		async stop() {
			end({ why: 'asked' });
			for (const unsubscribe of ends) unsubscribe();
			for (const source of sources) source.close?.();
			const unwanted = session.servers.get().fleet.rows.length === 0;
			const done = await recorder?.stop({ unwanted });
			await session.stop();
			return unwanted ? undefined : done;
		},
	};
};
