// Composes the configuration of each server of a cluster, and the logins of its clients.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createUser } from '@nats-io/nkeys';
import type { Operator } from './operator.ts';
import type { ServerConfig } from './server-config.ts';

/** Files of a TLS listener; `handshakeFirst` needs 2.10.4. With `verify` clients present the client certificate. */
export type ClusterTls = {
	cert: string;
	key: string;
	ca: string;
	verify?: boolean;
	handshakeFirst?: boolean;
	clientCert?: string;
	clientKey?: string;
};

/** Where account JWTs come from in operator mode. */
export type Resolver = 'memory' | 'url' | 'full';

/** The two users of an account in config mode: one by password, one by nkey. */
export type Login = { user: string; password: string; nkey: string; nkeySeed: string; nkeyPath: string };

/** What all servers of a cluster share. */
export type ClusterPlan = {
	name: string;
	/** The beginning of the servers' names. */
	prefix: string;
	dir: string;
	clientPorts: readonly number[];
	routePorts: readonly number[];
	/** The ports that each server connects to, where something stands between them. */
	routeFronts?: readonly (readonly number[])[];
	jetstream: boolean;
	catchUp?: number;
	tls?: ClusterTls;
	/** Settings that replace composed ones. */
	config?: ServerConfig | ((index: number) => ServerConfig);
};

/** An address that nobody listens on. */
const nowhere = '127.0.0.1:1';

/** The whole configuration of server `index`; `auth` holds the settings that decide who may log in. */
export function serverConfig(plan: ClusterPlan, index: number, auth: ServerConfig): ServerConfig {
	const { name, prefix, dir, clientPorts, routePorts, routeFronts, jetstream, catchUp, tls, config } = plan;
	const server = serverName(prefix, index);
	return {
		server_name: server,
		listen: `127.0.0.1:${clientPorts[index]}`,
		server_tags: [`az:${'abc'[index % 3]}`, 'demo'],
		...(clientPorts.length > 1 && {
			cluster: {
				...{ name, listen: `127.0.0.1:${routePorts[index]}` },
				routes: routeUrls(routeFronts?.[index] ?? routePorts),
				// Servers tell each other of those they know, and would go past what stands between them.
				...(routeFronts && { advertise: nowhere }),
			},
		}),
		...(jetstream && {
			jetstream: {
				store_dir: join(dir, server, 'jetstream'),
				max_memory_store: 64 * 1024 ** 2,
				max_file_store: 256 * 1024 ** 2,
				...(catchUp && { max_outstanding_catchup: catchUp }),
			},
		}),
		...(tls && {
			tls: {
				cert_file: tls.cert,
				key_file: tls.key,
				ca_file: tls.ca,
				...(tls.verify && { verify: true }),
				...(tls.handshakeFirst && { handshake_first: true }),
			},
		}),
		// On a busy machine a client may need longer than the two seconds that a server gives it.
		authorization: { timeout: 30 },
		...auth,
		...(typeof config === 'function' ? config(index) : config),
	};
}

/** The flags that start the same server without a file. It has no accounts, so its system account is `$SYS`. */
export function serverFlags(plan: ClusterPlan, index: number): string[] {
	const { name, prefix, dir, clientPorts, routePorts, jetstream } = plan;
	const server = serverName(prefix, index);
	return [
		...['-n', server, '-a', '127.0.0.1', '-p', String(clientPorts[index])],
		...['--cluster_name', name, '--cluster', `nats://127.0.0.1:${routePorts[index]}`],
		...['--routes', routeUrls(routePorts).join(',')],
		...(jetstream ? ['-js', '-sd', join(dir, server, 'jetstream')] : []),
	];
}

/** The settings of operator mode for one server; fills the folder of a full resolver with the account JWTs. */
export async function operatorAuth(
	operator: Operator,
	resolver: Resolver,
	resolverDir: string,
	claimsUrl: string,
): Promise<ServerConfig> {
	const { system, accounts } = operator;
	const trust = { operator: operator.jwt, system_account: system.key };
	if (resolver === 'url') return { ...trust, resolver: `URL(${claimsUrl})` };
	if (resolver === 'memory') {
		const preload = Object.fromEntries([...accounts.values()].map(({ key, jwt }) => [key, jwt]));
		return { ...trust, resolver: 'MEMORY', resolver_preload: preload };
	}
	await mkdir(resolverDir, { recursive: true });
	for (const { key, jwt } of accounts.values()) await writeFile(join(resolverDir, `${key}.jwt`), jwt);
	return {
		...trust,
		resolver: { type: 'full', dir: resolverDir, allow_delete: true, interval: '2m', limit: 1000 },
		resolver_preload: { [system.key]: system.jwt },
	};
}

/** The settings of config mode: each account has a password user and an nkey user. The first is the system account. */
export function configAuth(logins: ReadonlyMap<string, Login>, jetstream: boolean): ServerConfig {
	const [system] = logins.keys();
	const accounts = Object.fromEntries(
		[...logins].map(([account, { user, password, nkey }]) => [
			account,
			{
				users: [{ user, password }, { nkey }],
				...(jetstream && account !== system && { jetstream: 'enabled' }),
			},
		]),
	);
	// An account named $SYS is the system account by its name.
	return { accounts, ...(system !== '$SYS' && { system_account: system }) };
}

/** Makes the users of an account in config mode; the seed is also written to a file. */
export async function createLogin(account: string, dir: string): Promise<Login> {
	const user = account.replace(/\W/g, '').toLowerCase();
	const pair = createUser();
	const nkeySeed = new TextDecoder().decode(pair.getSeed());
	const nkeyPath = join(dir, `${user}.nk`);
	await writeFile(nkeyPath, `${nkeySeed}\n`, { mode: 0o600 });
	return { user, password: `${user}-password`, nkey: pair.getPublicKey(), nkeySeed, nkeyPath };
}

/** The names of the servers: n1, n2, n3 … for the prefix n. */
export function serverName(prefix: string, index: number): string {
	return `${prefix}${index + 1}`;
}

function routeUrls(ports: readonly number[]): string[] {
	return ports.map((port) => `nats://127.0.0.1:${port}`);
}
