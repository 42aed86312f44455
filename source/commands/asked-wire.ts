// Gives a command the wire that it asks through: to the system it connects to, or into an archive.

import { ArchiveError } from '../archive/archive-error.ts';
import { archiveLine } from '../archive/archive-line.ts';
import type { Config } from '../config/config.ts';
import type { Mode } from '../model/mode.ts';
import type { Connection } from '../nats/connect/connect.ts';
import type { Identity } from '../nats/connect/identify.ts';
import type { Wire } from '../nats/wire.ts';
import type { AccountAccess } from '../screens/source.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { inMode } from './connected.ts';

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

/** What a command knows of its account, in account mode. */
export type Account = { mode: 'account'; account: AccountAccess };

const accountOf = async ({ wire }: Connection, { mode, user }: Identity): Promise<Account | undefined> => {
	if (mode !== 'account') return undefined;
	const known = await user;
	const account: AccountAccess = {
		name: () => known?.accountName || known?.account || undefined,
		user: () => known,
		mayAsk: (subject, what) => wire.may(subject, what),
		mention: (names) => wire.names.mention(names),
		asksByName: () => wire.servers.asksByName,
	};
	return { mode, account };
};

/**
 * Opens what is to be asked, does the work, closes it; what goes wrong is one sentence and an exit code. `note` takes what is
 * worth knowing of an archive; `modes` are those that the work is of, the system account alone where it does not say.
 */
export const askedWire = (
	config: Config,
	output: Output,
	work: (wire: Wire, as?: Account) => Promise<ExitCode>,
	{ note = output.complain, modes }: { note?: (line: string) => void; modes?: readonly Mode[] } = {},
): Promise<ExitCode> =>
	config.archive === undefined
		? inMode(
				config,
				output,
				async (connection, identity) => work(connection.wire, await accountOf(connection, identity)),
				{ modes },
			)
		: inArchive(config.archive, output, work, note);
