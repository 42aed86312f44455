// Gives a list command a moment of a recording in place of a connection.

import { parseTime, timeExample } from '../format/parse-time.ts';
import { zonedClock } from '../format/time.ts';
import type { Moment } from '../recording/past.ts';
import { damageSentence, openRecording } from '../recording/reader.ts';
import { storedPast } from '../recording/stored-past.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import type { Account } from './asked-wire.ts';

/** The recording, and the time in it, as given; without a time its end is meant. */
export type ReplayFlags = { replay?: string; at?: string };

/** The error in the flags, in one sentence, or nothing. */
export const replayError = ({ replay, at }: ReplayFlags): string | undefined =>
	at !== undefined && replay === undefined ? '--at goes with --replay' : undefined;

/** The account with whose user a recording was made, where that was no user of the system account. */
export const accountThen = ({ link: { link, userInfo } }: Moment): Account | undefined =>
	link.mode === 'account'
		? {
				mode: 'account',
				account: {
					name: () => link.accountName,
					user: () => userInfo,
					// What was not asked then has no answer.
					mayAsk: () => true,
					mention: () => {},
					asksByName: () => false,
				},
			}
		: undefined;

/** Opens a recording, does the work with a moment of it, and says what of it is damaged. */
export const inReplay = async (
	path: string,
	at: string | undefined,
	output: Output,
	work: (moment: Moment) => Promise<ExitCode>,
): Promise<ExitCode> => {
	const file = await openRecording(path);
	if ('sentence' in file) {
		output.complain(file.sentence);
		return exitCodes.failure;
	}
	const past = storedPast(file, { title: path, trouble: () => damageSentence(path, file) });
	try {
		const span = { from: past.from, to: past.to() };
		const wanted = at === undefined ? span.to : parseTime(at, span);
		if (wanted === undefined) {
			output.complain(`--at wants ${timeExample}`);
			return exitCodes.usage;
		}
		if (wanted < span.from || wanted > span.to)
			output.complain(
				`${path} begins at ${zonedClock(span.from)} and ends at ${zonedClock(span.to)}: ${wanted < span.from ? 'this is its beginning' : 'this is its end'}`,
			);
		const code = await work(await past.moment(Math.min(span.to, Math.max(span.from, wanted))));
		const trouble = past.trouble();
		if (trouble !== undefined) output.complain(trouble);
		return code;
	} finally {
		await file.close();
	}
};
