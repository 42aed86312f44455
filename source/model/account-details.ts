// What is asked about accounts one by one or seldom: claims, JetStream use, and accounts that nobody has loaded.

import type { AccountClaims, AccountUse } from './account-claims.ts';

/** Claims are asked for again after so long, those of the account that is open sooner, milliseconds. */
const claimsSpan = 600_000;
const openSpan = 30_000;

/** After an answer that was none, milliseconds. */
const retrySpan = 30_000;

/** A use that was not told again for so long is not known any more, milliseconds. */
const useSpan = 120_000;

type Asked = { at: number; claims?: AccountClaims; failures: number };

/** Collects answers; what it gives is what is known by then. */
export class AccountDetails {
	readonly #asked = new Map<string, Asked>();
	readonly #uses = new Map<string, Map<string, AccountUse>>();
	/** Accounts that a full resolver has, loaded or not; absent where there is none, or nobody was asked yet. */
	listed?: readonly string[];
	/** The system account, once a server has named it. */
	system?: string;

	claimsOf(account: string): AccountClaims | undefined {
		return this.#asked.get(account)?.claims;
	}

	/** The use in each JetStream system, by domain. */
	usesOf(account: string, now: number): readonly AccountUse[] {
		const uses = [...(this.#uses.get(account)?.values() ?? [])];
		return uses.filter(({ receivedAt }) => now - receivedAt < useSpan);
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
	}

	/** Takes what one domain says of an account; streams that were counted before stay until they are counted again. */
	tookUse(use: AccountUse): void {
		const uses = this.#uses.get(use.account) ?? new Map<string, AccountUse>();
		const domain = use.domain ?? '';
		const { streams, consumers } = uses.get(domain) ?? {};
		uses.set(domain, { streams, consumers, ...use });
		this.#uses.set(use.account, uses);
	}

	/** What is not among these is forgotten. */
	keep(accounts: ReadonlySet<string>): void {
		for (const key of this.#asked.keys()) if (!accounts.has(key)) this.#asked.delete(key);
		for (const key of this.#uses.keys()) if (!accounts.has(key)) this.#uses.delete(key);
	}
}
