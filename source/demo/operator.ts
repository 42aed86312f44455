// Makes an operator with accounts and users: the JWTs and creds of operator mode.

import { type Account, encodeAccount, encodeOperator, encodeUser, fmtCreds, type User } from '@nats-io/jwt';
import { createAccount, createOperator, createUser, type KeyPair } from '@nats-io/nkeys';

/** An account and its present JWT. */
export type OperatorAccount = { name: string; key: string; pair: KeyPair; jwt: string };

/** What a user may do, and until when. `expires` is in milliseconds since the epoch. */
export type UserOptions = {
	name?: string;
	permissions?: Partial<Pick<User, 'pub' | 'sub' | 'resp' | 'src' | 'times' | 'allowed_connection_types'>>;
	expires?: number;
	bearer?: boolean;
};

export type Operator = {
	jwt: string;
	/** The system account. */
	system: OperatorAccount;
	/** The accounts by name, the system account included. */
	accounts: ReadonlyMap<string, OperatorAccount>;
	/**
	 * Signs an account again, with settings that replace the defaults, and gives the JWT; no server is told. `expires` is when
	 * the account ends, in milliseconds since the epoch.
	 */
	updateAccount(name: string, settings: Partial<Account>, expires?: number): Promise<string>;
	/** Makes a user of an account and gives its JWT and seed. */
	createUser(
		account: string,
		options?: UserOptions,
	): Promise<{ jwt: string; seed: string; creds: Uint8Array }>;
};

/** The limits of an account that has none. */
export const unlimited = {
	subs: -1,
	data: -1,
	payload: -1,
	imports: -1,
	exports: -1,
	wildcards: true,
	conn: -1,
	leaf: -1,
};
const jetStreamLimits = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };

/** Makes an operator with the account SYS and the named accounts; these may use JetStream where `jetstream` is set. */
export async function createOperatorWith(names: readonly string[], jetstream: boolean): Promise<Operator> {
	const operator = createOperator();
	const accounts = new Map<string, OperatorAccount>();

	const sign = (name: string, pair: KeyPair, settings: Partial<Account>, expires?: number) => {
		const exp = expires === undefined ? {} : { exp: Math.floor(expires / 1000) };
		const limits = {
			...unlimited,
			...(jetstream && name !== 'SYS' ? jetStreamLimits : {}),
			...settings.limits,
		};
		return encodeAccount(name, pair, { ...settings, limits }, { signer: operator, ...exp });
	};
	const add = async (name: string): Promise<OperatorAccount> => {
		const pair = createAccount();
		const account = { name, key: pair.getPublicKey(), pair, jwt: await sign(name, pair, {}) };
		accounts.set(name, account);
		return account;
	};
	const get = (name: string): OperatorAccount => {
		const account = accounts.get(name);
		if (!account) throw new Error(`no account ${name}: ${[...accounts.keys()].join(', ')}`);
		return account;
	};

	const system = await add('SYS');
	for (const name of names) await add(name);

	return {
		jwt: await encodeOperator('natstop', operator, { system_account: system.key }),
		system,
		accounts,
		updateAccount: async (name, settings, expires) => {
			const account = get(name);
			account.jwt = await sign(name, account.pair, settings, expires);
			return account.jwt;
		},
		createUser: async (accountName, { name, permissions, expires, bearer } = {}) => {
			const pair = createUser();
			const exp = expires === undefined ? {} : { exp: Math.floor(expires / 1000) };
			const jwt = await encodeUser(
				name ?? accountName.toLowerCase(),
				pair,
				get(accountName).pair,
				{ ...permissions, ...(bearer ? { bearer_token: true } : {}) },
				exp,
			);
			return { jwt, seed: new TextDecoder().decode(pair.getSeed()), creds: fmtCreds(jwt, pair) };
		},
	};
}
