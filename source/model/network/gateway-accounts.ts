// The accounts that are known over the gateways from one cluster to another.

/** One account, as one server knows it over its gateway. */
export type GatewayAccount = {
	account: string;
	/** How the server decides what is sent there: `Optimistic`, `Interest-Only` … */
	mode?: string;
	/** Subscriptions there that are known here, and those of queues among them. */
	subscriptions: number;
	queues: number;
	/** Subjects that nobody there wants. */
	unwanted: number;
};

/** The same over all servers of the cluster. */
export type GatewayAccountRow = GatewayAccount & {
	/** How many of those that answered know it. */
	servers: number;
	of: number;
};

/** Puts together what each server said: the greatest of figures, and the mode, or `mixed`. In order of account. */
export const gatewayAccountRows = (
	told: readonly (readonly GatewayAccount[])[],
): readonly GatewayAccountRow[] => {
	const rows = new Map<string, GatewayAccountRow>();
	for (const one of told.flat()) {
		const before = rows.get(one.account);
		if (before === undefined) {
			rows.set(one.account, { ...one, servers: 1, of: told.length });
			continue;
		}
		rows.set(one.account, {
			...before,
			servers: before.servers + 1,
			mode: before.mode === one.mode ? one.mode : 'mixed',
			subscriptions: Math.max(before.subscriptions, one.subscriptions),
			queues: Math.max(before.queues, one.queues),
			unwanted: Math.max(before.unwanted, one.unwanted),
		});
	}
	return [...rows.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
};
