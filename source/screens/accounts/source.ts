// Where accounts come from: asked round after round while somebody looks, or once for a command.

import type { Account } from '../../model/account.ts';
import { AccountBook } from '../../model/account-book.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import { firstAndMore } from '../../model/first-names.ts';
import type { Wire } from '../../nats/wire.ts';
import { partialText, untilNext } from '../answering.ts';
import { polledSource } from '../polled-source.ts';
import type { Once, OnceOptions, Source, Watching } from '../source.ts';
import { askEverything, askNames } from './ask-details.ts';
import { type AskMemory, newAskMemory } from './ask-needs.ts';
import { askAccounts } from './round.ts';
import { type AccountsSnapshot, deniedWords, nothingKnown } from './snapshot.ts';

/** Longest wait of one round, milliseconds. */
const roundLimit = 2000;

/** What was collected stays for whoever looks again: histories, and who was slow. */
const books = new WeakMap<Watching['events'], AccountBook>();

const bookOf = ({ events, checks }: Watching): AccountBook => {
	const book = books.get(events) ?? new AccountBook({ settings: checks });
	books.set(events, book);
	return book;
};

/** The source that is open now. */
const opened = new WeakMap<Watching, Source<AccountsSnapshot>>();

export const openAccounts = (watching: Watching): Source<AccountsSnapshot> => {
	const { servers, events, timeout, interval } = watching;
	const book = bookOf(watching);
	/** Whoever denied us is not asked again before something is different. */
	let deniedBy: Wire | undefined;
	let memory = newAskMemory();
	let watched: { wire: Wire; end: () => void } | undefined;
	const follow = (wire: Wire): void => {
		if (watched?.wire === wire) return;
		watched?.end();
		watched = {
			wire,
			end: wire.watch(({ type }) => {
				if (type !== 'back') return;
				deniedBy = undefined;
				memory = newAskMemory();
			}),
		};
		memory = newAskMemory();
	};
	const source = polledSource<AccountsSnapshot>(
		watching,
		nothingKnown,
		async (wire, before, { signal, spend, isWished, focused, show }) => {
			follow(wire);
			if (deniedBy === wire && !isWished) return before;
			if (isWished) {
				memory = newAskMemory();
				book.details.askAgain();
			}
			const next = await askAccounts(wire, before, {
				...{ book, signal, spend, show, fleet: servers.get().fleet, log: events.get() },
				...{ maxWait: Math.min(timeout, roundLimit), interval: interval() },
				details: { memory, focused, interval: interval() },
			});
			if (next === undefined) return before;
			if (next.denied !== undefined) deniedBy = wire;
			// Whoever opens the connections of one by its name asks servers for its key.
			for (const { account, name } of next.accounts) watching.learnName(account, name);
			return next;
		},
		{ name: 'accounts' },
	);
	const live: Source<AccountsSnapshot> = {
		...source,
		close() {
			watched?.end();
			if (opened.get(watching) === live) opened.delete(watching);
			source.close?.();
		},
	};
	opened.set(watching, live);
	return live;
};

/** The accounts that are asked for already, for the tabs of one of them: without them nothing is known there. */
export const accountsInView = (watching: Watching): Source<AccountsSnapshot> =>
	opened.get(watching) ?? { get: () => nothingKnown, subscribe: () => () => {} };

/** No events are listened to for one question. */
const noLog: EventLogSnapshot = {
	...{ events: [], dropped: { clients: 0, jetstream: 0, servers: 0 } },
	...{ rate: 0, accountNames: new Map(), since: 0 },
};

/** Reasons told at most. */
const mostReasons = 4;

/** What is not known of some accounts that everything was asked of, a sentence for each reason. */
export const lackingText = (
	{ denied, unheard }: Pick<AskMemory, 'denied' | 'unheard'>,
	accounts: readonly Account[],
): readonly string[] => {
	const names = new Map(accounts.map(({ account, name }) => [account, name]));
	const byReason = new Map<string, string[]>();
	for (const [key, why] of unheard) {
		const known = byReason.get(why);
		const name = names.get(key) ?? key;
		if (known) known.push(name);
		else byReason.set(why, [name]);
	}
	const reasons = [...byReason].map(([why, those]) => `no claims of ${firstAndMore(those)}: ${why}`);
	return [
		...[...denied].map(
			(subject) => `no ${deniedWords[subject] ?? 'details'}: not permitted to publish ${subject}`,
		),
		...(reasons.length > 0 ? [firstAndMore(reasons, mostReasons, { noun: 'reasons', joint: '; ' })] : []),
	];
};

/** Asks once, or twice for rates. */
export const askAccountsOnce = async ({
	servers,
	wire,
	timeout,
	again,
	checks,
	detail = false,
}: OnceOptions): Promise<Once<AccountsSnapshot>> => {
	const book = new AccountBook({ settings: checks, atOnce: true });
	const { fleet, silent: unheard } = await servers('one');
	const options = { book, fleet, log: noLog, maxWait: timeout, interval: again ?? timeout };
	const memory = newAskMemory();
	const details = { memory, ask: detail ? askEverything : askNames };
	const began = performance.now();
	let snapshot = nothingKnown;
	if (again !== undefined) {
		snapshot = (await askAccounts(wire, nothingKnown, options)) ?? nothingKnown;
		await untilNext(again, began);
	}
	snapshot = (await askAccounts(wire, snapshot, { ...options, details })) ?? snapshot;
	const { failed, answered, silent, refused, accounts, at = wire.now() } = snapshot;
	const heard = new Set(accounts.flatMap(({ shares }) => shares.map(({ server }) => server.name)));
	// Who was silent before may have answered now; who others have a route to and nobody heard is missing.
	const quiet = [...silent, ...unheard.filter((name) => !heard.has(name))];
	const missing = [...quiet, ...refused];
	const of = answered + missing.length;
	const lacking = detail ? lackingText(memory, accounts) : [];
	const partial = [partialText(answered, of, missing) ?? [], lacking].flat();
	return {
		snapshot,
		at,
		...(answered === 0 && { failed: failed ?? 'the connection is closed' }),
		...(partial.length > 0 && { partial: partial.join('; ') }),
	};
};
