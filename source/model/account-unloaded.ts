// An account that has claims, and that no server has needed yet.

import type { Account } from './account.ts';

/** All that is known of it is that it is there. */
export const unloadedAccount = (account: string, name: string | undefined, at: number): Account => ({
	...{ account, name: name ?? account, shares: [], jetstream: [], comers: [], troubles: [] },
	...{ ratesArePartial: false, sentIsRouted: false, slowGrowth: 0, servers: 0, rank: 0 },
	...{ isOld: false, isLoaded: false, receivedAt: at },
});
