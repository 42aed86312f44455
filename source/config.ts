// Everything natstop was started with: flags over environment over context over its own file over defaults.

import { readConfigFile } from './config-file.ts';
import { resolveConnection } from './connection-layers.ts';
import { longestInterval, parseDuration, shortestInterval } from './duration.ts';
import type { Flags } from './flags.ts';
import { type ConnectionSettings, SettingsError } from './nats/settings.ts';
import { expandPath, type Surroundings } from './nats/surroundings.ts';
import { defaultPalette, type PaletteName, wantsAscii } from './theme.ts';

export type Config = {
	connection: ConnectionSettings;
	/** Where the connection came from, for the header: `context prod-sys`, `NATS_URL`, `--server + --creds`, `default`. */
	origin: string;
	/** Retry the first connection until it works. */
	wait: boolean;
	/** Milliseconds between two rounds. */
	interval: number;
	theme: PaletteName;
	ascii: boolean;
	/** All times in UTC, instead of the zone of the process. */
	utc: boolean;
	readOnly: boolean;
	clipboard: 'osc52' | 'none';
	filter?: string;
	sort?: string;
	reverse?: boolean;
	/** Where profiles and exports are saved. */
	dir: string;
	/** Columns of the server table, when not the usual ones. */
	columns?: readonly string[];
	/** Keys by action id, over the usual ones. */
	keys: Readonly<Record<string, readonly string[]>>;
};

/** Fails with a SettingsError, one sentence that names the flag, variable, file or field. Reads files, opens nothing. */
export const resolveConfig = (flags: Flags, surroundings: Surroundings): Config => {
	const { env } = surroundings;
	const file = readConfigFile(surroundings);
	const { connection, origin } = resolveConnection(flags, surroundings);
	const interval = flags.interval ?? parseDuration(file.interval ?? '2s') ?? 2000;
	if (interval < shortestInterval)
		throw new SettingsError(`--interval must be at least ${shortestInterval}ms`);
	if (interval > longestInterval) throw new SettingsError('--interval must be at most 1h');
	const filter = flags.filter ?? file.filter;
	const sort = flags.sort ?? file.sort;
	const reverse = flags.reverse ?? file.reverse;
	return {
		connection: { ...connection, ...((flags.noDiscover ?? file.noDiscover) && { noDiscover: true }) },
		origin,
		wait: flags.wait ?? false,
		interval,
		// NO_COLOR is a wish about this terminal; only a flag is more of one.
		theme: flags.theme ?? (env.NO_COLOR ? 'mono' : (file.theme ?? defaultPalette(env))),
		ascii: flags.ascii ?? file.ascii ?? wantsAscii(env),
		utc: flags.utc ?? file.utc ?? false,
		readOnly: flags.readOnly ?? file.readOnly ?? false,
		clipboard: flags.clipboard ?? file.clipboard ?? 'osc52',
		...(filter !== undefined && { filter }),
		...(sort !== undefined && { sort }),
		...(reverse !== undefined && { reverse }),
		// No shell has filled in the ~ of a file.
		dir: flags.dir ?? (file.dir === undefined ? '.' : expandPath(file.dir, surroundings)),
		...(file.columns && { columns: file.columns }),
		keys: file.keys ?? {},
	};
};
