// Opens a recording for the screen.

import { basename } from 'node:path';
import { parseTime, timeExample } from '../format/parse-time.ts';
import type { Past } from '../recording/past.ts';
import { damageSentence, openRecording } from '../recording/reader.ts';
import { storedPast } from '../recording/stored-past.ts';
import { clean } from '../system/clean.ts';

/** The recording and the moment to begin with, ms since the epoch; or one sentence about why there is none. */
export const openedRecording = async (
	path: string,
	at: string | undefined,
): Promise<{ past: Past; at: number } | { sentence: string }> => {
	const file = await openRecording(path);
	if ('sentence' in file) return file;
	const past = storedPast(file, {
		title: clean(basename(path)),
		trouble: () => damageSentence(path, file),
		onClose: () => void file.close(),
	});
	const begin = at === undefined ? past.from : parseTime(at, { from: past.from, to: past.to() });
	if (begin !== undefined && past.rounds().length > 0) return { past, at: begin };
	past.close();
	return {
		sentence: begin === undefined ? `--at wants ${timeExample}` : `${path} has no round of questions in it`,
	};
};
