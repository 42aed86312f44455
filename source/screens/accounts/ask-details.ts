// What a round asks beside the counts of all accounts: claims one by one, JetStream use, and who is not loaded.

import { type Account, type AccountShare, isIdle } from '../../model/account.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import { askAccountz } from '../../nats/accountz.ts';
import { askClaimsList } from '../../nats/claims-list.ts';
import { type Failure, failureText, isAnswer } from '../../nats/requests.ts';
import { accountPermissions } from '../../nats/subjects.ts';
import { workThrough } from '../../nats/work-through.ts';
import { atOnce, type DetailNeeds, isDenied, noteDenied, timeoutOf } from './ask-needs.ts';
import { askUseOf, askUses } from './ask-uses.ts';

/** Claims asked for in a second. */
const claimsASecond = 4;

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

/** Asks for the claims of one account, one server after the other until one has told; gives why it may not. */
const askClaimsOf = async (
	account: Account,
	rtts: ReadonlyMap<string, number | undefined>,
	needs: DetailNeeds,
): Promise<Failure | undefined> => {
	const { wire, details, spend, signal, memory } = needs;
	for (const id of serversFor(account, needs)) {
		if (signal?.aborted) break;
		const askedAt = wire.now();
		const options = { timeout: timeoutOf(needs), rtt: rtts.get(id), spend };
		const result = await askAccountz(wire, id, account.account, options);
		if (!result.ok && noteDenied(needs, result.failure)) return result.failure;
		if (result.ok) details.tookSystem(result.value.system);
		const claims = result.ok ? result.value.claims : undefined;
		details.tookClaims(account.account, askedAt, claims);
		if (claims !== undefined) {
			memory.unheard.delete(account.account);
			break;
		}
		// A server that has only heard of an account says so; that is no silence.
		if (!result.ok && !isAnswer(result.failure))
			memory.unheard.set(account.account, failureText(result.failure));
	}
	return undefined;
};

/** When somebody last changed the claims of accounts, as far as events tell. */
const changesOf = ({ events }: EventLogSnapshot): ReadonlyMap<string, number> =>
	new Map(
		events.flatMap(({ kind, account, lastAt }) =>
			kind === 'CLAIMS' && account !== undefined ? [[account, lastAt] as const] : [],
		),
	);

const askClaims = async (needs: DetailNeeds): Promise<void> => {
	const { wire, details, accounts, interval, focused, servers, log, signal } = needs;
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
	await workThrough(wanted.slice(0, most), (account) => askClaimsOf(account, rtts, needs), {
		atOnce,
		signal,
	});
};

/** How often the list is asked for, and how soon after a change or without an answer, milliseconds. */
const [listSpan, soonSpan] = [600_000, 30_000];

/** A full resolver may take so long to keep what it was sent, milliseconds. */
const keepSpan = 5000;

const isListDue = ({ wire, memory, log }: DetailNeeds): boolean => {
	const { at, isAnswered } = memory.listAsked ?? {};
	if (at === undefined) return true;
	const since = wire.now() - at;
	if (since < soonSpan) return false;
	const isChanged = [...changesOf(log).values()].some((changedAt) => changedAt + keepSpan >= at);
	return !isAnswered || isChanged || since >= listSpan;
};

/** Only a full resolver has a list: where there is none, that is an answer as well. */
const askListed = async (needs: DetailNeeds): Promise<void> => {
	const { wire, details, memory } = needs;
	if (isDenied(needs, accountPermissions.list) || !isListDue(needs)) return;
	const at = wire.now();
	const result = await askClaimsList(wire, timeoutOf(needs));
	if (result.ok) details.tookList(result.value, wire.now());
	else if (noteDenied(needs, result.failure)) return;
	const hasNone = !result.ok && result.failure.kind === 'no-responders';
	if (hasNone) details.tookList(undefined, at);
	memory.listAsked = { at, isAnswered: result.ok || hasNone };
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
		if (result.ok) details.tookSystem(result.value.system);
	};
	await Promise.all([system(), askListed(needs)]);
};

/** Asks for everything of all accounts, once. */
export const askEverything = async (needs: DetailNeeds): Promise<void> => {
	await askDetails(needs);
	const now = needs.wire.now();
	const waiting = needs.accounts.filter(({ account }) => needs.details.usesOf(account, now).length > 0);
	await workThrough(waiting, ({ account }) => askUseOf(account, needs), { atOnce, signal: needs.signal });
};
