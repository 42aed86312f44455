// Connections opened as the program opens them, closed after each test.

import { afterEach } from 'vitest';
import { type Connection, type OpenOptions, openConnection } from '../../source/nats/connect/connect.ts';
import type { ConnectError } from '../../source/nats/connect/connect-error.ts';
import type { ConnectionSettings } from '../../source/nats/connect/settings.ts';
import type { ConnectionStatus } from '../../source/nats/connect/status.ts';

export type Opened = Connection & { statuses: readonly ConnectionStatus[] };

export type Connections = {
	/** Opens a connection and collects its status changes. */
	open(settings: Partial<ConnectionSettings>, options?: OpenOptions): Promise<Opened>;
	/** The error of a connection that cannot be made. */
	fail(settings: Partial<ConnectionSettings>, options?: OpenOptions): Promise<ConnectError>;
};

/** Opens connections for the tests of a file; called at its top. Files are real, environment and home are not. */
export const connections = (): Connections => {
	const opened: Connection[] = [];
	afterEach(async () => {
		await Promise.all(opened.splice(0).map((connection) => connection.close()));
	});
	const open: Connections['open'] = async (settings, options = {}) => {
		const statuses: ConnectionStatus[] = [];
		const connection = await openConnection(
			{ servers: ['nats://127.0.0.1:4222'], timeout: 20_000, name: 'natstop', ...settings },
			{
				...options,
				onStatus(status) {
					statuses.push(status);
					options.onStatus?.(status);
				},
			},
		);
		opened.push(connection);
		return { ...connection, statuses };
	};
	return {
		open,
		fail: (settings, options) =>
			open(settings, options).then(
				() => {
					throw new Error('it connected');
				},
				(error: ConnectError) => error,
			),
	};
};
