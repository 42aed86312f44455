// `natstop events` and every other log that is followed: prints rows as they come, a line each.

import { ArchiveError } from '../archive/archive-error.ts';
import type { Config } from '../config/config.ts';
import { toAscii } from '../format/text.ts';
import type { Connection } from '../nats/connect/connect.ts';
import type { Moment, Past } from '../recording/past.ts';
import { listError } from '../screens/given-lists.ts';
import type { Screen, StreamLine } from '../screens/screen.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { inMode } from './connected.ts';
import { printingLook } from './printing-look.ts';
import { inReplay, type ReplayFlags, replayError } from './replayed.ts';

/** The flags of the command; without a filter here, that of the configuration holds. */
export type FollowFlags = ReplayFlags & { json?: boolean; count?: number; filter?: string };

type Follow = NonNullable<Screen['follow']>;

/** Prints the rows that the filter lets through, until there are `count` of them or it is stopped. */
const printLines = (
	follow: Follow,
	connection: Connection,
	config: Config,
	{ json = false, count, filter = '' }: FollowFlags,
	output: Output,
	signal: AbortSignal,
): Promise<ExitCode> =>
	new Promise((resolve) => {
		const { now } = connection.wire;
		let printed = 0;
		let leftOut = 0;
		const end = (code: ExitCode): void => {
			stream.stop();
			resolve(code);
		};
		const written = (line: StreamLine): string => {
			const text = line({ look: printingLook(config.ascii, now()), json, columns: output.columns() });
			return config.ascii && !json ? toAscii(text) : text;
		};
		/** Tells a reader that is back of the gap before it reads on. */
		const goOn = (): void => {
			const gap = stream.leftOut(leftOut, now());
			leftOut = 0;
			output.offer(written(gap));
		};
		const stream = follow(
			{
				...{ connection, interval: config.interval, timeout: config.connection.timeout },
				checks: config.checks,
			},
			filter,
			(line) => {
				if (printed === count) return;
				if (leftOut > 0 || !output.offer(written(line))) {
					if (leftOut++ === 0) output.whenTaken(goOn);
					return;
				}
				printed++;
				if (printed === count) end(exitCodes.fine);
			},
		);
		if (signal.aborted) end(exitCodes.interrupted);
		signal.addEventListener('abort', () => end(exitCodes.interrupted), { once: true });
		void connection.closed().then(() => end(exitCodes.failure));
	});

/** Prints the rows that were recorded by a moment. */
const printRecorded = async (
	follow: Follow,
	{ wire, events, interval }: Moment,
	config: Config,
	{ json = false, count, filter = '' }: FollowFlags,
	output: Output,
): Promise<ExitCode> => {
	const lines: StreamLine[] = [];
	const options = { connection: { recorded: events, wire }, interval, timeout: config.connection.timeout };
	follow(options, filter, (line) => lines.push(line));
	await Promise.resolve();
	const look = printingLook(config.ascii, wire.now());
	for (const line of count === undefined ? lines : lines.slice(0, count)) {
		const text = line({ look, json, columns: output.columns() });
		output.print(config.ascii && !json ? toAscii(text) : text);
	}
	return exitCodes.fine;
};

/** Does the work with the one moment of an archive; says what the archive is, and why where it cannot be opened. */
const inArchive = async (
	path: string,
	output: Output,
	work: (moment: Moment) => Promise<ExitCode>,
): Promise<ExitCode> => {
	const { openArchivePast } = await import('../archive/archive-past.ts');
	let past: Past;
	try {
		past = await openArchivePast(path);
	} catch (error) {
		if (!(error instanceof ArchiveError)) throw error;
		output.complain(error.message);
		return exitCodes.failure;
	}
	try {
		const moment = await past.moment(past.to());
		output.complain(`archive ${past.title} · ${moment.link.link.url}`);
		return await work(moment);
	} finally {
		past.close();
	}
};

/** Streams a log; exit 0 after `--count`, 130 when interrupted. */
export const followCommand = (
	screen: Screen,
	config: Config,
	given: FollowFlags,
	output: Output,
	signal: AbortSignal,
): Promise<ExitCode> => {
	const { follow, id } = screen;
	if (follow === undefined) throw new Error(`${id} cannot be followed`);
	const filter = given.filter ?? config.screens[id]?.filter;
	const wrong =
		replayError(given) ??
		listError(screen, { filter }) ??
		(given.count === 0 ? '--count is at least 1' : undefined);
	if (wrong !== undefined) {
		output.complain(wrong);
		return Promise.resolve(exitCodes.usage);
	}
	const print = (moment: Moment): Promise<ExitCode> =>
		printRecorded(follow, moment, config, { ...given, filter }, output);
	if (given.replay !== undefined) return inReplay(given.replay, given.at, output, print);
	if (config.archive !== undefined) return inArchive(config.archive, output, print);
	return inMode(
		config,
		output,
		(connection) => printLines(follow, connection, config, { ...given, filter }, output, signal),
		{ modes: screen.modes, signal },
	);
};
