// One account on one server from answer to answer: its rates by the server's own clock, and the growth of its slow consumers.

import type { AccountAnswer, AccountCount, AccountRates, AccountShare } from './account.ts';
import { shortestSpan, trafficRate } from './rates.ts';

/** Two answers further apart say what was, and not what is, milliseconds. */
const longestSpan = 10_000;

/** How long growth is news, milliseconds. */
const growthSpan = 60_000;

/** What one answer says of an account, and when. */
type Reading = { count: AccountCount; now?: number; receivedAt: number };

const ratesBetween = (before: Reading, after: Reading, longest: number): AccountRates | undefined => {
	const [from, to] =
		before.now === undefined || after.now === undefined
			? [before.receivedAt, after.receivedAt]
			: [before.now, after.now];
	const span = to - from;
	if (span < shortestSpan || span > longest) return undefined;
	const seconds = span / 1000;
	return {
		in: trafficRate(before.count.received, after.count.received, seconds),
		out: trafficRate(before.count.sent, after.count.sent, seconds),
	};
};

/** Follows one account on one server. */
export class ShareTrack {
	#told?: Reading;
	#rates?: AccountRates;
	/** Slow consumers that were added, and when. */
	#slow: { at: number; by: number }[] = [];

	/** Takes what an answer says; one that is older than the last is none. `interval` is that of the rounds. */
	take(count: AccountCount, { now, receivedAt }: AccountAnswer, interval: number): void {
		const before = this.#told;
		const told = { count, now, receivedAt };
		if (before?.now !== undefined && now !== undefined && now < before.now) return;
		this.#told = told;
		if (before === undefined) return;
		// Answers that came almost at once say nothing new of the rate.
		const isTwice = before.now !== undefined && now !== undefined && now - before.now < shortestSpan;
		if (!isTwice) this.#rates = ratesBetween(before, told, Math.max(longestSpan, 3 * interval));
		const by = (count.slowConsumers ?? 0) - (before.count.slowConsumers ?? 0);
		if (by > 0 && before.count.slowConsumers !== undefined) this.#slow.push({ at: receivedAt, by });
	}

	/** What is known at a time of ours; nothing before the first answer. */
	shareAt(server: AccountAnswer['server'], at: number): AccountShare | undefined {
		if (this.#told === undefined) return undefined;
		this.#slow = this.#slow.filter((grown) => at - grown.at < growthSpan);
		const { count, receivedAt } = this.#told;
		return {
			...count,
			server,
			receivedAt,
			rates: this.#rates,
			slowGrowth: this.#slow.reduce((sum, { by }) => sum + by, 0),
		};
	}
}
