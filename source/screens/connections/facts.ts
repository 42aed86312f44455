// What a cell of one connection needs to know about all the others.

import type { ConnectionRow } from '../../model/connection-row.ts';
import type { Column } from '../../table/column.ts';
import type { Choices, ScreenLook } from '../screen.ts';
import { type ConnectionsSnapshot, notFoundText } from './snapshot.ts';

export type ConnectionFacts = {
	/** Name of an account, or its key where none is known or keys are asked for. */
	nameOf: (account: string) => string;
	/** Its name, where one is known, whatever is asked for. */
	nameFor: (account: string) => string | undefined;
	/** Messages a second over all connections, from clients and to them. */
	allIn: number;
	allOut: number;
	/** How much of the traffic is in connections that are not found yet; absent where that is little. */
	notFound?: string;
	/** There are too many connections to ask for each in every round. */
	isSampled: boolean;
};

export type ConnectionColumn = Column<ConnectionRow, ConnectionFacts>;

export type ConnectionLook = ScreenLook<ConnectionFacts>;

export const connectionFacts = (snapshot: ConnectionsSnapshot, { keys }: Choices): ConnectionFacts => {
	const { rows, accountNames } = snapshot;
	let [allIn, allOut] = [0, 0];
	for (const { rates, isOld } of rows) {
		if (isOld) continue;
		allIn += rates?.inMsgs ?? 0;
		allOut += rates?.outMsgs ?? 0;
	}
	const nameOf = (account: string): string => (keys ? account : (accountNames.get(account) ?? account));
	const { sampled } = snapshot;
	const all = sampled?.all;
	if (all) [allIn, allOut] = [Math.max(allIn, all.in), Math.max(allOut, all.out)];
	const nameFor = (account: string): string | undefined => accountNames.get(account);
	const isSampled = sampled !== undefined;
	return { nameOf, nameFor, allIn, allOut, notFound: notFoundText(snapshot), isSampled };
};
