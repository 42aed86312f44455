// The output of a command: streams that a test can replace, and the exit codes.

import { clean } from './clean.ts';
import { redactText } from './redact.ts';
import { setBlocking } from './terminal-output.ts';

/** 0 fine, 1 failure, 2 usage, 3 not the system account, 130 interrupted. */
export const exitCodes = { fine: 0, failure: 1, usage: 2, notSystemAccount: 3, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export type Output = {
	/** Writes one line to standard output. */
	print: (line: string) => void;
	/** Writes a sentence to standard error, under our name. It may quote files and servers: it is cleaned here. */
	complain: (sentence: string) => void;
	/** Writes one line of a stream; does nothing and gives false where too much waits for a reader that stalls. */
	offer: (line: string) => boolean;
	/** Calls back when all that was written has been taken. */
	whenTaken: (callback: () => void) => void;
	/** Cells of a row where a person reads, on a terminal. */
	columns: () => number | undefined;
};

/** The longest line that is printed, in characters. */
const longestLine = 4000;

/** Text for a terminal or a file: no secrets, and no control characters but the ends of its lines. */
export const harmless = (text: string): string =>
	text
		.split('\n')
		.map((line) => redactText(clean(line, longestLine)))
		.join('\n');

/** How much may wait for a reader, bytes: minutes of a quiet system, seconds of a storm. */
const mostWaiting = 1024 * 1024;

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'writableLength' | 'write'>;

/** An output into two streams. */
export const outputTo = (out: Stream, error: Pick<Stream, 'write'>): Output => ({
	print: (line) => void out.write(`${line}\n`),
	complain: (sentence) => void error.write(`natstop: ${harmless(sentence)}\n`),
	offer(line) {
		// A write to a stopped terminal would block the whole program, signals included.
		if (out.isTTY) setBlocking(out, false);
		if (out.writableLength > mostWaiting) return false;
		out.write(`${line}\n`);
		return true;
	},
	whenTaken: (callback) => void out.write('', () => callback()),
	columns: () => (out.isTTY ? out.columns : undefined),
});

/** The streams of the process. */
export const processOutput: Output = outputTo(process.stdout, process.stderr);
