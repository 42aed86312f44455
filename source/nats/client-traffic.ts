// What clients send and take on servers whose statsz does not tell that apart, by what all accounts do there together.

import type { AccountAnswer } from '../model/account.ts';
import type { MessageRates } from '../model/counter-table.ts';
import { shortestSpan } from '../model/rates.ts';
import { gatherAccounts } from './gather-accounts.ts';
import type { Cost } from './governor.ts';
import type { Wire } from './wire.ts';

/** What one server counted; absent where it cannot tell what it passed on to other servers, before 2.11.5. */
type TotalsAt = { now: number; in: number; out: number };

const toldBy = ({ now, counts }: AccountAnswer): TotalsAt | undefined => {
	if (now === undefined) return undefined;
	const sum = { now, in: 0, out: 0 };
	for (const { received, sent, sentIsRouted } of counts) {
		if (received === undefined || sent === undefined || sentIsRouted) return undefined;
		sum.in += received.msgs;
		sum.out += sent.msgs;
	}
	return sum;
};

export type TrafficOptions = {
	timeout: number;
	spend: (cost: Cost) => void;
	signal: AbortSignal;
	/** A person has just asked for it. */
	isWished?: boolean;
};

/** Follows servers from round to round. */
export class ClientTraffic {
	readonly #told = new Map<string, TotalsAt>();
	readonly #rates = new Map<string, MessageRates>();
	/** Where our user may not ask. */
	#deniedOn?: Wire;

	/** Forgets all servers but these. */
	keep(servers: ReadonlySet<string>): void {
		for (const kept of [this.#told, this.#rates])
			for (const id of [...kept.keys()]) if (!servers.has(id)) kept.delete(id);
	}

	/** Servers that are remembered. */
	get size(): number {
		return this.#told.size;
	}

	/** Asks how much they have counted by now. What was denied is asked for again where somebody wishes it. */
	async ask(wire: Wire, servers: ReadonlySet<string>, options: TrafficOptions): Promise<void> {
		if (this.#deniedOn === wire && !options.isWished) return;
		const end = await gatherAccounts(wire, {
			...{ expected: servers, maxWait: options.timeout, spend: options.spend, signal: options.signal },
			onAnswer: (answer) => this.#take(answer),
			onRefused: () => {},
		});
		this.#deniedOn = end === 'denied' ? wire : undefined;
	}

	/** Messages a second of the clients of a server; absent where that cannot be told. */
	rates(id: string): MessageRates | undefined {
		return this.#rates.get(id);
	}

	#take(answer: AccountAnswer): void {
		const { id } = answer.server;
		const told = toldBy(answer);
		const before = this.#told.get(id);
		if (told === undefined) {
			this.#rates.delete(id);
			return;
		}
		const span = before === undefined ? 0 : told.now - before.now;
		if (before !== undefined && span < shortestSpan) return;
		this.#told.set(id, told);
		if (before === undefined || told.in < before.in || told.out < before.out) return;
		const seconds = span / 1000;
		this.#rates.set(id, { in: (told.in - before.in) / seconds, out: (told.out - before.out) / seconds });
	}
}
