// Starts a cluster in operator mode: accounts and users are JWTs.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '@nats-io/jwt';
import { credsAuthenticator, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { startClaimsServer } from './claims-server.ts';
import { type Cluster, type ClusterOptions, startServers } from './cluster.ts';
import { operatorAuth, type Resolver } from './cluster-config.ts';
import { createOperatorWith, type Operator, type UserOptions } from './operator.ts';

export type OperatorClusterOptions = ClusterOptions & {
	/** Where the servers find account JWTs; in their configuration by default. */
	resolver?: Resolver;
	/** The operator with the accounts; one of its own by default. */
	operator?: Operator;
};

/**
 * `user` is the name of the user, `expires` its end in milliseconds since the epoch. `lang` and `version` replace what the
 * client says about itself.
 */
export type ClientOptions = Omit<NodeConnectionOptions, 'user'> & {
	user?: string;
	expires?: number;
	lang?: string;
	version?: string;
};

export type OperatorCluster = Cluster & {
	operator: Operator;
	/** Creds files of a user of SYS and of one of the first other account. */
	creds: { sys: string; app: string };
	/** Makes a user and writes its creds file; gives the path. */
	userCreds(account: string, options?: UserOptions): Promise<string>;
	/** Connects as a new user of an account. */
	connectAs(account: string, options?: ClientOptions): Promise<NatsConnection>;
	/**
	 * Signs an account again and pushes the JWT as nsc does; the monitor sees the push. Gives one answer a server: `jwt
	 * updated`, or `jwt update skipped` where the account has had no client. A URL resolver only serves the new JWT.
	 */
	updateAccount(account: string, settings: Partial<Account>, expires?: number): Promise<string[]>;
};

/** Starts the cluster; `startServers` says when it is ready and how it fails. */
export async function startOperatorCluster(options: OperatorClusterOptions): Promise<OperatorCluster> {
	const { accounts = ['APP'], resolver = 'memory', jetstream = true } = options;
	const operator = options.operator ?? (await createOperatorWith(accounts, jetstream));
	const system = await operator.createUser('SYS', { name: 'sys' });

	const cluster = await startServers(options, async (dir) => {
		const byKey = (key: string) => [...operator.accounts.values()].find((one) => one.key === key)?.jwt;
		const claims = resolver === 'url' ? await startClaimsServer(byKey) : undefined;
		return {
			settings: (index) => operatorAuth(operator, resolver, join(dir, `jwt-${index}`), claims?.url ?? ''),
			system: { authenticator: credsAuthenticator(system.creds) },
			...(claims && { close: claims.close }),
		};
	});

	const credsDir = join(cluster.dir, 'creds');
	let users = 0;
	const writeCreds = async (name: string, creds: Uint8Array) => {
		await mkdir(credsDir, { recursive: true, mode: 0o700 });
		const path = join(credsDir, `${name}.creds`);
		await writeFile(path, creds, { mode: 0o600 });
		return path;
	};
	const appAccount = accounts[0] ?? 'SYS';
	const app = await operator.createUser(appAccount);

	return {
		...cluster,
		operator,
		creds: { sys: await writeCreds('sys', system.creds), app: await writeCreds('app', app.creds) },
		userCreds: async (account, userOptions) => {
			const { creds } = await operator.createUser(account, userOptions);
			return writeCreds(`${account.toLowerCase()}-${++users}`, creds);
		},
		connectAs: async (account, { user, expires, lang, version, ...clientOptions } = {}) => {
			const { creds } = await operator.createUser(account, {
				...(user !== undefined && { name: user }),
				...(expires !== undefined && { expires }),
			});
			const login = credsAuthenticator(creds);
			// The fields of an authenticator replace those of CONNECT, the client's description included.
			const said = { ...(lang !== undefined && { lang }), ...(version !== undefined && { version }) };
			return cluster.connect({
				...clientOptions,
				authenticator: (nonce) => {
					const auth = login(nonce);
					return auth ? { ...auth, ...said } : auth;
				},
			});
		},
		updateAccount: async (name, settings, expires) => {
			const jwt = await operator.updateAccount(name, settings, expires);
			if (resolver === 'url') return [];
			const client = await cluster.connect({ authenticator: credsAuthenticator(system.creds) });
			try {
				const subject = `$SYS.ACCOUNT.${operator.accounts.get(name)?.key}.CLAIMS.UPDATE`;
				return await pushClaims(client, subject, jwt, cluster.servers.length);
			} finally {
				await client.close();
			}
		},
	};
}

/** Pushes the JWT of an account, and gives one answer a server. */
export async function pushClaims(
	client: NatsConnection,
	subject: string,
	jwt: string,
	size: number,
): Promise<string[]> {
	const answers: string[] = [];
	const options = { strategy: 'count', maxMessages: size, maxWait: 5000 } as const;
	for await (const message of await client.requestMany(subject, jwt, options)) {
		const { data, error } = message.json<{
			data?: { message: string };
			error?: { description: string };
		}>();
		answers.push(error?.description ?? data?.message ?? '');
	}
	return answers;
}
