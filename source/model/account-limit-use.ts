// How much of its limits an account uses.

import type { Account } from './account.ts';
import type { AccountUse } from './account-claims.ts';
import { shareOf } from './checks/check.ts';
import { placeName } from './jetstream-place.ts';

/** From so much of a limit on there is little room left. */
export const fullShare = 0.9;

/** A figure of an account beside its limit; what is absent is unknown, a limit also where there is none. */
export type Room = { what: string; used?: number; limit?: number; isBytes?: boolean };

const fill = (room: Room): Room & { share?: number } => {
	const { used, limit } = room;
	// Where nothing is allowed, something is too much.
	const share = limit === 0 ? (used === undefined || used === 0 ? undefined : 1) : shareOf(used, limit);
	return { ...room, share };
};

/** What a limit counts, how much of it is used, and that part from 0 on; the part is absent where there is no limit. */
export type FilledRoom = ReturnType<typeof fill>;

/** Connections and leafnodes, whose limits hold for all servers together. That of subscriptions holds for each connection. */
export const connectionRooms = ({
	connections,
	leafnodes,
	claims,
}: Pick<Account, 'connections' | 'leafnodes' | 'claims'>): readonly FilledRoom[] =>
	[
		{ what: 'connections', used: connections, limit: claims?.limits?.connections },
		{ what: 'leafnodes', used: leafnodes, limit: claims?.limits?.leafnodes },
	].map(fill);

/** The limits of one JetStream use: those the servers go by, else those of the claims, where these are not by tiers. */
export const roomsOfUse = (
	use: AccountUse | undefined,
	{ claims, jetstream }: Pick<Account, 'claims' | 'jetstream'>,
) => {
	const isTiered = (claims?.tiers.length ?? 0) > 0;
	const limits = isTiered ? undefined : claims?.limits;
	const place = jetstream.length > 1 && use !== undefined ? placeName(use) : undefined;
	const where = place === undefined ? '' : ` in ${place}`;
	const size = (what: string, used: number | undefined, limit: number | undefined): Room => ({
		...{ what: `${what}${where}`, used, isBytes: true },
		limit: isTiered ? undefined : limit,
	});
	return [
		size('JetStream memory', use?.memory, use?.memoryLimit),
		size('JetStream storage', use?.storage, use?.storageLimit),
		{ what: `streams${where}`, used: use?.streams, limit: limits?.streams },
		{ what: `consumers${where}`, used: use?.consumers, limit: limits?.consumers },
	].map(fill);
};

/** The JetStream system in which an account stores most. */
export const mainUse = ({ jetstream }: Pick<Account, 'jetstream'>): AccountUse | undefined =>
	jetstream.toSorted((a, b) => (b.storage ?? 0) + (b.memory ?? 0) - ((a.storage ?? 0) + (a.memory ?? 0)))[0];

/** Memory, storage, streams and consumers in the JetStream system in which it stores most. */
export const jetStreamRooms = (account: Pick<Account, 'claims' | 'jetstream'>): readonly FilledRoom[] =>
	roomsOfUse(mainUse(account), account);

/** The same of every JetStream system. */
export const allJetStreamRooms = (account: Pick<Account, 'claims' | 'jetstream'>): readonly FilledRoom[] =>
	account.jetstream.flatMap((use) => roomsOfUse(use, account));

/** The part of the fullest; absent where none has a limit. */
export const worstShare = (rooms: readonly FilledRoom[]): number | undefined => {
	const known = rooms.flatMap(({ share }) => share ?? []);
	return known.length === 0 ? undefined : Math.max(...known);
};
