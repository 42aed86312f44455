// Where the tabs of one account come from: the accounts that are in view anyway.

import type { Account } from '../../model/account.ts';
import type { CutList } from '../../model/account-claims.ts';
import { accountPermissions } from '../../nats/subjects.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import type { Honesty } from '../list-facts.ts';
import type { Source, Watching } from '../source.ts';
import type { AccountsSnapshot } from './snapshot.ts';
import { accountsInView } from './source.ts';

/** One account among all of them; it is absent once nobody tells of it. */
export type AccountTab = { all: AccountsSnapshot; account?: Account };

/** The account by its key, as it is in each picture of all. */
export const openAccountTab = (watching: Watching, of = ''): Source<AccountTab> => {
	const source = accountsInView(watching);
	const tabOf = memoizeLast((all: AccountsSnapshot): AccountTab => {
		const account = all.accounts.find((one) => one.account === of);
		return { all, ...(account && { account }) };
	});
	return { get: () => tabOf(source.get()), subscribe: source.subscribe };
};

/** What is still true where claims may not be asked for. */
const still = 'Everything but limits, claims, imports and exports is known.';

/** How much is known of one list of the claims. */
export const claimsHonesty = ({ all, account }: AccountTab, list: CutList, note?: string): Honesty => {
	const { claims } = account ?? {};
	const denied = all.deniedDetails.find((subject) => subject === accountPermissions.claims);
	if (claims === undefined && denied !== undefined) return { at: all.at, denied: { subject: denied, still } };
	if (claims === undefined) return { at: all.at, failed: 'No server has told of its claims yet.' };
	return {
		at: all.at,
		...(claims.cut.includes(list) && { partial: 'the first 1,000' }),
		// In configuration mode another server may have been given others.
		note: [note, `told by ${claims.server.name}`].filter((part) => part !== undefined).join('   '),
	};
};
