// What every question about accounts is asked with: the way, what is known, and what is remembered from round to round.

import type { Account } from '../../model/account.ts';
import type { AccountDetails } from '../../model/account-details.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import type { ServerRow } from '../../model/fleet.ts';
import type { Cost } from '../../nats/governor.ts';
import type { Failure } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';

/** Questions that are asked at the same time. */
export const atOnce = 4;

/** Longest wait for one answer, milliseconds. */
const answerLimit = 2000;

/** What is remembered of asking from round to round, for one way to NATS. */
export type AskMemory = {
	/** Subjects that our user may not publish to, as a permission names them. */
	denied: Set<string>;
	/** When each was asked last, our clock. */
	asked: Map<string, number>;
	/** When a full resolver was asked for its accounts last, and whether anything came of it. */
	listAsked?: { at: number; isAnswered: boolean };
	/** Accounts whose claims nobody has told when they were asked for, and why, in words. */
	unheard: Map<string, string>;
};

export const newAskMemory = (): AskMemory => ({ denied: new Set(), asked: new Map(), unheard: new Map() });

export type DetailNeeds = {
	wire: Wire;
	details: AccountDetails;
	memory: AskMemory;
	accounts: readonly Account[];
	servers: readonly ServerRow[];
	/** Ids of the servers that answered in this round. */
	answered: ReadonlySet<string>;
	log: EventLogSnapshot;
	timeout: number;
	/** Milliseconds between two rounds; all claims are asked for at once without. */
	interval?: number;
	/** The account that is open alone. */
	focused?: string;
	spend?: (cost: Cost) => void;
	signal?: AbortSignal;
};

/** Milliseconds to wait for one answer. */
export const timeoutOf = ({ timeout, interval }: DetailNeeds): number =>
	interval === undefined ? timeout : Math.min(timeout, answerLimit);

/** Remembers what is denied; true where it is. */
export const noteDenied = ({ memory }: DetailNeeds, failure: Failure | undefined): boolean => {
	if (failure?.kind !== 'denied') return false;
	memory.denied.add(permissionPattern(failure.subject));
	return true;
};

/** True where our user may not publish there. */
export const isDenied = ({ memory }: DetailNeeds, subject: string): boolean => memory.denied.has(subject);

/** No span is longer than this, milliseconds. */
const longestSpan = 30_000;

/** True once in a span, for each name. */
export const isDue = ({ memory: { asked }, wire }: DetailNeeds, name: string, span: number): boolean => {
	const now = wire.now();
	if (now - (asked.get(name) ?? Number.NEGATIVE_INFINITY) < span) return false;
	// Each account that was opened leaves its name here.
	for (const [other, at] of asked) if (now - at >= longestSpan) asked.delete(other);
	asked.set(name, now);
	return true;
};
