// `natstop anonymize IN OUT`: writes a recording again with false names.

import { bytes } from '../format/number.ts';
import { anonymizeFile } from '../recording/anonymize-file.ts';
import { CannotRecord } from '../recording/writer.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { contentSentence } from './record.ts';

/** Exit 0; 1 where it cannot be read or written, and where a part of it was damaged and is missing. */
export const anonymizeCommand = async (
	[from = '', to = '']: readonly string[],
	output: Output,
): Promise<ExitCode> => {
	try {
		const done = await anonymizeFile(from, to);
		for (const sentence of done.damage) output.complain(sentence);
		output.print(`${to}: ${bytes(done.bytes, { none: '–' })}. ${contentSentence(true)}`);
		return done.damage.length > 0 ? exitCodes.failure : exitCodes.fine;
	} catch (error) {
		if (!(error instanceof CannotRecord)) throw error;
		output.complain(error.message);
		return exitCodes.failure;
	}
};
