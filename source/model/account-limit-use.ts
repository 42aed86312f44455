// How much of its limits an account uses.

import type { Account } from './account.ts';
import type { AccountUse } from './account-claims.ts';
import { shareOf } from './checks/check.ts';
import { placeName } from './jetstream-place.ts';

/** From so much of a limit on there is little room left. */
export const fullShare = 0.9;

/**
 * A figure of an account beside its limit: `connections` 72 of 100, which is a share of 0.72. What is absent is unknown; a
 * limit and a share also where there is no limit.
 */
export type LimitUse = { what: string; used?: number; limit?: number; isBytes?: boolean; share?: number };

const withShare = (figure: LimitUse): LimitUse => {
	const { used, limit } = figure;
	// Where nothing is allowed, something is too much.
	const share = limit === 0 ? (used === undefined || used === 0 ? undefined : 1) : shareOf(used, limit);
	return { ...figure, share };
};

/** Connections and leafnodes, whose limits hold for all servers together. That of subscriptions holds for each connection. */
export const connectionLimits = ({
	connections,
	leafnodes,
	claims,
}: Pick<Account, 'connections' | 'leafnodes' | 'claims'>): readonly LimitUse[] =>
	[
		{ what: 'connections', used: connections, limit: claims?.limits?.connections },
		{ what: 'leafnodes', used: leafnodes, limit: claims?.limits?.leafnodes },
	].map(withShare);

/** The limits of one JetStream use: those the servers go by, else those of the claims, where these are not by tiers. */
export const limitsOfUse = (
	use: AccountUse | undefined,
	{ claims, jetstream }: Pick<Account, 'claims' | 'jetstream'>,
) => {
	const isTiered = (claims?.tiers.length ?? 0) > 0;
	const limits = isTiered ? undefined : claims?.limits;
	const place = jetstream.length > 1 && use !== undefined ? placeName(use) : undefined;
	const where = place === undefined ? '' : ` in ${place}`;
	const size = (what: string, used: number | undefined, limit: number | undefined): LimitUse => ({
		...{ what: `${what}${where}`, used, isBytes: true },
		limit: isTiered ? undefined : limit,
	});
	return [
		size('JetStream memory', use?.memory, use?.memoryLimit),
		size('JetStream storage', use?.storage, use?.storageLimit),
		{ what: `streams${where}`, used: use?.streams, limit: limits?.streams },
		{ what: `consumers${where}`, used: use?.consumers, limit: limits?.consumers },
	].map(withShare);
};

/** The JetStream system in which an account stores most. */
export const mainUse = ({ jetstream }: Pick<Account, 'jetstream'>): AccountUse | undefined =>
	jetstream.toSorted((a, b) => (b.storage ?? 0) + (b.memory ?? 0) - ((a.storage ?? 0) + (a.memory ?? 0)))[0];

/** Memory, storage, streams and consumers in the JetStream system in which it stores most. */
export const jetStreamLimits = (account: Pick<Account, 'claims' | 'jetstream'>): readonly LimitUse[] =>
	limitsOfUse(mainUse(account), account);

/** The same of every JetStream system. */
export const allJetStreamLimits = (account: Pick<Account, 'claims' | 'jetstream'>): readonly LimitUse[] =>
	account.jetstream.flatMap((use) => limitsOfUse(use, account));

/** The part of the fullest; absent where none has a limit. */
export const worstShare = (limits: readonly LimitUse[]): number | undefined => {
	const known = limits.flatMap(({ share }) => share ?? []);
	return known.length === 0 ? undefined : Math.max(...known);
};
