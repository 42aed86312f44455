// One round of asking for accounts, from what the servers are known to be to what they answered.

import type { Account } from '../../model/account.ts';
import type { AccountBook } from '../../model/account-book.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import { firstAndMore } from '../../model/first-names.ts';
import type { FleetSnapshot, ServerRow } from '../../model/fleet.ts';
import { accountStatzSince } from '../../nats/account-statz.ts';
import type { GatherEnd } from '../../nats/gather.ts';
import { gatherAccounts } from '../../nats/gather-accounts.ts';
import type { Cost } from '../../nats/governor.ts';
import { subjects } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { versionNumber } from '../../table/version-number.ts';
import { isAnswering } from '../answering.ts';
import { askDetails } from './ask-details.ts';
import type { DetailNeeds } from './ask-needs.ts';
import type { AccountsSnapshot } from './snapshot.ts';

export type RoundOptions = {
	book: AccountBook;
	fleet: FleetSnapshot;
	log: EventLogSnapshot;
	/** Longest wait, and milliseconds between two rounds. */
	maxWait: number;
	interval: number;
	spend?: (cost: Cost) => void;
	signal?: AbortSignal;
	/** What is asked beside the counts; nothing without it. */
	details?: Pick<DetailNeeds, 'memory' | 'focused' | 'interval'> & {
		ask?: (needs: DetailNeeds) => Promise<void>;
	};
	/** Shows what is known before the details are. */
	show?: (snapshot: AccountsSnapshot) => void;
};

const since = versionNumber(accountStatzSince) ?? 0;

const isTooOld = ({ info }: ServerRow): boolean => (versionNumber(info.version) ?? since) < since;

/** Why there are no accounts where every server is too old to tell of any. */
const areTooOld = (there: readonly ServerRow[]): string | undefined => {
	if (there.length === 0 || !there.every(isTooOld)) return undefined;
	const versions = [...new Set(there.map(({ info }) => info.version ?? ''))].sort();
	const which = there.length === 1 ? 'this is' : 'these are';
	return `accounts need nats-server ${accountStatzSince}; ${which} ${firstAndMore(versions)}`;
};

const whyNobody = (end: GatherEnd, maxWait: number, absent = 'not in the archive'): string => {
	if (end === 'denied') return `not permitted to publish ${subjects.accountStatz}`;
	if (end === 'unheard') return 'not permitted to listen for answers';
	if (end === 'absent') return absent;
	return end === 'no-responders' ? 'no responders' : `nothing in ${maxWait / 1000}s`;
};

/** Asks everybody; gives nothing where the link went away meanwhile. */
export const askAccounts = async (
	wire: Wire,
	before: AccountsSnapshot,
	{ book, fleet, log, maxWait, interval, spend, signal, details, show }: RoundOptions,
): Promise<AccountsSnapshot | undefined> => {
	const there = fleet.rows.filter(isAnswering);
	const asked = there.filter((row) => !isTooOld(row));
	const names = new Map(there.map(({ info }) => [info.id, info.name]));
	const rtts = new Map(there.map(({ info, rtt }) => [info.id, rtt]));
	const answered = new Map<string, { isRouted: boolean }>();
	const refused = new Map<string, string>();
	const end = await gatherAccounts(wire, {
		...{ maxWait, signal, spend, expected: new Set(asked.map(({ info }) => info.id)) },
		rttOf: (id) => rtts.get(id),
		onAnswer(answer) {
			book.hear(answer, interval);
			names.set(answer.server.id, answer.server.name);
			answered.set(answer.server.id, { isRouted: answer.counts.some(({ sentIsRouted }) => sentIsRouted) });
		},
		onRefused: (id, words) => refused.set(id, `${names.get(id) ?? id}: ${words}`),
	});
	if (end === 'closed') return undefined;
	for (const { info, state } of fleet.rows) if (state === 'down') book.forget(info.id);
	const at = wire.now();
	const isSilent = ({ info }: ServerRow): boolean => !answered.has(info.id) && !refused.has(info.id);
	const silent = asked.filter(isSilent).map(({ info }) => info.name);
	const accounts = book.endRound({ at, interval, log });
	const snapshot = (known: readonly Account[]): AccountsSnapshot => ({
		accounts: known,
		at,
		answeredAt: answered.size > 0 ? at : before.answeredAt,
		expected: answered.size + silent.length + refused.size,
		answered: answered.size,
		silent,
		tooOld: there.filter(isTooOld).map(({ info }) => `${info.name} (${info.version})`),
		routed: [...answered].filter(([, { isRouted }]) => isRouted).map(([id]) => names.get(id) ?? id),
		refused: [...refused.values()],
		...(end === 'denied' && { denied: subjects.accountStatz }),
		...(answered.size === 0 && { failed: areTooOld(there) ?? whyNobody(end, maxWait, wire.absent) }),
		deniedDetails: [...(details?.memory.denied ?? [])],
		isComplete: book.details.list !== undefined,
		accountNames: log.accountNames,
		...(details?.focused !== undefined && { events: log.events }),
	});
	if (details === undefined || answered.size === 0) return snapshot(accounts);
	// Who waits for the first picture has it before the details.
	if (before.at === undefined) show?.(snapshot(accounts));
	const { ask = askDetails, ...rest } = details;
	await ask({
		...{ wire, accounts, log, spend, signal, timeout: maxWait, ...rest },
		...{ details: book.details, servers: fleet.rows, answered: new Set(answered.keys()) },
	});
	return signal?.aborted ? undefined : snapshot(book.again({ at: wire.now(), interval, log }));
};
