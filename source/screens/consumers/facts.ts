// What a cell of one consumer depends on besides its row.

import type { Consumer } from '../../model/jetstream/consumer.ts';
import { isOwn } from '../../model/jetstream/replicated.ts';
import type { Column } from '../../table/column.ts';
import type { Choices, ScreenLook } from '../screen.ts';
import type { ConsumersSnapshot } from './snapshot.ts';

export type ConsumerFacts = {
	/** The name of its account, or the key where a person wants keys. */
	nameOf: (consumer: Pick<Consumer, 'account' | 'accountName'>) => string;
	/** The same of an account that is only known by its key. */
	nameFor: (account: string) => string;
	/** How it is called in the list: `APP/ORDERS/billing`, and its own name alone among those of one stream. */
	pathOf: (consumer: Consumer) => string;
};

export type ConsumerColumn = Column<Consumer, ConsumerFacts>;

export type ConsumerLook = ScreenLook<ConsumerFacts>;

/** `APP/ORDERS/billing`; without the account where there is no other. */
export const consumerPath = (row: Consumer, nameOf: ConsumerFacts['nameOf']): string =>
	isOwn(row) ? `${row.stream}/${row.consumer}` : `${nameOf(row)}/${row.stream}/${row.consumer}`;

/** What all rows of a snapshot share. */
export const consumerFacts = (
	{ accountNames, stream }: ConsumersSnapshot,
	{ keys }: Pick<Choices, 'keys'>,
): ConsumerFacts => {
	const nameOf: ConsumerFacts['nameOf'] = ({ account, accountName }) => {
		if (keys) return account;
		return accountName === account ? (accountNames.get(account) ?? account) : accountName;
	};
	return {
		nameOf,
		nameFor: (account) => (keys ? account : (accountNames.get(account) ?? account)),
		pathOf: (row) => (stream === undefined ? consumerPath(row, nameOf) : row.consumer),
	};
};

/** Whether the figures of its leader are not those of now: they are muted then. */
export const isStale = ({ leader, toldBy, isOld }: Consumer): boolean =>
	isOld || leader === undefined || !toldBy.isLeader || toldBy.server !== leader;
