// What is asked about accounts one by one or seldom: claims, JetStream use, and accounts that nobody has loaded.

import type { AccountClaims, AccountUse } from './account-claims.ts';
import { placeKey } from './jetstream-place.ts';

/** Claims are asked for again after so long, those of the account that is open sooner, milliseconds. */
const claimsSpan = 600_000;
const openSpan = 30_000;

/** After an answer that was none, milliseconds. */
const retrySpan = 30_000;

/** A use, or a count of streams, that was not told again for so long is not known any more, milliseconds. */
const useSpan = 120_000;

type Asked = { at: number; claims?: AccountClaims; failures: number };

/** The use of one JetStream system, and when its streams were counted last. */
type KeptUse = { use: AccountUse; countedAt?: number };

/** Accounts that a full resolver has, loaded or not, and when it told. */
export type AccountList = { accounts: readonly string[]; at: number };

/** What has changed since it was looked at: some accounts, or all of them. */
export type DetailChanges = { accounts: ReadonlySet<string>; all: boolean };

/** Collects answers; what it gives is what is known by then. */
export class AccountDetails {
	readonly #asked = new Map<string, Asked>();
	readonly #uses = new Map<string, Map<string, KeptUse>>();
	#changes = { accounts: new Set<string>(), all: false };
	#list?: AccountList;
	#system?: string;

	/** Absent where there is no full resolver, or nobody was asked yet. */
	get list(): AccountList | undefined {
		return this.#list;
	}

	/** The system account, once a server has named it. */
	get system(): string | undefined {
		return this.#system;
	}

	claimsOf(account: string): AccountClaims | undefined {
		return this.#asked.get(account)?.claims;
	}

	/** The use in each JetStream system. */
	usesOf(account: string, now: number): readonly AccountUse[] {
		const kept = [...(this.#uses.get(account)?.values() ?? [])];
		return kept.flatMap(({ use, countedAt = Number.NEGATIVE_INFINITY }) => {
			if (now - use.receivedAt >= useSpan) return [];
			return [now - countedAt < useSpan ? use : { ...use, streams: undefined, consumers: undefined }];
		});
	}

	/** Whether claims are to be asked for: never before, long ago, or somebody has changed them since (`changedAt`). */
	wantsClaims(account: string, now: number, { isOpen = false, changedAt = 0 } = {}): boolean {
		const asked = this.#asked.get(account);
		if (asked === undefined) return true;
		if (asked.failures > 0) return now - asked.at >= retrySpan;
		return changedAt >= asked.at || now - asked.at >= (isOpen ? openSpan : claimsSpan);
	}

	/** All claims are to be asked for again: somebody wishes so. */
	askAgain(): void {
		for (const asked of this.#asked.values()) asked.at = Number.NEGATIVE_INFINITY;
	}

	/** How often asking for an account has failed in a row: another server may know it. */
	failuresOf(account: string): number {
		return this.#asked.get(account)?.failures ?? 0;
	}

	tookClaims(account: string, at: number, claims: AccountClaims | undefined): void {
		const before = this.#asked.get(account);
		this.#asked.set(account, {
			at,
			claims: claims ?? before?.claims,
			failures: claims ? 0 : (before?.failures ?? 0) + 1,
		});
		if (claims !== undefined) this.#changes.accounts.add(account);
	}

	/** Takes the use of one JetStream system; streams that were counted before stay for a while, until they are counted again. */
	tookUse(use: AccountUse): void {
		const uses = this.#uses.get(use.account) ?? new Map<string, KeptUse>();
		const key = placeKey(use);
		const before = uses.get(key);
		const isCounted = use.streams !== undefined;
		const { streams, consumers } = before?.use ?? {};
		uses.set(key, {
			use: isCounted ? use : { ...use, streams, consumers },
			countedAt: isCounted ? use.receivedAt : before?.countedAt,
		});
		this.#uses.set(use.account, uses);
		this.#changes.accounts.add(use.account);
	}

	/** Takes what a full resolver has, at our time, or that there is none. */
	tookList(accounts: readonly string[] | undefined, at: number): void {
		if (accounts === undefined && this.#list === undefined) return;
		this.#list = accounts && { accounts, at };
		this.#changes.all = true;
	}

	/** Takes the name of the system account, where a server has told one. */
	tookSystem(system: string | undefined): void {
		if (system === undefined || system === this.#system) return;
		this.#system = system;
		this.#changes.all = true;
	}

	/** What has changed since this was called last. */
	takeChanges(): DetailChanges {
		const changes = this.#changes;
		this.#changes = { accounts: new Set(), all: false };
		return changes;
	}

	/** Accounts that are not among these are forgotten, and uses that were told long ago. */
	keep(accounts: ReadonlySet<string>, now: number): void {
		for (const key of this.#asked.keys()) if (!accounts.has(key)) this.#asked.delete(key);
		for (const [account, uses] of this.#uses) {
			for (const [key, { use }] of uses) if (now - use.receivedAt >= useSpan) uses.delete(key);
			if (uses.size === 0 || !accounts.has(account)) this.#uses.delete(account);
		}
	}
}
