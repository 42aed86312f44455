// The contexts of the nats CLI that natstop can switch to while it runs, and how each looks in the header.

import { knownContexts, loadContext } from '../nats/connect/context.ts';
import type { ConnectionSettings } from '../nats/connect/settings.ts';
import type { Environment } from '../system/environment.ts';
import { redactText } from '../system/redact.ts';
import type { ContextColor } from '../theme.ts';
import { resolveConnection } from './connection-layers.ts';
import { type Flags, flagEntries } from './flags.ts';

/** The name and the colour of a context in the header, as the configuration file has them; and what else that says of it. */
export type ContextLook = { name?: string; color?: ContextColor; noDiscover?: boolean };

/** A context as it is listed; `about` is its address, or why it cannot be used. */
export type ListedContext = { name: string; about: string };

/** Reads contexts anew each time it is asked: they may be edited while natstop runs. */
export type ContextBook = {
	names: () => readonly string[];
	list: () => readonly ListedContext[];
	/** The settings of a context alone. Fails with a SettingsError, one sentence. */
	settings: (name: string) => { connection: ConnectionSettings; origin: string };
};

/** Variables that say where to connect and as whom: they are about the system that natstop was started on. */
const variables: readonly string[] = flagEntries.flatMap(([, { group, env }]) =>
	group === 'Connection' && env !== undefined && env !== 'NATS_TIMEOUT' ? [env] : [],
);

const aboutOf = (name: string, environment: Environment): string => {
	try {
		return redactText(loadContext(name, environment).fields.url ?? '');
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
};

/**
 * The contexts of this machine, for a natstop that was started with these flags. `staysPut` says of which only the given
 * servers are connected to.
 */
export const contextBook = (
	flags: Flags,
	environment: Environment,
	staysPut: (name: string) => boolean = () => false,
): ContextBook => {
	const { timeout, connectionName, as } = flags;
	const env = Object.fromEntries(
		Object.entries(environment.env).filter(([name]) => !variables.includes(name)),
	);
	const names = (): string[] => knownContexts(environment);
	return {
		names,
		list: () => names().map((name) => ({ name, about: aboutOf(name, environment) })),
		settings(name) {
			const { connection, origin } = resolveConnection(
				{
					context: name,
					...(timeout !== undefined && { timeout }),
					...(connectionName !== undefined && { connectionName }),
					...(as !== undefined && { as }),
				},
				{ ...environment, env },
			);
			return { connection: { ...connection, ...(staysPut(name) && { noDiscover: true }) }, origin };
		},
	};
};
