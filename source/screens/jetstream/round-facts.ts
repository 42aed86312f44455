// How complete and how fresh is what servers with JetStream were asked: the same for every list of it.

import { firstAndMore } from '../../model/first-names.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import type { JszRound } from '../../nats/gather-jsz.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { Honesty } from '../list-facts.ts';

/** What the last round of one kind came to. */
export type RoundFacts = {
	/** When it ended, our clock; absent before the first. */
	at?: number;
	/** When somebody answered last. */
	answeredAt?: number;
	/** Servers that were asked, and those that answered. */
	expected: number;
	answered: number;
	/** Names of those that did not. */
	silent: readonly string[];
	/** Those that answered with an error, and their words: `west-3: 500 …`. */
	refused: readonly string[];
	/** Those too old to be asked: `west-9 (2.8.4)`. */
	tooOld: readonly string[];
	/** Names of those without JetStream. */
	off: readonly string[];
	/** Those that answered and have it. */
	on?: number;
	/** The subject that our user may not publish to. */
	denied?: string;
	/** Why nobody answered, in words. */
	failed?: string;
	/** Some have more than is read. */
	isCut?: true;
	/** Milliseconds between two rounds, where they are longer than wished. */
	every?: number;
};

export const noRound: RoundFacts = {
	...{ expected: 0, answered: 0, silent: [], refused: [], tooOld: [], off: [] },
};

export type RoundInputs = {
	before: RoundFacts;
	asked: readonly AskedServer[];
	/** Names of servers that are known to have no JetStream. */
	off: readonly string[];
	tooOld?: readonly string[];
	/** Our clock, and milliseconds that an answer was waited for. */
	at: number;
	timeout: number;
	isCut?: boolean;
};

const whyNobody = ({ nobody, silent, refused }: JszRound, timeout: number): string | undefined => {
	if (refused[0] !== undefined) return `${refused[0].server}: ${refused[0].words}`;
	if (nobody) return 'no responders';
	return silent.length > 0 ? `nothing in ${timeout / 1000}s` : undefined;
};

/** The facts of a round that has ended. */
export const factsOf = (
	round: JszRound,
	{ before, asked, off, tooOld = [], at, timeout, isCut }: RoundInputs,
): RoundFacts => {
	const { answered, silent, refused, denied } = round;
	const offHere = asked.filter(({ id }) => round.off.has(id)).map(({ name }) => name);
	const failed = answered.size === 0 && denied === undefined ? whyNobody(round, timeout) : undefined;
	return {
		...{ at, expected: asked.length, answered: answered.size, silent, tooOld },
		answeredAt: answered.size > 0 ? at : before.answeredAt,
		refused: refused.map(({ server, words }) => `${server}: ${words}`),
		off: [...new Set([...off, ...offHere])],
		on: answered.size - offHere.length,
		...(denied !== undefined && { denied: permissionPattern(denied) }),
		...(failed !== undefined && { failed }),
		...(isCut && { isCut: true as const }),
	};
};

/** Servers named at most. */
const mostNames = 4;

const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1000))}s`;

/** Whether JetStream is off on all servers that there are, so far as they said. */
export const isOffEverywhere = ({ at, off, expected, answered, silent, on }: RoundFacts): boolean =>
	at !== undefined &&
	off.length > 0 &&
	silent.length === 0 &&
	// Servers that are known to have none are not asked: there may be more of them than of those that have it.
	(on === undefined ? expected === 0 || answered === 0 : on === 0 && answered === expected);

/** `JetStream is off on all 3 servers.`, for where rows would be; nothing where it is not. */
export const offText = (facts: RoundFacts): string | undefined => {
	if (!isOffEverywhere(facts)) return undefined;
	return facts.off.length === 1
		? `JetStream is off on ${facts.off[0]}, the only server.`
		: `JetStream is off on all ${facts.off.length} servers.`;
};

/** What is missing, the worst first; nothing where all servers told everything. */
export const missingParts = (facts: RoundFacts): readonly string[] => {
	const { at = 0, answeredAt, expected, answered, silent, refused, tooOld, isCut } = facts;
	const none = answered === 0 && answeredAt !== undefined ? ` for ${seconds(at - answeredAt)}` : '';
	const whom = silent.length === 0 || answered === 0 ? '' : `: not ${firstAndMore(silent, mostNames)}`;
	return [
		...(answered < expected ? [`${answered} of ${expected} answered${none}${whom}`] : []),
		...refused.slice(0, 1),
		...(tooOld.length > 0 ? [`too old: ${firstAndMore(tooOld, mostNames)}`] : []),
		...(isCut ? ['some have more than is read'] : []),
	];
};

export type HonestyWords = {
	/** A sentence about what is known all the same where servers may not be asked. */
	still: string;
	/** What else is missing, of this list alone. */
	missing?: readonly string[];
	/** A note on a list that is as it should be, beside how many answered. */
	note?: string;
};

/** A pace is told where it is so many times what was wished. */
const paceText = (every: number | undefined): string =>
	every === undefined ? '' : `   every ${(every / 1000).toFixed(1)}s`;

/** The facts as every list says them. */
export const honestyOf = (facts: RoundFacts, { still, missing = [], note }: HonestyWords): Honesty => {
	const { at, expected, answered, denied, failed, every } = facts;
	if (at === undefined) return expected === 0 ? {} : { partial: `asking ${expected} servers` };
	const parts = [...missingParts(facts), ...missing];
	const all = `${answered} of ${expected} answered${paceText(every)}`;
	const said = expected === 0 ? note : [note, all].filter((part) => part !== undefined).join('   ');
	const none = offText(facts);
	return {
		...{ at, every },
		...(denied !== undefined && { denied: { subject: denied, still } }),
		...(failed !== undefined && { failed }),
		...(parts.length > 0 && { partial: parts.join('   ') + paceText(every), short: parts[0] }),
		...(parts.length === 0 && said !== undefined && { note: said }),
		...(none !== undefined && { none }),
	};
};
