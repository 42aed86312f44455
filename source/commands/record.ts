// `natstop record FILE`: records a system to a file until it is stopped.

import { closest } from 'fastest-levenshtein';
import type { Config } from '../config/config.ts';
import { longestInterval, shortestInterval } from '../format/duration.ts';
import { bytes } from '../format/number.ts';
import { elapsed } from '../format/time.ts';
import type { Line } from '../recording/line.ts';
import { CannotRecord, RecordingWriter } from '../recording/writer.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { redactText } from '../system/redact.ts';

export type RecordFlags = {
	duration?: number;
	every?: number;
	with?: string;
	maxSize?: number;
	parts?: number;
	append?: boolean;
	anonymize?: boolean;
};

const usualSize = 256 * 1024 * 1024;
const smallestPart = 64 * 1024;
const mostParts = 100;

/** Milliseconds between two lines about how much it is by now. */
const tellEvery = 60_000;

/** The end of a recording that runs. */
type End =
	| { why: 'asked' }
	| { why: 'failed'; sentence: string }
	| { why: 'not system account'; outcome: string };

/** Begins to record; handed in, as sessions live above commands. */
export type StartRecording = (options: {
	config: Config;
	every?: number;
	with: readonly string[];
	writer: RecordingWriter;
	change?: (line: Line) => Line;
	onNews: (sentence: string) => void;
}) => {
	ended: Promise<End>;
	stop: () => Promise<{ bytes: number; since: number } | undefined>;
	now: () => { servers: number; bytes: number };
};

export type RecordContext = {
	start: StartRecording;
	/** What can be recorded beside servers and events. */
	recordable: readonly string[];
	/** Makes names of a recording others, always the same way. */
	anonymizer: () => (line: Line) => Line;
	now: () => number;
	signal: AbortSignal;
};

const listsOf = (text: string | undefined): readonly string[] =>
	(text ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');

/** The error in the flags, in one sentence, or nothing. */
const flagsError = (flags: RecordFlags, recordable: readonly string[]): string | undefined => {
	const { every, maxSize = usualSize, parts = 2 } = flags;
	const lists = listsOf(flags.with);
	if (flags.with !== undefined && lists.length === 0) return `--with needs names: ${recordable.join(', ')}`;
	const wrong = lists.find((name) => !recordable.includes(name));
	if (wrong !== undefined)
		return `--with: ${JSON.stringify(wrong)} cannot be recorded; did you mean ${closest(wrong, [...recordable])}?`;
	if (every !== undefined && (every < shortestInterval || every > longestInterval))
		return `--every is at least ${shortestInterval}ms and at most 1h`;
	if (parts < 1 || parts > mostParts) return `--parts is at least 1 and at most ${mostParts}`;
	if (maxSize / parts < smallestPart) return '--max-size is at least 64K for each part';
	return undefined;
};

const size = (n: number): string => bytes(n, { none: '–' });

/** What is in the file, before anybody shares it. */
export const contentSentence = (isAnonymous: boolean): string =>
	isAnonymous
		? 'Names, hosts, addresses, accounts, users, tags and subjects in it were replaced; numbers and times are real.'
		: 'It holds names of servers, accounts and users, subjects, and addresses of servers and clients, and no passwords, ' +
			'tokens or keys; natstop anonymize replaces all names before it is shared.';

/** Exit 0 where it ended as planned, 130 where it was stopped before its --duration; else as any command. */
export const recordCommand = async (
	path: string,
	config: Config,
	flags: RecordFlags,
	output: Output,
	{ start, recordable, anonymizer, now, signal }: RecordContext,
): Promise<ExitCode> => {
	const wrong = flagsError(flags, recordable);
	if (wrong !== undefined) {
		output.complain(wrong);
		return exitCodes.usage;
	}
	const { parts = 2, maxSize = usualSize, append = false, duration, every, anonymize = false } = flags;
	let writer: RecordingWriter;
	try {
		writer = await RecordingWriter.open(path, { maxSize, parts, append });
	} catch (error) {
		if (!(error instanceof CannotRecord)) throw error;
		output.complain(error.message);
		return exitCodes.failure;
	}
	const running = start({
		...{ config, every, writer, with: listsOf(flags.with) },
		...(anonymize && { change: anonymizer() }),
		onNews: (sentence) => output.print(sentence),
	});
	const began = now();
	const telling = setInterval(() => {
		const { servers, bytes: written } = running.now();
		output.offer(`${elapsed(now() - began)}  ${servers} servers  ${size(written)}`);
	}, tellEvery);
	let timer: NodeJS.Timeout | undefined;
	const planned = new Promise<'over'>((resolve) => {
		if (duration !== undefined) timer = setTimeout(() => resolve('over'), duration);
	});
	const stopped = new Promise<'stopped'>((resolve) => {
		if (signal.aborted) resolve('stopped');
		signal.addEventListener('abort', () => resolve('stopped'), { once: true });
	});
	const end = await Promise.race([planned, stopped, running.ended]);
	clearInterval(telling);
	clearTimeout(timer);
	const done = await running.stop();
	if (typeof end === 'object' && end.why === 'not system account') {
		output.complain(
			redactText(`this is not the system account: ${end.outcome}; give credentials of a system-account user`),
		);
		return exitCodes.notSystemAccount;
	}
	const failed = typeof end === 'object' && end.why === 'failed';
	if (failed) output.complain(end.sentence);
	if (done) {
		const span = elapsed(now() - done.since);
		output.print(`${path}: ${span}, ${size(writer.bytes)}. ${contentSentence(anonymize)}`);
	}
	if (failed) return exitCodes.failure;
	return end === 'stopped' && duration !== undefined ? exitCodes.interrupted : exitCodes.fine;
};
