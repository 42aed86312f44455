// Gives a command its connection, in the system account; every command but the demo begins here.

import type { Config } from '../config/config.ts';
import { type Connection, openConnection } from '../nats/connect/connect.ts';
import { ConnectError } from '../nats/connect/connect-error.ts';
import { SettingsError } from '../nats/connect/settings.ts';
import { systemAccess } from '../nats/connect/system-access.ts';
import { userInfo } from '../nats/connect/user-info.ts';
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

/** As `connected`, for work that only the system account can do. */
export const inSystemAccount = (
	config: Config,
	output: Output,
	work: (connection: Connection) => Promise<ExitCode>,
	signal?: AbortSignal,
): Promise<ExitCode> => {
	const checked = async (connection: Connection): Promise<ExitCode> => {
		const { wire } = connection;
		const { timeout } = config.connection;
		const { access, outcome } = await systemAccess(wire, timeout);
		if (access !== 'no') return work(connection);
		const user = await userInfo(wire, timeout, connection.known()).catch(() => undefined);
		const name = user?.userName || user?.user;
		const account = user?.accountName || user?.account;
		const who = `${name ? ` as ${name}` : ''}${account ? ` in account ${account}` : ''}`;
		output.complain(
			redactText(
				`connected${who}, but not to the system account: ${subjects.ping}: ${outcome}; ` +
					'give credentials of a system-account user with --context or --creds',
			),
		);
		return exitCodes.notSystemAccount;
	};
	return connected(config, output, checked, signal);
};
