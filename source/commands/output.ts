// What a command writes to: streams that can be replaced in a test, and the exit codes.

import { clean } from '../nats/clean.ts';
import { redactText } from '../nats/redact.ts';

/** 0 fine, 1 failure, 2 usage, 3 not the system account, 130 interrupted. */
export const exitCodes = { fine: 0, failure: 1, usage: 2, notSystemAccount: 3, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export type Output = {
	/** Writes one line to standard output. */
	print: (line: string) => void;
	/** Writes a sentence to standard error, under our name. It may quote files and servers: it is cleaned here. */
	complain: (sentence: string) => void;
};

/** Longest line worth reading. */
const longestLine = 4000;

/** Text for a terminal or a file: no secrets, and no control characters but the ends of its lines. */
export const harmless = (text: string): string =>
	text
		.split('\n')
		.map((line) => redactText(clean(line, longestLine)))
		.join('\n');

/** The streams of the process. */
export const processOutput: Output = {
	print: (line) => void process.stdout.write(`${line}\n`),
	complain: (sentence) => void process.stderr.write(`natstop: ${harmless(sentence)}\n`),
};
