// The accounts of the whole system from round to round: what servers told, and what became of those that do not answer.

import { versionNumber } from '../table/version-number.ts';
import { type Account, type AccountAnswer, type AccountShare, isIdle, sumOf, trafficSum } from './account.ts';
import { comersOf } from './account-comers.ts';
import { AccountDetails } from './account-details.ts';
import { ShareTrack } from './account-share.ts';
import { unloadedAccount } from './account-unloaded.ts';
import { accountChecks } from './checks/account-checks.ts';
import type { CheckSettings, Trouble } from './checks/check.ts';
import { keptRankBy, rankBy, standingsAfter, stateRankBy, troublesBy } from './checks/judge.ts';
import type { Standings } from './checks/judgement.ts';
import { judgedRounds } from './checks/verdict.ts';
import type { EventLogSnapshot } from './event-log.ts';
import { History } from './history.ts';

/** Rounds that a server may leave out before what it told is old. */
const patience = 3;

/** What is that old is forgotten, milliseconds. */
const longest = 600_000;

/** A history takes 12 KB: only so many accounts have one. */
const mostHistories = 1000;

/** Servers tell of clients of the global account since this version. */
const globalEventsSince = versionNumber('2.12.0') ?? 0;
const globalAccount = '$G';

type Counter = {
	server: AccountAnswer['server'];
	heardAt: number;
	missed: number;
	tracks: Map<string, ShareTrack>;
};

/** What is remembered of an account beside what its servers count. */
type Memory = { history?: History; rank: number; rankRound: number; standings?: Standings };

/** How accounts are judged. */
export type AccountJudging = {
	settings?: CheckSettings;
	/** By what is known of one round or two, for a question that is asked once. */
	atOnce?: boolean;
};

export type RoundEnd = {
	/** Our clock. */
	at: number;
	/** Milliseconds between two rounds. */
	interval: number;
	/** Names of accounts by their key, and who connects. */
	log: EventLogSnapshot;
};

/** Collects answers; `endRound` gives the accounts as they are then. */
export class AccountBook {
	readonly #servers = new Map<string, Counter>();
	readonly #memories = new Map<string, Memory>();
	#heard = new Set<string>();
	#accounts: readonly Account[] = [];
	/** By key, those of the last picture that no server has loaded. */
	#unloaded: ReadonlyMap<string, Account> = new Map();
	#rounds = 0;
	#histories = 0;
	/** What is asked of accounts beside their counts. */
	readonly details = new AccountDetails();

	constructor(readonly judging: AccountJudging = {}) {}

	/** Takes the answer of one server. */
	hear(answer: AccountAnswer, interval: number): void {
		const { server, counts, receivedAt } = answer;
		const tracks = this.#servers.get(server.id)?.tracks ?? new Map<string, ShareTrack>();
		const told = new Set(counts.map(({ account }) => account));
		// It tells of every account that it has loaded.
		for (const account of tracks.keys()) if (!told.has(account)) tracks.delete(account);
		for (const count of counts) {
			const track = tracks.get(count.account) ?? new ShareTrack();
			track.take(count, answer, interval);
			tracks.set(count.account, track);
		}
		this.#servers.set(server.id, { server, heardAt: receivedAt, missed: 0, tracks });
		this.#heard.add(server.id);
	}

	/** A server that is gone counts nobody any more. */
	forget(id: string): void {
		this.#servers.delete(id);
	}

	/** The accounts as they are after a round. */
	endRound(end: RoundEnd): readonly Account[] {
		this.#rounds++;
		for (const [id, counter] of this.#servers) {
			if (!this.#heard.has(id)) counter.missed++;
			if (end.at - counter.heardAt > longest) this.#servers.delete(id);
		}
		this.#heard = new Set();
		this.details.takeChanges();
		const accounts = this.#build(end, true);
		const known = new Set(accounts.map(({ account }) => account));
		for (const key of this.#memories.keys()) if (!known.has(key)) this.#forgetAccount(key);
		this.details.keep(known, end.at);
		this.#accounts = accounts;
		return accounts;
	}

	/** The same with what has become known of their details since; the very same where nothing has. */
	again(end: RoundEnd): readonly Account[] {
		const { accounts: changed, all } = this.details.takeChanges();
		if (all) this.#accounts = this.#build(end, false);
		else if (changed.size > 0) {
			this.#accounts = this.#accounts.map((before) => {
				const shares = changed.has(before.account) ? this.#sharesOf(before.account, end.at) : [];
				if (shares.length === 0) return before;
				return this.#accountOf(before.account, shares, end, before.comers, false);
			});
		}
		return this.#accounts;
	}

	#build(end: RoundEnd, isRound: boolean): Account[] {
		const comers = comersOf(end.log, end.at);
		const loaded = this.#shares(end.at);
		const accounts = [...loaded].map(([account, shares]) =>
			this.#accountOf(account, shares, end, comers.get(account) ?? [], isRound),
		);
		return [...accounts, ...this.#unloadedBeside(loaded, end)];
	}

	/** Those of the list that no server has loaded; thousands that stay what they were from round to round. */
	#unloadedBeside(loaded: ReadonlyMap<string, unknown>, { log }: RoundEnd): Account[] {
		const { accounts = [], at = 0 } = this.details.list ?? {};
		const unloaded = new Map<string, Account>();
		for (const key of accounts) {
			if (loaded.has(key)) continue;
			const name = log.accountNames.get(key) ?? key;
			const known = this.#unloaded.get(key);
			const isSame = known?.name === name && known.receivedAt === at;
			unloaded.set(key, isSame ? known : unloadedAccount(key, name, at));
		}
		this.#unloaded = unloaded;
		return [...unloaded.values()];
	}

	#forgetAccount(key: string): void {
		if (this.#memories.get(key)?.history !== undefined) this.#histories--;
		this.#memories.delete(key);
	}

	/** What every server says of one account. */
	#sharesOf(account: string, at: number): AccountShare[] {
		const servers = [...this.#servers.values()];
		return servers.flatMap(({ server, tracks }) => tracks.get(account)?.shareAt(server, at) ?? []);
	}

	/** By account, what every server says of it. */
	#shares(at: number): Map<string, AccountShare[]> {
		const shares = new Map<string, AccountShare[]>();
		for (const { server, tracks } of this.#servers.values()) {
			for (const [account, track] of tracks) {
				const share = track.shareAt(server, at);
				if (share === undefined) continue;
				const known = shares.get(account);
				if (known) known.push(share);
				else shares.set(account, [share]);
			}
		}
		return shares;
	}

	#accountOf(
		key: string,
		all: AccountShare[],
		end: RoundEnd,
		comers: Account['comers'],
		isRound: boolean,
	): Account {
		const isNow = ({ server }: AccountShare): boolean =>
			(this.#servers.get(server.id)?.missed ?? 0) < patience;
		const answering = all.filter(isNow);
		const isOld = answering.length === 0;
		const shares = (isOld ? all : answering).sort((a, b) => (a.server.name < b.server.name ? -1 : 1));
		const { log, at } = end;
		const hasRates = shares.filter(({ rates }) => rates !== undefined);
		const sums = {
			connections: sumOf(shares, ({ connections }) => connections),
			leafnodes: sumOf(shares, ({ leafnodes }) => leafnodes),
			subscriptions: sumOf(shares, ({ subscriptions }) => subscriptions),
			received: trafficSum(shares, ({ received }) => received),
			sent: trafficSum(shares, ({ sent }) => sent),
			slowConsumers: sumOf(shares, ({ slowConsumers }) => slowConsumers),
		};
		const memory = this.#memories.get(key) ?? { rank: 0, rankRound: 0 };
		this.#memories.set(key, memory);
		const { details } = this;
		const claims = details.claimsOf(key);
		// A server that only heard of an account from others has its key for a name.
		const named = shares.find(({ name }) => name !== undefined && name !== key);
		const account: Account = {
			account: key,
			name: named?.name ?? log.accountNames.get(key) ?? claims?.name ?? key,
			...(claims && { claims }),
			jetstream: details.usesOf(key, at),
			isLoaded: true,
			...(details.system !== undefined && { isSystem: key === details.system }),
			shares,
			...sums,
			...(!isOld &&
				hasRates.length > 0 && {
					rates: {
						in: trafficSum(hasRates, ({ rates }) => rates?.in),
						out: trafficSum(hasRates, ({ rates }) => rates?.out),
					},
				}),
			ratesArePartial: hasRates.length < shares.length,
			sentIsRouted: shares.some(({ sentIsRouted }) => sentIsRouted),
			slowGrowth: isOld ? 0 : (sumOf(shares, ({ slowGrowth }) => slowGrowth) ?? 0),
			...this.#churnOf(key, shares, end),
			comers,
			servers: shares.filter((share) => !isIdle(share)).length,
			isOld,
			receivedAt: Math.max(...shares.map(({ receivedAt }) => receivedAt)),
			troubles: [],
			rank: 0,
		};
		if (!isOld && isRound) this.#remember(memory, account, at);
		const troubles = isOld ? [] : this.#judge(memory, account, at, isRound);
		return { ...account, history: memory.history, troubles, rank: this.#rank(memory, troubles) };
	}

	#judge(memory: Memory, account: Account, now: number, isRound: boolean): readonly Trouble[] {
		const { settings, atOnce } = this.judging;
		if (!atOnce && isRound)
			memory.standings = standingsAfter(accountChecks, account, { now }, memory.standings, settings);
		return troublesBy(accountChecks, account, { now }, settings, memory.standings);
	}

	#churnOf(key: string, shares: readonly AccountShare[], { log }: RoundEnd) {
		const isHeard = ({ server: { version } }: AccountShare): boolean =>
			(versionNumber(version) ?? 0) >= globalEventsSince;
		if (log.connects === undefined || (key === globalAccount && !shares.every(isHeard))) return {};
		const { minute = 0, usual } = log.connects.get(key) ?? {};
		return { churn: minute, usualChurn: usual };
	}

	#remember(memory: Memory, account: Account, at: number): void {
		const { connections, slowConsumers, churn, rates } = account;
		const isWanted = memory.history !== undefined || !isIdle(account) || churn;
		if (!isWanted) return;
		if (memory.history === undefined) {
			if (this.#histories >= mostHistories) return;
			this.#histories++;
			memory.history = new History();
		}
		memory.history.push(
			{
				...{ connections, slow: slowConsumers, churn },
				...{
					in: rates?.in?.msgs,
					inBytes: rates?.in?.bytes,
					out: rates?.out?.msgs,
					outBytes: rates?.out?.bytes,
				},
			},
			at,
		);
	}

	/** An account keeps its place for some rounds after a state of it ends; figures take their rounds by themselves. */
	#rank(memory: Memory, troubles: readonly Trouble[]): number {
		const rank = rankBy(accountChecks, troubles);
		if (memory.rank > rank && this.#rounds - memory.rankRound < judgedRounds)
			return Math.max(rank, keptRankBy(accountChecks, memory.rank));
		memory.rank = stateRankBy(accountChecks, troubles);
		memory.rankRound = this.#rounds;
		return rank;
	}
}
