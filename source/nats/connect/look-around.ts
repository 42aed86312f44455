// Asks other addresses for their greeting, without logging in, to learn whether servers live that our own has lost.

import type { Address } from './addresses.ts';
import { greet } from './greeting.ts';
import { Login } from './server-words.ts';
import type { TlsWish } from './tls.ts';

/** A server that is there; `peers` is how many addresses of its cluster it names, itself among them. */
export type Greeter = { address: Address; serverId: string; peers: number };

/** Asks all addresses at once, and waits for each of them at most `ms`. */
export const lookAround = async (
	addresses: readonly Address[],
	options: TlsWish,
	ms: number,
): Promise<Greeter[]> => {
	const greeters = addresses.map(async (address) => {
		const transport = await greet(address, options, ms, new AbortController().signal);
		const login = new Login();
		for (const chunk of transport.yields) login.read(chunk);
		transport.discard();
		return { address, serverId: login.serverId ?? '', peers: login.urls?.length ?? 0 };
	});
	const settled = await Promise.allSettled(greeters);
	return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
};

/**
 * Where to go when our own server may be cut off from the servers of the `lost` ids: to the one that sees most. Nothing
 * where none of them lives, or where two servers have lost each other, so that neither sees more.
 */
export const betterPlace = (greeters: readonly Greeter[], lost: ReadonlySet<string>): Greeter | undefined => {
	const living = greeters.filter(({ serverId }) => lost.has(serverId));
	const best = living.toSorted((one, other) => other.peers - one.peers)[0];
	return best && (lost.size > 1 || best.peers > 1) ? best : undefined;
};
