// Gives a command the wire that it asks through: to the system it connects to, or into an archive.

import { ArchiveError } from '../archive/archive-error.ts';
import { archiveLine } from '../archive/archive-line.ts';
import type { Config } from '../config/config.ts';
import type { Wire } from '../nats/wire.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { inSystemAccount } from './connected.ts';

/** Warnings of an archive that are told; the others are counted. */
const mostWarnings = 10;

const inArchive = async (
	path: string,
	output: Output,
	work: (wire: Wire) => Promise<ExitCode>,
	note: (line: string) => void,
): Promise<ExitCode> => {
	try {
		const { openArchive } = await import('../archive/open-archive.ts');
		const opened = await openArchive(path);
		try {
			note(archiveLine(opened));
			const code = await work(opened.wire);
			const events = (await opened.events()).filter(({ severity }) => severity !== 'info');
			for (const { text = '' } of events.slice(0, mostWarnings)) note(text);
			if (events.length > mostWarnings) note(`${events.length - mostWarnings} more warnings`);
			return code;
		} finally {
			opened.close();
		}
	} catch (error) {
		if (!(error instanceof ArchiveError)) throw error;
		output.complain(error.message);
		return exitCodes.failure;
	}
};

/**
 * Opens what is to be asked, does the work, closes it; what goes wrong is one sentence and an exit code. `note` takes what is
 * worth knowing of an archive.
 */
export const askedWire = (
	config: Config,
	output: Output,
	work: (wire: Wire) => Promise<ExitCode>,
	note = output.complain,
): Promise<ExitCode> =>
	config.archive === undefined
		? inSystemAccount(config, output, ({ wire }) => work(wire))
		: inArchive(config.archive, output, work, note);
