// A cluster in operator mode: accounts and users by JWT.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '@nats-io/jwt';
import { credsAuthenticator, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { startClaimsServer } from './claims-server.ts';
import { type Cluster, type ClusterOptions, startServers } from './cluster.ts';
import { operatorAuth, type Resolver } from './cluster-config.ts';
import { createOperatorWith, type Operator, type UserOptions } from './operator.ts';

export type OperatorClusterOptions = ClusterOptions & {
	/** Where the servers find account JWTs: in their configuration unless told. */
	resolver?: Resolver;
};

/**
 * `user` names the user and `expires` ends it, in milliseconds since the epoch; `lang` and `version` are what the client says
 * it is, instead of what it is.
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
	 * Signs an account anew and tells the servers as nsc does; the monitor sees that. Gives what they answered, one each:
	 * `jwt updated`, or `jwt update skipped` where no client of the account was yet. A URL resolver is only served it.
	 */
	updateAccount(account: string, settings: Partial<Account>): Promise<string[]>;
};

/** Starts it; see `startServers` for when it is ready and how it fails. */
export async function startOperatorCluster(options: OperatorClusterOptions): Promise<OperatorCluster> {
	const { accounts = ['APP'], resolver = 'memory', jetstream = true } = options;
	const operator = await createOperatorWith(accounts, jetstream);
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
			// What an authenticator gives goes over the rest of CONNECT, the client's own description too.
			const said = { ...(lang !== undefined && { lang }), ...(version !== undefined && { version }) };
			return cluster.connect({
				...clientOptions,
				authenticator: (nonce) => {
					const auth = login(nonce);
					return auth ? { ...auth, ...said } : auth;
				},
			});
		},
		updateAccount: async (name, settings) => {
			const jwt = await operator.updateAccount(name, settings);
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

async function pushClaims(
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
