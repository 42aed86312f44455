// How many clients connect to each account in a minute, and how many usually do.

/** Connects of an account: in the last minute, and in a usual one where it was watched for long enough. */
export type Churn = { minute: number; usual?: number };

/** Milliseconds of one count, and how many of them make a minute and all that is remembered. */
const slot = 5000;
const minute = 12;
const remembered = 6 * minute;

/** More accounts are not told apart. */
const mostAccounts = 10_000;

type Counts = { slots: Map<number, number>; lastAt: number };

/** Everything that is remembered of connects. */
export type ChurnMemory = ReadonlyMap<string, Readonly<Counts>>;

/** Counts connects; cheap enough for a storm of them. */
export class ChurnCounter {
	readonly #accounts = new Map<string, Counts>();

	/** `since` is when natstop began to listen, our clock. */
	constructor(readonly since: number) {}

	/** Everything it remembers, by account. */
	get memory(): ChurnMemory {
		return this.#accounts;
	}

	set memory(accounts: ChurnMemory) {
		for (const [account, { slots, lastAt }] of accounts)
			this.#accounts.set(account, { slots: new Map(slots), lastAt });
	}

	/** One connect, or `count` of them. */
	add(account: string, at: number, count = 1): void {
		const known = this.#accounts.get(account);
		if (known === undefined && this.#accounts.size >= mostAccounts) return;
		const { slots } = known ?? { slots: new Map<number, number>() };
		const number = Math.floor(at / slot);
		slots.set(number, (slots.get(number) ?? 0) + count);
		const [oldest] = slots.keys();
		if (slots.size > remembered && oldest !== undefined) slots.delete(oldest);
		this.#accounts.set(account, { slots, lastAt: at });
	}

	/** By account; those that nobody connected to for six minutes are not in it. */
	at(now: number): ReadonlyMap<string, Churn> {
		const last = Math.floor(now / slot);
		const isLong = now - this.since >= remembered * slot;
		const result = new Map<string, Churn>();
		for (const [account, { slots, lastAt }] of this.#accounts) {
			if (now - lastAt > remembered * slot) {
				this.#accounts.delete(account);
				continue;
			}
			let [recent, before] = [0, 0];
			for (const [number, count] of slots) {
				const age = last - number;
				if (age < minute) recent += count;
				else if (age < remembered) before += count;
			}
			result.set(account, {
				minute: recent,
				...(isLong && { usual: (before * minute) / (remembered - minute) }),
			});
		}
		return result;
	}
}
