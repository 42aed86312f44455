// What an operator lets an account do and until when, as a server that has loaded it tells.

import type { JetStreamPlace } from './jetstream-place.ts';

/** The most an account may have or use; what is absent has no limit. Sizes are bytes. */
export type AccountLimits = {
	connections?: number;
	leafnodes?: number;
	/** Of each connection: nats-server counts them one by one. */
	subscriptions?: number;
	payload?: number;
	data?: number;
	imports?: number;
	exports?: number;
	memory?: number;
	storage?: number;
	streams?: number;
	consumers?: number;
};

/** JetStream limits that hold for streams of one number of replicas: `R3`. */
export type TierLimits = Pick<AccountLimits, 'memory' | 'storage' | 'streams' | 'consumers'> & {
	tier: string;
};

/** A subject of another account that clients of this one can use. */
export type AccountImport = {
	subject: string;
	/** The account it comes from: a name, or a key in operator mode. */
	account?: string;
	type?: string;
	/** What it is called here, where that is another subject. */
	localSubject?: string;
	/** The other account does not allow it, or no longer: nothing comes through. */
	isInvalid: boolean;
	/** The other side learns who asks. */
	isShared: boolean;
};

/** A subject that other accounts can use. */
export type AccountExport = {
	subject: string;
	type?: string;
	responseType?: string;
	/** Only accounts with a token of this one. */
	needsToken: boolean;
	/** Accounts that are named one by one; absent where the export is for all. */
	accounts?: readonly string[];
	/** How many of the requests are measured, in percent. */
	latencySampling?: number;
};

/** A user that was locked out: everybody by the key `*`. */
export type RevokedUser = { user: string; at?: number };

/** A list of the claims of which only so much is read. */
export type CutList = 'imports' | 'exports' | 'revoked' | 'tiers';

/** What one server says of one account. Times are milliseconds since the epoch. */
export type AccountClaims = {
	account: string;
	/** By the server that was asked, at our time. */
	server: { id: string; name: string };
	receivedAt: number;
	name?: string;
	/** Its limits; absent in configuration mode, where servers do not show them. */
	limits?: AccountLimits;
	/** In place of limits for all its streams together. */
	tiers: readonly TierLimits[];
	/** Who signed it. */
	issuer?: string;
	issued?: number;
	/** When its servers learned of it in this form. */
	updated?: number;
	expires?: number;
	isExpired: boolean;
	isSystem: boolean;
	hasJetStream?: boolean;
	signingKeys?: number;
	tags: readonly string[];
	/** Users get permissions of the account where they have none of their own. */
	hasDefaultPermissions: boolean;
	revoked: readonly RevokedUser[];
	/** Without those that every account has of the system account, which are only counted. */
	imports: readonly AccountImport[];
	systemImports: number;
	exports: readonly AccountExport[];
	/** The lists that were longer than what is read of them. */
	cut: readonly CutList[];
};

/** JetStream use of one account in one JetStream system, over all its servers and replicas. */
export type AccountUse = JetStreamPlace & {
	account: string;
	memory?: number;
	storage?: number;
	/** Absent where there is no limit. */
	memoryLimit?: number;
	storageLimit?: number;
	streams?: number;
	consumers?: number;
	apiTotal?: number;
	apiErrors?: number;
	receivedAt: number;
};

/** True where the claims of an account have ended by `now`, or its server says that they have. */
export const isGone = (
	{ isExpired, expires }: Pick<AccountClaims, 'isExpired' | 'expires'>,
	now: number,
): boolean => isExpired || (expires !== undefined && expires <= now);
