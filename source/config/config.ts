// Resolves all settings of a run: flags over environment over context over the configuration file over defaults.

import { isAbsolute } from 'node:path';
import { longestInterval, parseDuration, shortestInterval } from '../format/duration.ts';
import { parseSize } from '../format/size.ts';
import type { CheckSettings } from '../model/checks/check.ts';
import { type ConnectionSettings, SettingsError } from '../nats/connect/settings.ts';
import type { GivenList } from '../screens/given-lists.ts';
import { mainScreen } from '../screens/registry.ts';
import { type Environment, expandPath } from '../system/environment.ts';
import type { Notification } from '../system/notifications.ts';
import type { PaletteName } from '../theme.ts';
import { readChecks, wantsBackground } from './check-settings.ts';
import { type ConfigFile, configPath, readConfigFile } from './config-file.ts';
import { resolveConnection } from './connection-layers.ts';
import { type ContextBook, type ContextLook, contextBook } from './contexts.ts';
import type { Flags } from './flags.ts';
import { defaultPalette, hasTitle, isColourless, wantsAscii } from './terminal-look.ts';

export type Config = {
	connection: ConnectionSettings;
	/** Where the connection came from, for the header: `context prod-sys`, `NATS_URL`, `--server + --creds`, `default`. */
	origin: string;
	/** The context that the connection came from, and how contexts look in the header, by name. */
	context?: string;
	contextLooks: Readonly<Record<string, ContextLook>>;
	/** The contexts that can be switched to. */
	contexts?: ContextBook;
	/** The archive that is looked at instead of a system. */
	archive?: string;
	/** True where the first connection is retried until it works. */
	wait: boolean;
	/** Milliseconds between two rounds. */
	interval: number;
	theme: PaletteName;
	ascii: boolean;
	/** True for sentences instead of a screen. */
	linear: boolean;
	/** True where natstop sets the title of the terminal. */
	title: boolean;
	/** True where the wheel and clicks are on. */
	mouse: boolean;
	/** True for times in UTC, instead of the zone of the process. */
	utc: boolean;
	readOnly: boolean;
	/** How long a server of a rolling reload may take to be healthy again, milliseconds. */
	reloadWait: number;
	clipboard: 'osc52' | 'none';
	/** The folder for profiles and exports. */
	dir: string;
	/** Bytes of the last minutes that are kept in memory; 0 for none. */
	rewind: number;
	/** The choices for lists, by the id of their screen; absent where nothing is chosen. */
	screens: Readonly<Record<string, GivenList>>;
	/** Thresholds of checks that replace their own. */
	checks: CheckSettings;
	/** True where checks that take requests are asked for although nobody looks. */
	checksInBackground: boolean;
	/** How the terminal is told that a check has turned critical. */
	notify: Notification;
	/** The program that is run then, and its arguments. */
	onCritical?: readonly string[];
	/** Keys that replace the default ones, by action id. */
	keys: Readonly<Record<string, readonly string[]>>;
	/** The path of the configuration file, existing or not; absent where there is no home folder for it. */
	file?: string;
};

/** Bytes of the last minutes where nothing is chosen. */
const usualRewind = 64 * 1024 * 1024;

/** The choices of a list without those that are not given. */
const listOf = ({ columns, sort, reverse, filter }: GivenList): GivenList => ({
	...(columns && { columns }),
	...(sort !== undefined && { sort }),
	...(reverse !== undefined && { reverse }),
	...(filter !== undefined && { filter }),
});

/** The choices for all lists. Flags are about `screen`, choices outside of `screens` in the file about the main screen. */
const listsOf = (flags: Flags, file: ConfigFile, screen: string): Config['screens'] => {
	const { sort, reverse, filter } = flags;
	const lists: Record<string, GivenList> = {};
	const add = (id: string, given: GivenList): void => {
		if (Object.keys(given).length > 0) lists[id] = { ...lists[id], ...given };
	};
	add(mainScreen.id, listOf(file));
	for (const [id, given] of Object.entries(file.screens ?? {})) add(id, listOf(given ?? {}));
	add(screen, listOf({ sort, reverse, filter }));
	return lists;
};

/**
 * Fails with a SettingsError, one sentence that names the flag, variable, file or field. Reads files, opens nothing.
 * `screen` is the one that --filter, --sort and --reverse are about.
 */
export const resolveConfig = (
	flags: Flags,
	environment: Environment,
	screen: string = mainScreen.id,
): Config => {
	const { env } = environment;
	const path = configPath(environment);
	const file = readConfigFile(environment);
	const { connection, origin, context } = resolveConnection(flags, environment);
	const staysPut = (name: string | undefined): boolean =>
		flags.noDiscover ??
		(name === undefined ? undefined : file.contexts?.[name]?.noDiscover) ??
		file.noDiscover ??
		false;
	const interval = flags.interval ?? parseDuration(file.interval ?? '2s') ?? 2000;
	if (interval < shortestInterval)
		throw new SettingsError(`--interval must be at least ${shortestInterval}ms`);
	if (interval > longestInterval) throw new SettingsError('--interval must be at most 1h');
	return {
		connection: { ...connection, ...(staysPut(context) && { noDiscover: true }) },
		origin,
		...(context !== undefined && { context }),
		...(flags.archive !== undefined && { archive: flags.archive }),
		contextLooks: file.contexts ?? {},
		contexts: contextBook(flags, environment, staysPut),
		wait: flags.wait ?? false,
		interval,
		// NO_COLOR and TERM describe this terminal, the file is for all terminals; only a flag stands above both.
		theme: flags.theme ?? (isColourless(env) ? 'mono' : (file.theme ?? defaultPalette(env))),
		ascii: flags.ascii ?? file.ascii ?? wantsAscii(env),
		linear: flags.linear ?? file.linear ?? false,
		title: !flags.noTitle && (file.title ?? true) && hasTitle(env),
		mouse: flags.mouse ?? file.mouse ?? false,
		utc: flags.utc ?? file.utc ?? false,
		readOnly: flags.readOnly ?? file.readOnly ?? false,
		reloadWait: parseDuration(file.reload?.wait ?? '2m') ?? 120_000,
		clipboard: flags.clipboard ?? file.clipboard ?? 'osc52',
		// A shell expands the ~ of a flag, but not that of a file.
		dir: flags.dir ?? (file.dir === undefined ? '.' : expandPath(file.dir, environment)),
		rewind:
			typeof file.rewind === 'string'
				? (parseSize(file.rewind) ?? usualRewind)
				: (file.rewind ?? usualRewind),
		screens: listsOf(flags, file, screen),
		checks: readChecks(file.checks ?? {}),
		checksInBackground: wantsBackground(file.checks ?? {}),
		notify: flags.notify ?? file.notify ?? 'none',
		...(file.onCritical && { onCritical: file.onCritical }),
		keys: file.keys ?? {},
		...(isAbsolute(path) && { file: path }),
	};
};
