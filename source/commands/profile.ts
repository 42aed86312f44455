// `natstop profile SERVER KIND`: saves one profile and prints its path.

import type { Config } from '../config/config.ts';
import { maxProfileSeconds, profileKindNamed, profileKinds } from '../model/action.ts';
import { findServer } from '../model/find-server.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import { captureProfile } from '../nats/profile.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { inSystemAccount } from './connected.ts';

/** Length of a cpu profile when none is given, seconds. */
const usualSeconds = 5;

const isLevel = (level: number): level is 0 | 1 | 2 => level === 0 || level === 1 || level === 2;

export type ProfileFlags = { debug?: number; duration?: number; dir?: string };

/** Prints the path; exit 1 with the server's words when there is no profile. */
export const profileCommand = (
	config: Config,
	[wanted = '', kindName = '']: readonly string[],
	flags: ProfileFlags,
	output: Output,
): Promise<ExitCode> => {
	const usage = (sentence: string): Promise<ExitCode> => {
		output.complain(sentence);
		return Promise.resolve(exitCodes.usage);
	};
	const kind = profileKindNamed(kindName);
	if (kind === undefined)
		return usage(`no profile ${JSON.stringify(kindName)}; there are ${profileKinds.join(', ')}`);
	const level = flags.debug ?? 0;
	if (!isLevel(level)) return usage('--debug is 0, 1 or 2');
	if (kind === 'cpu' && flags.debug !== undefined) return usage('a cpu profile has no --debug');
	if (level === 2 && kind !== 'goroutine') return usage('--debug 2 is for goroutine only');
	if (kind !== 'cpu' && flags.duration !== undefined) return usage('--duration is for cpu only');
	const seconds = kind === 'cpu' ? (flags.duration ?? usualSeconds * 1000) / 1000 : undefined;
	if (seconds !== undefined && (seconds <= 0 || seconds > maxProfileSeconds)) {
		return usage(`--duration is over 0s and at most ${maxProfileSeconds}s`);
	}
	return inSystemAccount(config, output, async ({ wire }) => {
		const { timeout } = config.connection;
		const { fleet, why } = await gatherServers(wire, { timeout });
		const row = findServer(fleet.rows, wanted, why);
		if (typeof row === 'string') {
			output.complain(row);
			return exitCodes.failure;
		}
		const request = { server: row.info.name, kind, level, seconds };
		const end = await captureProfile(wire, row.info.id, request, {
			timeout,
			directory: flags.dir ?? config.dir,
		});
		if (end.step === 'saved') {
			output.print(end.path);
			return exitCodes.fine;
		}
		output.complain(end.step === 'failed' ? `${row.info.name}: ${end.message}` : 'the capture did not end');
		return exitCodes.failure;
	});
};
