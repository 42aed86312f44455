// `natstop profile SERVER… KIND`: saves one profile of each server and prints the paths, or what is in them.

import type { Config } from '../config/config.ts';
import { maxProfileSeconds, type ProfileKind, profileKindNamed, profileKinds } from '../model/action.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import { captureMany } from '../nats/profile-many.ts';
import { fileStamp } from '../system/new-file.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { inSystemAccount } from './connected.ts';
import { namedServers } from './named-servers.ts';
import { printCaptures } from './print-captures.ts';
import { type ProfileFileFlags, printsCapture, wrongFlags } from './profile-flags.ts';

/** Length of a cpu profile when none is given, seconds. */
const usualSeconds = 5;

const isLevel = (level: number): level is 0 | 1 | 2 => level === 0 || level === 1 || level === 2;

export type ProfileFlags = ProfileFileFlags & { debug?: number; duration?: number; dir?: string };

/** The level where none is given: what `--stacks` prints has a state at level 2, which goroutines alone have. */
const usualLevel = (kind: ProfileKind, { stacks }: ProfileFlags): number =>
	stacks !== true ? 0 : kind === 'goroutine' ? 2 : 1;

/** Prints the paths, or with a flag about a text that; exit 1 with the words of servers when one gives no profile. */
export const profileCommand = (
	config: Config,
	args: readonly string[],
	flags: ProfileFlags,
	output: Output,
): Promise<ExitCode> => {
	const usage = (sentence: string): Promise<ExitCode> => {
		output.complain(sentence);
		return Promise.resolve(exitCodes.usage);
	};
	const names = args.slice(0, -1);
	const kindName = args.at(-1) ?? '';
	const kind = profileKindNamed(kindName);
	if (kind === undefined)
		return usage(`no profile ${JSON.stringify(kindName)}; there are ${profileKinds.join(', ')}`);
	const level = flags.debug ?? usualLevel(kind, flags);
	if (!isLevel(level)) return usage('--debug is 0, 1 or 2');
	const wrong = wrongFlags(flags);
	if (wrong !== undefined) return usage(wrong);
	if (kind === 'cpu' && flags.stacks) return usage('a cpu profile has no text for --stacks; try --top');
	if (flags.stacks && level === 0) return usage('--stacks prints texts: --debug is 1 or 2');
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
		const rows = namedServers(fleet.rows, names, why);
		if (typeof rows === 'string') {
			output.complain(rows);
			return exitCodes.failure;
		}
		const servers = rows.map(({ key, info }) => ({ key, id: info.id, name: info.name }));
		const request = { kind, level, ...(seconds !== undefined && { seconds }) };
		const prints = printsCapture(flags);
		const jobs = await captureMany(wire, servers, request, {
			...{ timeout, directory: flags.dir ?? config.dir },
			...(servers.length > 1 && { stamp: fileStamp(wire.now()) }),
			onEnd({ name }, end) {
				if (end.step === 'saved' && prints) output.complain(`saved ${end.path}`);
				else if (end.step === 'saved') output.print(end.path);
				else output.complain(end.step === 'failed' ? `${name}: ${end.message}` : 'the capture did not end');
			},
		});
		const printed = prints ? await printCaptures(jobs, flags, output) : exitCodes.fine;
		if (printed !== exitCodes.fine) return printed;
		return jobs.every(({ state }) => state.step === 'saved') ? exitCodes.fine : exitCodes.failure;
	});
};
