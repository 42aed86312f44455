// How much of JetStream accounts use: of all accounts from few servers of each JetStream system, of one account from all.

import { type Account, isIdle } from '../../model/account.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { type JetStreamPlace, placeKey, placeOf } from '../../model/jetstream-place.ts';
import { askAccountsJsz, gatherAccountJsz } from '../../nats/account-jsz.ts';
import type { Failure } from '../../nats/requests.ts';
import { accountPermissions } from '../../nats/subjects.ts';
import { workThrough } from '../../nats/work-through.ts';
import { isAnswering } from '../answering.ts';
import { atOnce, type DetailNeeds, isDenied, isDue, noteDenied, timeoutOf } from './ask-needs.ts';

/** How often JetStream use is asked for: of all accounts, of the one that is open, and its streams; milliseconds. */
const [listSpan, openSpan, streamsSpan] = [30_000, 5000, 30_000];

/** Servers of one JetStream system that are asked at most: none knows accounts that it has not loaded. */
const mostServers = 4;

const withJetStream = (servers: readonly ServerRow[]): readonly ServerRow[] =>
	servers.filter((row) => isAnswering(row) && row.statsz?.jetstream !== undefined);

type System = { place: JetStreamPlace; rows: ServerRow[] };

/** Servers that share one JetStream system: of one meta group, or one alone. */
const jetStreamSystems = (servers: readonly ServerRow[]): readonly System[] => {
	const systems = new Map<string, System>();
	for (const row of withJetStream(servers)) {
		const place = placeOf(row);
		const key = placeKey(place);
		const known = systems.get(key);
		if (known) known.rows.push(row);
		else systems.set(key, { place, rows: [row] });
	}
	return [...systems.values()];
};

/** By the id of a server: the accounts that are in use there and may have JetStream. */
const accountsByServer = (accounts: readonly Account[]): ReadonlyMap<string, readonly string[]> => {
	const found = new Map<string, string[]>();
	for (const { account, shares, claims } of accounts) {
		if (claims?.hasJetStream === false) continue;
		for (const share of shares) {
			if (isIdle(share)) continue;
			const known = found.get(share.server.id);
			if (known) known.push(account);
			else found.set(share.server.id, [account]);
		}
	}
	return found;
};

/** The server that may tell of most accounts that nobody has told of yet; who leads the system goes before others. */
const bestOf = (
	rows: ReadonlySet<ServerRow>,
	used: ReadonlyMap<string, readonly string[]>,
	told: ReadonlySet<string>,
): { row?: ServerRow; news: number } => {
	let best: { row?: ServerRow; news: number } = { news: -1 };
	for (const row of rows) {
		const { info, statsz } = row;
		let news = statsz?.jetstream?.meta?.leader === info.name ? 0.5 : 0;
		for (const account of used.get(info.id) ?? []) if (!told.has(account)) news++;
		if (news > best.news) best = { row, news };
	}
	return best;
};

/** Asks one server of a JetStream system for all accounts, and others for those that it has not loaded. */
const askSystem = async (
	{ place, rows }: System,
	used: ReadonlyMap<string, readonly string[]>,
	needs: DetailNeeds,
): Promise<Failure | undefined> => {
	const { wire, details, spend, signal } = needs;
	const told = new Set<string>();
	const left = new Set(rows);
	for (let asked = 0; asked < mostServers; asked++) {
		const { row, news } = bestOf(left, used, told);
		if (row === undefined || signal?.aborted || (asked > 0 && news < 1)) break;
		left.delete(row);
		const options = { timeout: timeoutOf(needs), rtt: row.rtt, spend };
		const { uses, failure } = await askAccountsJsz(wire, row.info.id, options);
		if (noteDenied(needs, failure)) return failure;
		for (const use of uses) {
			// Within a round the first to tell has most: servers hear of each other's use.
			if (!told.has(use.account)) details.tookUse({ ...use, ...place });
			told.add(use.account);
		}
	}
	return undefined;
};

/** Asks every JetStream system for the use of all accounts, where it is time to. */
export const askUses = async (needs: DetailNeeds): Promise<void> => {
	const systems = jetStreamSystems(needs.servers);
	if (systems.length === 0 || isDenied(needs, accountPermissions.uses)) return;
	if (!isDue(needs, 'jsz', listSpan)) return;
	const used = accountsByServer(needs.accounts);
	const { signal } = needs;
	await workThrough(systems, (system) => askSystem(system, used, needs), { atOnce, signal });
};

/** Asks all servers for the use of one account, where it is time to; its streams are counted less often. */
export const askUseOf = async (account: string, needs: DetailNeeds): Promise<undefined> => {
	const { wire, details, servers, spend, signal } = needs;
	if (isDenied(needs, accountPermissions.use) || !isDue(needs, `jsz ${account}`, openSpan)) return;
	const places = new Map(withJetStream(servers).map((row) => [row.info.id, placeOf(row)]));
	if (places.size === 0) return;
	const { uses, end } = await gatherAccountJsz(wire, account, {
		...{ timeout: timeoutOf(needs), spend, signal },
		expected: new Set(places.keys()),
		placeOf: (id) => places.get(id),
		streams: isDue(needs, `streams ${account}`, streamsSpan),
	});
	if (end === 'denied') needs.memory.denied.add(accountPermissions.use);
	for (const use of uses) details.tookUse(use);
};
