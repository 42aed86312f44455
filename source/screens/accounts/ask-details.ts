// What a round asks beside the counts of all accounts: claims one by one, JetStream use, and who is not loaded.

import { type Account, type AccountShare, isIdle } from '../../model/account.ts';
import type { AccountDetails } from '../../model/account-details.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { askAccountsJsz, gatherAccountJsz } from '../../nats/account-jsz.ts';
import { askAccountz } from '../../nats/accountz.ts';
import { askClaimsList } from '../../nats/claims-list.ts';
import type { Cost } from '../../nats/governor.ts';
import { type Failure, failureText, isAnswer } from '../../nats/requests.ts';
import { accountPermissions, permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';

/** Claims asked for in a second, and at the same time. */
const claimsASecond = 4;
const atOnce = 4;

/** How often JetStream use is asked for: of all accounts, of the one that is open, and its streams; milliseconds. */
const [listSpan, openSpan, streamsSpan] = [30_000, 5000, 30_000];

/** Servers of one JetStream system that are asked at most: none knows accounts that it has not loaded. */
const mostServers = 4;

/** Longest wait for one answer, milliseconds. */
const answerLimit = 2000;

/** What is remembered of asking from round to round, for one way to NATS. */
export type AskMemory = {
	/** Subjects that our user may not publish to, as a permission names them. */
	denied: Set<string>;
	/** When each was asked last, our clock. */
	asked: Map<string, number>;
	/** Accounts whose claims nobody has told when they were asked for, and why, in words. */
	unheard: Map<string, string>;
};

export const newAskMemory = (): AskMemory => ({ denied: new Set(), asked: new Map(), unheard: new Map() });

export type DetailNeeds = {
	wire: Wire;
	details: AccountDetails;
	memory: AskMemory;
	accounts: readonly Account[];
	servers: readonly ServerRow[];
	/** Ids of the servers that answered in this round. */
	answered: ReadonlySet<string>;
	log: EventLogSnapshot;
	timeout: number;
	/** Milliseconds between two rounds; all claims are asked for at once without. */
	interval?: number;
	/** The account that is open alone. */
	focused?: string;
	spend?: (cost: Cost) => void;
	signal?: AbortSignal;
};

const timeoutOf = ({ timeout, interval }: DetailNeeds): number =>
	interval === undefined ? timeout : Math.min(timeout, answerLimit);

/** Remembers what is denied; true where it is. */
const noteDenied = ({ memory }: DetailNeeds, failure: Failure | undefined): boolean => {
	if (failure?.kind !== 'denied') return false;
	memory.denied.add(permissionPattern(failure.subject));
	return true;
};

const isDenied = ({ memory }: DetailNeeds, subject: string): boolean => memory.denied.has(subject);

/** True once in a span, for each name. */
const isDue = ({ memory, wire }: DetailNeeds, name: string, span: number): boolean => {
	const now = wire.now();
	if (now - (memory.asked.get(name) ?? Number.NEGATIVE_INFINITY) < span) return false;
	memory.asked.set(name, now);
	return true;
};

/**
 * The servers to ask for claims: first one that has connections of it. Of a question that is asked once all of them; else
 * one, another one after each failure.
 */
const serversFor = (
	account: Account,
	{ wire, details, answered, interval }: DetailNeeds,
): readonly string[] => {
	const ours = wire.server();
	const known = account.shares.filter(({ server }) => answered.has(server.id));
	/** Of two with as many connections ours goes first, then one of our cluster: others may be sites of leafnodes. */
	const nearness = ({ id, cluster }: AccountShare['server']): number =>
		id === ours?.id ? 0.6 : cluster === ours?.cluster ? 0.5 : 0;
	const rank = (share: AccountShare): number =>
		isIdle(share) ? -1 : (share.connections ?? 0) + nearness(share.server);
	const inOrder = known.toSorted((x, y) => rank(y) - rank(x)).map(({ server }) => server.id);
	if (interval === undefined) return inOrder;
	const at = details.failuresOf(account.account) % Math.max(1, inOrder.length);
	return inOrder.slice(at, at + 1);
};

/** Asks for the claims of one account, one server after the other until one has told. */
const askClaimsOf = async (
	account: Account,
	rtts: ReadonlyMap<string, number | undefined>,
	needs: DetailNeeds,
) => {
	const { wire, details, spend, signal, memory } = needs;
	for (const id of serversFor(account, needs)) {
		if (signal?.aborted || isDenied(needs, accountPermissions.claims)) return;
		const askedAt = wire.now();
		const options = { timeout: timeoutOf(needs), rtt: rtts.get(id), spend };
		const result = await askAccountz(wire, id, account.account, options);
		if (!result.ok && noteDenied(needs, result.failure)) return;
		details.system ??= result.ok ? result.value.system : undefined;
		const claims = result.ok ? result.value.claims : undefined;
		details.tookClaims(account.account, askedAt, claims);
		if (claims !== undefined) {
			memory.unheard.delete(account.account);
			return;
		}
		// A server that has only heard of an account says so; that is no silence.
		if (!result.ok && !isAnswer(result.failure))
			memory.unheard.set(account.account, failureText(result.failure));
	}
};

/** When somebody last changed the claims of accounts, as far as events tell. */
const changesOf = ({ events }: EventLogSnapshot): ReadonlyMap<string, number> =>
	new Map(
		events.flatMap(({ kind, account, lastAt }) =>
			kind === 'CLAIMS' && account !== undefined ? [[account, lastAt] as const] : [],
		),
	);

const askClaims = async (needs: DetailNeeds): Promise<void> => {
	const { wire, details, accounts, interval, focused, servers, log } = needs;
	if (isDenied(needs, accountPermissions.claims)) return;
	const changes = changesOf(log);
	const rtts = new Map(servers.map(({ info, rtt }) => [info.id, rtt]));
	const wanted = accounts.filter(
		({ account, isLoaded, isOld }) =>
			isLoaded &&
			!isOld &&
			(focused === undefined || account === focused) &&
			details.wantsClaims(account, wire.now(), {
				isOpen: account === focused,
				changedAt: changes.get(account),
			}),
	);
	const most = interval === undefined ? wanted.length : Math.ceil((claimsASecond * interval) / 1000);
	const waiting = wanted.slice(0, most);
	const work = async (): Promise<void> => {
		for (let account = waiting.shift(); account !== undefined; account = waiting.shift())
			await askClaimsOf(account, rtts, needs);
	};
	await Promise.all(Array.from({ length: atOnce }, work));
};

const isThere = ({ state }: ServerRow): boolean => state === 'ok' || state === 'stale';

/** Servers that share one JetStream system: of one meta group, or one alone. */
const jetStreamSystems = (servers: readonly ServerRow[]): readonly ServerRow[][] => {
	const systems = new Map<string, ServerRow[]>();
	for (const row of servers) {
		const jetstream = row.statsz?.jetstream;
		if (!isThere(row) || jetstream === undefined) continue;
		const { meta } = jetstream;
		const key = meta ? `${row.info.domain ?? ''} ${meta.leader ?? ''}` : row.info.id;
		systems.set(key, [...(systems.get(key) ?? []), row]);
	}
	return [...systems.values()];
};

/** Asks one server of a JetStream system for all accounts, and others for those that it has not loaded. */
const askSystem = async (system: readonly ServerRow[], needs: DetailNeeds): Promise<void> => {
	const { wire, details, accounts, spend, signal } = needs;
	const told = new Set<string>();
	/** How many accounts a server has loaded that nobody has told of yet; who leads the system goes before others. */
	const news = ({ info, statsz }: ServerRow): number =>
		accounts.filter(
			({ account, shares, claims }) =>
				!told.has(account) &&
				claims?.hasJetStream !== false &&
				shares.some((share) => share.server.id === info.id && !isIdle(share)),
		).length + (statsz?.jetstream?.meta?.leader === info.name ? 0.5 : 0);
	let left = [...system];
	for (let asked = 0; asked < mostServers && left.length > 0; asked++) {
		const [best] = left.toSorted((a, b) => news(b) - news(a));
		if (best === undefined || signal?.aborted || (asked > 0 && news(best) < 1)) return;
		left = left.filter((row) => row !== best);
		const { uses, failure } = await askAccountsJsz(wire, best.info.id, {
			...{ timeout: timeoutOf(needs), rtt: best.rtt, spend },
		});
		if (noteDenied(needs, failure)) return;
		for (const use of uses) {
			// Within a round the first to tell has most: servers hear of each other's use.
			if (!told.has(use.account)) details.tookUse(use);
			told.add(use.account);
		}
	}
};

const askUses = async (needs: DetailNeeds): Promise<void> => {
	const systems = jetStreamSystems(needs.servers);
	if (systems.length === 0 || isDenied(needs, accountPermissions.uses)) return;
	if (!isDue(needs, 'jsz', listSpan)) return;
	for (const system of systems) await askSystem(system, needs);
};

const askUseOf = async (account: string, needs: DetailNeeds): Promise<void> => {
	const { wire, details, servers, spend, signal } = needs;
	if (isDenied(needs, accountPermissions.use) || !isDue(needs, `jsz ${account}`, openSpan)) return;
	const withJetStream = servers.filter((row) => isThere(row) && row.statsz?.jetstream !== undefined);
	if (withJetStream.length === 0) return;
	const { uses, end } = await gatherAccountJsz(wire, account, {
		...{ timeout: timeoutOf(needs), spend, signal },
		expected: new Set(withJetStream.map(({ info }) => info.id)),
		streams: isDue(needs, `streams ${account}`, streamsSpan),
	});
	if (end === 'denied') needs.memory.denied.add(accountPermissions.use);
	for (const use of uses) details.tookUse(use);
};

/** Only a full resolver has a list; it is asked for once. */
const askListed = async (needs: DetailNeeds): Promise<void> => {
	const { wire, details } = needs;
	if (isDenied(needs, accountPermissions.list) || !isDue(needs, 'list', Number.POSITIVE_INFINITY)) return;
	const result = await askClaimsList(wire, timeoutOf(needs));
	if (result.ok) details.listed = result.value;
	else noteDenied(needs, result.failure);
};

/** Asks what is due; what is denied is not asked again with this memory. */
export const askDetails = async (needs: DetailNeeds): Promise<void> => {
	const { focused } = needs;
	if (focused === undefined) await Promise.all([askListed(needs), askClaims(needs), askUses(needs)]);
	else await Promise.all([askClaims(needs), askUseOf(focused, needs)]);
};

/** Asks for the name of the system account alone, and for who is not loaded. */
export const askNames = async (needs: DetailNeeds): Promise<void> => {
	const { wire, details, answered } = needs;
	const [id] = answered;
	const system = async (): Promise<void> => {
		if (id === undefined) return;
		const result = await askAccountz(wire, id, undefined, { timeout: timeoutOf(needs) });
		if (result.ok) details.system = result.value.system;
	};
	await Promise.all([system(), askListed(needs)]);
};

/** Asks for everything of all accounts, once. */
export const askEverything = async (needs: DetailNeeds): Promise<void> => {
	await askDetails(needs);
	const now = needs.wire.now();
	const waiting = needs.accounts.filter(({ account }) => needs.details.usesOf(account, now).length > 0);
	const work = async (): Promise<void> => {
		for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
			await askUseOf(one.account, needs);
	};
	await Promise.all(Array.from({ length: atOnce }, work));
};
