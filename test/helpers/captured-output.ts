// A command as a function: its settings, and what it printed and complained.

import type { Output } from '../../source/commands/output.ts';
import { type Config, resolveConfig } from '../../source/config.ts';
import type { Flags } from '../../source/flags.ts';
import { surroundingsOf } from './surroundings.ts';

export type CapturedOutput = Output & {
	lines: readonly string[];
	complaints: readonly string[];
	/** Everything printed. */
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
		surroundingsOf({}, { LANG: 'C.UTF-8' }),
		screen,
	);
