// Runs a command as a function, and records its output and its errors.

import { type Config, resolveConfig } from '../../source/config/config.ts';
import type { Flags } from '../../source/config/flags.ts';
import type { Output } from '../../source/system/output.ts';
import { environmentOf } from './environment.ts';

export type CapturedOutput = Output & {
	lines: readonly string[];
	complaints: readonly string[];
	/** All of standard output. */
	text: () => string;
};

export const captureOutput = (): CapturedOutput => {
	const lines: string[] = [];
	const complaints: string[] = [];
	return {
		lines,
		complaints,
		text: () => lines.join('\n'),
		print: (line) => void lines.push(line),
		complain: (sentence) => void complaints.push(sentence),
		offer: (line) => lines.push(line) > 0,
		whenTaken: (callback) => callback(),
		columns: () => undefined,
	};
};

/** Settings as these flags of a screen's command give them, on a machine with nothing of its own. */
export const configOf = (flags: Flags, screen?: string): Config =>
	resolveConfig(
		{ timeout: 20_000, noContext: true, ...flags },
		environmentOf({}, { LANG: 'C.UTF-8' }),
		screen,
	);
