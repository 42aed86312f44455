// What is remembered of consumers from one look at them to the next, for as long as natstop runs.

import { ConsumerBook } from '../../model/jetstream/consumer-book.ts';
import type { Watching } from '../source.ts';

export type ConsumersMemory = {
	book: ConsumerBook;
	/** Copies of consumers on each server by its id, as it counts them itself. */
	copies: Map<string, number>;
	/** The account of the stream or consumer that a person looked at last. */
	account?: string;
};

const memories = new WeakMap<Watching, ConsumersMemory>();

export const consumersMemoryOf = (watching: Watching): ConsumersMemory => {
	const memory = memories.get(watching) ?? {
		book: new ConsumerBook({ settings: watching.checks }),
		copies: new Map<string, number>(),
	};
	memories.set(watching, memory);
	return memory;
};

/** Remembers the account of the stream under the cursor: where there are too many consumers, its are asked for. */
export const lookedAtAccount = (watching: Watching, account: string): void => {
	consumersMemoryOf(watching).account = account;
};
