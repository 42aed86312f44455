// Where accounts come from: asked round after round while somebody looks, or once for a command.

import { setTimeout as wait } from 'node:timers/promises';
import { AccountBook } from '../../model/account-book.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import type { Wire } from '../../nats/wire.ts';
import { polledSource } from '../polled-source.ts';
import type { Once, OnceOptions, Source, Watching } from '../source.ts';
import { askAccounts } from './round.ts';
import { type AccountsSnapshot, nothingKnown } from './snapshot.ts';

/** Longest wait of one round, milliseconds. */
const roundLimit = 2000;

/** What was collected stays for whoever looks again: histories, and who was slow. */
const books = new WeakMap<Watching['events'], AccountBook>();

const bookOf = ({ events, checks }: Watching): AccountBook => {
	const book = books.get(events) ?? new AccountBook({ settings: checks });
	books.set(events, book);
	return book;
};

export const openAccounts = (watching: Watching): Source<AccountsSnapshot> => {
	const { servers, events, timeout, interval } = watching;
	const book = bookOf(watching);
	/** Whoever denied us is not asked again before something is different. */
	let deniedBy: Wire | undefined;
	let watched: { wire: Wire; end: () => void } | undefined;
	const follow = (wire: Wire): void => {
		if (watched?.wire === wire) return;
		watched?.end();
		watched = {
			wire,
			end: wire.watch(({ type }) => {
				if (type === 'back') deniedBy = undefined;
			}),
		};
	};
	const source = polledSource<AccountsSnapshot>(
		watching,
		nothingKnown,
		async (wire, before, { signal, spend, isWished }) => {
			follow(wire);
			if (deniedBy === wire && !isWished) return before;
			const next = await askAccounts(wire, before, {
				...{ book, signal, spend, fleet: servers.get().fleet, log: events.get() },
				...{ maxWait: Math.min(timeout, roundLimit), interval: interval() },
			});
			if (next === undefined) return before;
			if (next.denied !== undefined) deniedBy = wire;
			return next;
		},
		{ name: 'accounts' },
	);
	return {
		...source,
		close() {
			watched?.end();
			source.close?.();
		},
	};
};

/** No events are listened to for one question. */
const noLog: EventLogSnapshot = {
	...{ events: [], dropped: { clients: 0, jetstream: 0, servers: 0 } },
	...{ rate: 0, accountNames: new Map(), since: 0 },
};

/** Asks once, or twice for rates. */
export const askAccountsOnce = async ({
	servers,
	wire,
	timeout,
	again,
	checks,
}: OnceOptions): Promise<Once<AccountsSnapshot>> => {
	const book = new AccountBook({ settings: checks, atOnce: true });
	const { fleet, silent: unheard } = await servers('one');
	const options = { book, fleet, log: noLog, maxWait: timeout, interval: again ?? timeout };
	const began = performance.now();
	let snapshot = (await askAccounts(wire, nothingKnown, options)) ?? nothingKnown;
	if (again !== undefined && snapshot.answered > 0) {
		await wait(Math.max(0, again - (performance.now() - began)));
		snapshot = (await askAccounts(wire, snapshot, options)) ?? snapshot;
	}
	const { failed, answered, silent, refused, accounts, at = wire.now() } = snapshot;
	const heard = new Set(accounts.flatMap(({ shares }) => shares.map(({ server }) => server.name)));
	// Who was silent before may have answered now; who others have a route to and nobody heard is missing.
	const quiet = [...silent, ...unheard.filter((name) => !heard.has(name))];
	const missing = [...quiet, ...refused];
	const of = answered + missing.length;
	return {
		snapshot,
		at,
		...(answered === 0 && { failed: failed ?? 'the connection is closed' }),
		...(missing.length > 0 && {
			partial: `${answered} of ${of} servers answered: ${missing.join(', ')}`,
		}),
	};
};
