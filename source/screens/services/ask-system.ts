// Services of all accounts for a user of the system account: servers tell which connections listen as instances.

import { firstAndMore } from '../../model/first-names.ts';
import type { ServiceBook } from '../../model/services/service-book.ts';
import type { Subscribed } from '../../model/services/told.ts';
import { gatherServiceConnections } from '../../nats/ask-services.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import { gatherAccounts } from '../../nats/gather-accounts.ts';
import type { Cost } from '../../nats/governor.ts';
import { accountConnzSubject, isSubjectToken, permissionPattern, subjects } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { workThrough } from '../../nats/work-through.ts';
import { nothingAsked, type ServicesAsked } from './snapshot.ts';

/** Milliseconds after which accounts without services are asked again. */
const listEvery = 30_000;

/** After so many rounds without instances an account is asked seldom again: by then they are known to be gone. */
const emptyRounds = 3;

/** Accounts that are asked, those with most connections; and at the same time: the wire waits for no more. */
const [mostAccounts, atOnce] = [256, 4];

/** What is remembered of accounts from one round to the next. */
export type SystemMemory = {
	accounts: readonly string[];
	listedAt: number;
	/** Accounts with instances, and for how many rounds none was there. */
	withServices: Map<string, number>;
	/** How many more there are. */
	more: number;
};

export const newSystemMemory = (): SystemMemory => ({
	...{ accounts: [], listedAt: Number.NEGATIVE_INFINITY, withServices: new Map(), more: 0 },
});

export type SystemNeeds = {
	wire: Wire;
	book: ServiceBook;
	memory: SystemMemory;
	servers: readonly AskedServer[];
	maxWait: number;
	isWished?: boolean;
	spend?: (cost: Partial<Cost>) => void;
	signal?: AbortSignal;
};

/** Learns which accounts have connections; gives the subject that may not be asked on, or why nobody told. */
const listAccounts = async ({
	wire,
	memory,
	servers,
	maxWait,
	spend,
	signal,
}: SystemNeeds): Promise<Pick<ServicesAsked, 'denied' | 'failed'>> => {
	const connections = new Map<string, number>();
	let words: string | undefined;
	const end = await gatherAccounts(wire, {
		...{ maxWait, signal, expected: new Set(servers.map(({ id }) => id)), ...(spend && { spend }) },
		onAnswer({ counts }) {
			for (const { account, connections: own = 0 } of counts)
				connections.set(account, (connections.get(account) ?? 0) + own);
		},
		onRefused(_, said) {
			words = said;
		},
	});
	if (end === 'denied') return { denied: subjects.accountStatz };
	if (connections.size === 0)
		return { failed: words ?? (end === 'absent' ? wire.absent : 'no account was told of') };
	const found = [...connections].filter(([account, count]) => count > 0 && isSubjectToken(account));
	found.sort(([, a], [, b]) => b - a);
	memory.accounts = found.slice(0, mostAccounts).map(([account]) => account);
	memory.more = Math.max(0, found.length - mostAccounts);
	memory.listedAt = wire.now();
	return {};
};

/** Those that are gone are told of for a while. */
const remember = ({ withServices }: SystemMemory, account: string, hasServices: boolean): void => {
	const empty = withServices.get(account);
	if (hasServices) withServices.set(account, 0);
	else if (empty !== undefined && empty >= emptyRounds) withServices.delete(account);
	else if (empty !== undefined) withServices.set(account, empty + 1);
};

/** One round: accounts with services, and now and then all; what was found is in the book then. Nothing without a link. */
export const askSystemServices = async (needs: SystemNeeds): Promise<ServicesAsked | undefined> => {
	const { wire, book, memory, servers, maxWait, isWished, spend, signal } = needs;
	const isListing = isWished || wire.now() - memory.listedAt >= listEvery;
	const listed = isListing ? await listAccounts(needs) : {};
	if (signal?.aborted || wire.isClosed()) return undefined;
	if (listed.denied !== undefined || (listed.failed !== undefined && memory.accounts.length === 0))
		return { ...nothingAsked, ...listed, at: wire.now() };
	const known = [...memory.withServices.keys()];
	const accounts = isListing ? [...new Set([...memory.accounts, ...known])] : known;
	const expected = new Set(servers.map(({ id }) => id));
	const subscribed: Subscribed[] = [];
	const [silent, cut] = [new Set<string>(), new Set<string>()];
	let refused: string | undefined;
	let isAbsent = false;
	const denied = await workThrough(
		accounts,
		async (account) => {
			const subject = accountConnzSubject(account);
			const told = await gatherServiceConnections(wire, subject, {
				account,
				expected,
				maxWait,
				spend,
				signal,
			});
			if (told.end === 'denied') return { kind: 'denied', what: 'publish', subject };
			isAbsent ||= told.end === 'absent';
			remember(memory, account, told.subscribed.length > 0);
			subscribed.push(...told.subscribed);
			refused = told.refused ?? refused;
			for (const name of told.cut) cut.add(name);
			for (const { id, name } of servers) if (!told.answered.has(id)) silent.add(name);
			return undefined;
		},
		{ atOnce, ...(signal && { signal }) },
	);
	if (signal?.aborted || wire.isClosed()) return undefined;
	const at = wire.now();
	if (denied?.kind === 'denied') return { ...nothingAsked, at, denied: permissionPattern(denied.subject) };
	if (isAbsent) return { ...nothingAsked, at, failed: wire.absent };
	book.hear({ at, subscribed, isWhole: silent.size + cut.size === 0, accounts: new Set(accounts) });
	return {
		...nothingAsked,
		at,
		missing: missingParts({ servers, silent, cut, refused, more: memory.more, book }),
	};
};

type Missing = {
	servers: readonly AskedServer[];
	silent: ReadonlySet<string>;
	cut: ReadonlySet<string>;
	refused: string | undefined;
	more: number;
	book: ServiceBook;
};

const missingParts = ({ servers, silent, cut, refused, more, book }: Missing): string[] => [
	...(silent.size > 0
		? [`${servers.length - silent.size} of ${servers.length} servers answered: ${firstAndMore([...silent])}`]
		: []),
	...(cut.size > 0 ? [`the first 1,024 of ${firstAndMore([...cut])}`] : []),
	...(refused === undefined ? [] : [refused]),
	...(more > 0 ? [`${more} more accounts were not asked`] : []),
	...(book.isCut ? ['more than 4,096 instances'] : []),
];
