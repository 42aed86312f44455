// What a cell of an account depends on besides its row.

import type { Account } from '../../model/account.ts';
import type { Column } from '../../table/column.ts';
import type { Choices, ScreenLook } from '../screen.ts';
import type { AccountsSnapshot } from './snapshot.ts';

export type AccountFacts = {
	/** The name of an account, or its key where a person wants keys. */
	nameOf: (account: Account) => string;
	/** The same of one that is only known by its key or name. */
	nameFor: (account: string) => string;
};

export type AccountColumn = Column<Account, AccountFacts>;

export type AccountLook = ScreenLook<AccountFacts>;

/** What all rows of a snapshot share. */
export const accountFacts = (
	{ accounts, accountNames }: AccountsSnapshot,
	{ keys }: Pick<Choices, 'keys'>,
): AccountFacts => {
	const names = new Map(accounts.map(({ account, name }) => [account, name]));
	return {
		nameOf: ({ account, name }) => (keys ? account : name),
		nameFor: (account) => (keys ? account : (names.get(account) ?? accountNames.get(account) ?? account)),
	};
};
