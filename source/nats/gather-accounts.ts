// One round of all accounts: every server asked once, and what became of those that did not answer.

import type { AccountAnswer } from '../model/account.ts';
import { readAccountStatz } from './account-statz.ts';
import { decodeError } from './decode.ts';
import type { GatherEnd } from './gather.ts';
import type { Cost } from './governor.ts';
import { readFields, readText } from './read.ts';
import { subjects } from './subjects.ts';
import type { Wire } from './wire.ts';

export type GatherAccountsOptions = {
	/** Ids of the servers that are there. */
	expected: ReadonlySet<string>;
	/** Longest wait, milliseconds. */
	maxWait: number;
	onAnswer: (answer: AccountAnswer) => void;
	/** A server answered with an error. */
	onRefused: (id: string, words: string) => void;
	/** Milliseconds to a server and back, where that is known: they are not its work. */
	rttOf?: (id: string) => number | undefined;
	spend?: (cost: Cost) => void;
	signal?: AbortSignal;
};

/**
 * Asks everybody. Idle accounts are asked for in each round: only so does every server answer, and silence says that a server
 * has not answered, never that nobody is connected to it.
 */
export const gatherAccounts = (wire: Wire, options: GatherAccountsOptions): Promise<GatherEnd> => {
	const { expected, maxWait, onAnswer, onRefused, rttOf, spend, signal } = options;
	return wire.gather(
		subjects.accountStatz,
		{ include_unused: true },
		{
			...{ expected, maxWait, signal },
			onAnswer({ fields, ms, bytes, readMs }) {
				const block = readFields(fields, 'server');
				const id = block && readText(block, 'id');
				if (id === undefined) return undefined;
				const began = performance.now();
				const error = decodeError(fields);
				const answer = readAccountStatz(fields, wire.now());
				if (error !== undefined) onRefused(id, `${error.code} ${error.description}`);
				else if (answer !== undefined) onAnswer(answer);
				const busyMs = Math.max(0, ms - (rttOf?.(id) ?? ms));
				spend?.({ bytes, readMs: readMs + performance.now() - began, busyMs });
				return id;
			},
		},
	);
};
