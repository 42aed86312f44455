// Gives a command its connection, in the system account; every command but the demo begins here.

import type { Config } from '../config/config.ts';
import type { Mode } from '../model/mode.ts';
import { type Connection, openConnection } from '../nats/connect/connect.ts';
import { ConnectError } from '../nats/connect/connect-error.ts';
import { type Identity, identify } from '../nats/connect/identify.ts';
import { SettingsError } from '../nats/connect/settings.ts';
import { subjects } from '../nats/subjects.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { redactText } from '../system/redact.ts';

/**
 * Opens a connection, does the work, closes it; what goes wrong is one sentence and an exit code. An abort ends the
 * connecting at once; `work` sees to it itself.
 */
export const connected = async (
	config: Config,
	output: Output,
	work: (connection: Connection) => Promise<ExitCode>,
	signal?: AbortSignal,
): Promise<ExitCode> => {
	let connection: Connection | undefined;
	try {
		connection = await openConnection(config.connection, { wait: config.wait, signal });
		return await work(connection);
	} catch (error) {
		if (signal?.aborted) return exitCodes.interrupted;
		if (!(error instanceof ConnectError || error instanceof SettingsError)) throw error;
		output.complain(error.message);
		return exitCodes.failure;
	} finally {
		await connection?.close();
	}
};

/** The words about a user who is not in the system account: who he is, and why that is known. */
const notSystem = async ({ outcome, user }: Identity): Promise<string> => {
	const known = await user;
	const name = known?.userName || known?.user;
	const account = known?.accountName || known?.account;
	const who = `${name ? ` as ${name}` : ''}${account ? ` in account ${account}` : ''}`;
	return `connected${who}, but not to the system account: ${subjects.ping}: ${outcome}`;
};

/** What works with the user of an account where something does not. */
const instead = 'natstop account tells what this account may know';

/**
 * As `connected`, for work of some modes: only for the system account unless `for` says more. Where the mode is another one,
 * one sentence says so, and what works instead.
 */
export const inMode = (
	config: Config,
	output: Output,
	work: (connection: Connection, identity: Identity & { mode: Mode }) => Promise<ExitCode>,
	{ modes = ['system'], signal }: { modes?: readonly Mode[]; signal?: AbortSignal } = {},
): Promise<ExitCode> => {
	const checked = async (connection: Connection): Promise<ExitCode> => {
		const { timeout, as } = config.connection;
		const identity = await identify(connection, timeout, as);
		const { mode } = identity;
		if (mode !== undefined && modes.includes(mode)) return work(connection, { ...identity, mode });
		if (mode === 'system') {
			output.complain('only of use in account mode: --as account looks at the own account alone');
			return exitCodes.usage;
		}
		const given = 'give credentials of a system-account user with --context or --creds';
		const more = mode === undefined ? '' : `; ${instead}`;
		output.complain(redactText(`${await notSystem(identity)}; ${given}${more}`));
		return exitCodes.notSystemAccount;
	};
	return connected(config, output, checked, signal);
};

/** As `inMode`, for work that only the system account can do. */
export const inSystemAccount = (
	config: Config,
	output: Output,
	work: (connection: Connection) => Promise<ExitCode>,
	signal?: AbortSignal,
): Promise<ExitCode> => inMode(config, output, work, { signal });
