#!/usr/bin/env node
// The program: which command, with which settings, and what its exit code is.

import { tellInUtc } from './source/model/local-time.ts';
import './source/system/missing-home.ts';
import { parseArguments } from './source/command-line/arguments.ts';
import { helpText } from './source/command-line/help-text.ts';
import { listIdOf, withAccount } from './source/command-line/list-of-command.ts';
import { accountCommand, printAccount } from './source/commands/account.ts';
import { anonymizeCommand } from './source/commands/anonymize.ts';
import { checkCommand } from './source/commands/check.ts';
import { completionCommand } from './source/commands/completion.ts';
import { followCommand } from './source/commands/follow.ts';
import { listCommand } from './source/commands/list.ts';
import { openCommand, openedPast } from './source/commands/open.ts';
import { permissionsCommand } from './source/commands/permissions.ts';
import { profileFromAnywhere } from './source/commands/profile-source.ts';
import { recordCommand } from './source/commands/record.ts';
import { reloadCommand } from './source/commands/reload.ts';
import { openedRecording } from './source/commands/replay.ts';
import { whoamiCommand } from './source/commands/whoami.ts';
import type { Command } from './source/config/command-table.ts';
import { type Config, resolveConfig } from './source/config/config.ts';
import type { Flags } from './source/config/flags.ts';
import { passwordFileWarning } from './source/config/password-file.ts';
import { fleetVariable } from './source/demo/fleet/fleet-variable.ts';
import { SettingsError } from './source/nats/connect/settings.ts';
import { machineClock } from './source/nats/wire.ts';
import { Anonymizer } from './source/recording/anonymize.ts';
import { everyList, listNamed } from './source/screens/every-list.ts';
import { listError } from './source/screens/given-lists.ts';
import { mainScreen, screens } from './source/screens/registry.ts';
import type { Screen } from './source/screens/screen.ts';
import { begin, beginPast } from './source/start-monitor.ts';
import { crash } from './source/system/crash.ts';
import { realEnvironment } from './source/system/environment.ts';
import { type ExitCode, exitCodes, processOutput } from './source/system/output.ts';
import { version } from './source/version.ts';

const output = processOutput;

/** Why the live monitor cannot be drawn here, or nothing. */
const noScreen = (): string | undefined => {
	if (!process.stdin.isTTY) return 'standard input is no terminal, so there are no keys; try natstop servers';
	if (process.env.TERM === 'dumb')
		return 'this terminal (TERM=dumb) cannot be drawn on; try natstop --linear, or natstop servers';
	return undefined;
};

/** Says why these settings, or this terminal where the monitor is to be drawn, will not do, and gives the exit code. */
const cannotShow = (config: Config): ExitCode | undefined => {
	const [wrong] = everyList(screens).flatMap(
		(screen) =>
			listError(
				screen,
				config.screens[screen.id] ?? {},
				screen === mainScreen ? undefined : `screens.${screen.id}`,
			) ?? [],
	);
	const why = wrong ?? (process.stdout.isTTY && !config.linear ? noScreen() : undefined);
	if (why === undefined) return undefined;
	output.complain(why);
	return wrong === undefined ? exitCodes.failure : exitCodes.usage;
};

const watch = async (config: Config): Promise<ExitCode> => {
	const refused = cannotShow(config);
	if (refused !== undefined) return refused;
	if (!config.linear) return begin(config, version, output);
	const { linear } = await import('./source/linear/linear.ts');
	return linear(config, version, output, interrupted());
};

/** How long an end that was asked for may take, milliseconds. */
const patience = 300;

const interrupted = (longest = patience): AbortSignal => {
	const abort = new AbortController();
	const stop = (): void => {
		abort.abort();
		// What is still to be closed or written, as to a reader that stalls, gets so long.
		setTimeout(() => process.exit(exitCodes.interrupted), longest);
	};
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
	return abort.signal;
};

/** The demo's own cluster instead of the settings of this machine, which are not its business. */
const demo = async (config: (flags: Flags) => Config, flags: Flags): Promise<ExitCode> => {
	const ownConfig = (urls: readonly string[], creds: string): Config =>
		config({ ...flags, server: urls.join(','), creds, noContext: true });
	// Servers take seconds to start, or minutes to fetch: what is wrong here is said before.
	const trial = ownConfig(['127.0.0.1'], 'demo.creds');
	const refused = cannotShow(trial);
	if (refused !== undefined) return refused;
	const { demoCommand } = await import('./source/commands/demo.ts');
	const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
	return demoCommand(
		({ urls, credsPath }) => {
			const own = ownConfig(urls, credsPath);
			return process.stdout.isTTY || flags.linear
				? watch({ ...own, origin: 'demo' })
				: listCommand(mainScreen, own, { json: flags.json }, output);
		},
		output,
		{ onProgress, fleet: flags.fleet, super: flags.super, app: flags.app },
	);
};

/** A list once, or a log that can only be followed. */
const printScreen = (
	screen: Screen,
	config: Config,
	flags: Flags,
	[of]: readonly string[] = [],
): Promise<ExitCode> =>
	screen.once === undefined
		? followCommand(screen, config, flags, output, interrupted())
		: listCommand(screen, config, flags, output, of);

/** The screen where there is a terminal, sentences where they are asked for, else the servers once, or the own account. */
const monitor = (config: Config, flags: Flags): Promise<ExitCode> =>
	process.stdout.isTTY || flags.linear
		? watch(config)
		: listCommand(mainScreen, config, flags, output, undefined, (wire, as) =>
				printAccount(wire, as, config, flags, output),
			);

/** How long the end of a recording may take to be packed and written, milliseconds. */
const writingPatience = 10_000;

const record = async (config: Config, [path = '']: readonly string[], flags: Flags): Promise<ExitCode> => {
	const { recordable, recordSession } = await import('./source/hooks/record-session.ts');
	return recordCommand(path, config, flags, output, {
		recordable,
		now: machineClock,
		signal: interrupted(writingPatience),
		anonymizer: () => {
			const { change } = new Anonymizer();
			return change;
		},
		start: ({ config: of, every, ...options }) =>
			recordSession({
				...{ connection: of.connection, origin: of.origin, context: of.context, wait: of.wait },
				...{ every, interval: of.interval, checks: of.checks, app: version },
				...options,
			}),
	});
};

/** A recording on the screen, which needs a terminal: lists print one without. */
const replay = async ([path = '']: readonly string[], config: Config, { at }: Flags): Promise<ExitCode> => {
	const opened = await openedRecording(path, at);
	if ('sentence' in opened) {
		output.complain(opened.sentence);
		return exitCodes.usage;
	}
	const refused = process.stdout.isTTY ? cannotShow({ ...config, linear: false }) : exitCodes.failure;
	if (refused !== undefined) {
		if (!process.stdout.isTTY)
			output.complain(`a recording is drawn on a terminal; natstop servers --replay ${path} prints one`);
		return refused;
	}
	return beginPast(opened.past, config, version, output, opened.at);
};

/** The list that a command prints, where it is one: some have a flag for the list beside them. */
const listOf = (command: Command, flags: Flags): Screen | undefined =>
	listNamed(screens, listIdOf(command, flags));

/** An archive on the screen where there is a terminal; else its servers once. */
const open = async (path: string, config: Config, flags: Flags): Promise<ExitCode> => {
	if (!process.stdout.isTTY || flags.profiles || flags.json) return openCommand(path, config, flags, output);
	const refused = cannotShow(config);
	if (refused !== undefined) return refused;
	const past = await openedPast(path, config, output);
	if (past === undefined) return exitCodes.failure;
	return beginPast(past, config, version, output);
};

/** A profile that is drawn needs no connection: what is wrong with a context is nothing to it. */
const profile = (
	config: (flags: Flags) => Config,
	args: readonly string[],
	flags: Flags,
): Promise<ExitCode> => {
	const look = (): Config => config({ ...flags, noContext: true });
	return profileFromAnywhere({
		...{ args, flags, output, config: () => config(flags) },
		...{ isTerminal: process.stdout.isTTY, noScreen: noScreen() },
		async viewFiles() {
			const { viewProfileFile } = await import('./source/app/show-profile.tsx');
			return viewProfileFile(args, flags, look(), output);
		},
		async viewOne(read, type) {
			const { viewProfile } = await import('./source/app/show-profile.tsx');
			await viewProfile(read, type, look());
		},
	});
};

const run = (command: Command, args: readonly string[], flags: Flags): Promise<ExitCode> => {
	const config = (given: Flags): Config => {
		const environment = realEnvironment();
		const warning = passwordFileWarning(given.passwordFile, environment);
		if (warning !== undefined) output.complain(warning);
		// An archive or a recording needs no connection: what is wrong with a context is nothing to it.
		const isPast = given.archive !== undefined || given.replay !== undefined;
		const wanted = isPast ? { ...given, noContext: true } : given;
		const resolved = resolveConfig(withAccount(wanted), environment, listOf(command, given)?.id);
		tellInUtc(resolved.utc);
		return resolved;
	};
	switch (command) {
		case 'monitor':
			return monitor(config(flags), flags);
		case 'account':
			return accountCommand(config(flags), flags, output);
		case 'permissions':
			return Promise.resolve(permissionsCommand(args, output));
		case 'check':
			return checkCommand(config(flags), flags, output);
		case 'reload':
			return reloadCommand(config(flags), args, flags, output);
		case 'profile':
			return profile(config, args, flags);
		case 'open':
			return open(args[0] ?? '', config({ ...flags, noContext: true }), flags);
		case 'replay':
			return replay(args, config({ ...flags, noContext: true }), flags);
		case 'record':
			return record(config(flags), args, flags);
		case 'anonymize':
			return anonymizeCommand(args, output);
		case 'whoami':
			return whoamiCommand(config(flags), flags, output);
		case 'demo':
			return demo(config, flags);
		case 'completion':
			return Promise.resolve(completionCommand(args, output));
		default:
			return printScreen(listOf(command, flags) ?? mainScreen, config(flags), flags, args);
	}
};

const main = async (): Promise<ExitCode> => {
	const fleet = process.env[fleetVariable];
	if (fleet !== undefined) {
		const { runFleet } = await import('./source/demo/fleet/fleet-process.ts');
		await runFleet(fleet);
		return exitCodes.fine;
	}
	const parsed = parseArguments(process.argv.slice(2));
	if ('usageError' in parsed) {
		output.complain(parsed.usageError);
		return exitCodes.usage;
	}
	const { command, args, flags } = parsed;
	if (flags.help) {
		output.print(helpText(command));
		return exitCodes.fine;
	}
	if (flags.version) {
		output.print(version);
		return exitCodes.fine;
	}
	try {
		return await run(command, args, flags);
	} catch (error) {
		if (!(error instanceof SettingsError)) throw error;
		output.complain(error.message);
		return exitCodes.failure;
	}
};

const stop = (error: unknown): never => crash(error, version, output);

/** Ends when all is written: an attempt to connect that was given up keeps its socket open, and there is no way to close it. */
const leave = async (code: ExitCode): Promise<never> => {
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(exitCodes.interrupted));
	const streams = [process.stdout, process.stderr];
	await Promise.all(streams.map((stream) => new Promise((done) => stream.write('', done))));
	process.exit(code);
};

// Rejections that nobody handles arrive here too.
process.on('uncaughtException', stop);
// An executable's runtime does not make an exception of a reader or a terminal that is gone.
process.stdout.on('error', (error) => {
	// Who read enough, as head does, has what he wanted.
	if ('code' in error && error.code === 'EPIPE') process.exit(exitCodes.fine);
	stop(error);
});
void main().catch(stop).then(leave);
