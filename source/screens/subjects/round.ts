// One round of questions about what an account listens to, and what it came to.

import type { ServerRow } from '../../model/fleet.ts';
import type { SubjectBook, SubjectDraft } from '../../model/subjects/subject-book.ts';
import { askSubscriptions } from '../../nats/ask-subscriptions.ts';
import { accountConnzSubject, isSubjectToken, permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { answering } from '../answering.ts';
import type { Round } from '../polled-source.ts';
import { noSubjects, type SubjectsAsked } from './snapshot.ts';

/** Whose subscriptions are asked for: an account by its key and name, or our own. */
export type Whose = { account?: { key: string; name: string } };

export type RoundNeeds = Whose & {
	/** Our own account by its name, where it is its subscriptions that are asked for. */
	own?: string;
	wire: Wire;
	book: SubjectBook;
	servers: readonly ServerRow[];
	timeout: number;
	every: number;
	/** Servers are asked by their names, as asking all of them brings one answer. */
	byName?: boolean;
	round?: Pick<Round<unknown>, 'signal' | 'spend'>;
};

/** Monitors listen for answers and events, which says nothing of what an account does. */
const monitorName = 'natstop';

const failures = {
	'no-responders': 'no responders',
	closed: 'the connection is gone',
} as const;

/** Asks all servers, and adds up what they tell. */
export const subjectsRound = async (needs: RoundNeeds): Promise<SubjectsAsked> => {
	const { wire, book, servers, account, timeout, every, round, own, byName = false } = needs;
	const base: SubjectsAsked = {
		...{ ...noSubjects, every, ...(account && { account }), ...(own !== undefined && { own }) },
		...(byName && { manner: 'asked by name' }),
	};
	if (account !== undefined && !isSubjectToken(account.key))
		return { ...base, at: wire.now(), failed: `${account.key} cannot be part of a subject` };
	const expected = answering(servers);
	const names = new Map(expected.map(({ id, name }) => [id, name]));
	const drafts = new Map<string, { draft: SubjectDraft; at: number }>();
	const ours = wire.server();
	const ask = (isByName: boolean) =>
		askSubscriptions(wire, {
			...{ account: account?.key, timeout, expected: new Set(names.keys()) },
			...(isByName && { names: [...names.values()] }),
			...{ signal: round?.signal, spend: round?.spend },
			onPage({ server, at, connections }) {
				// Our own connection is in our own account alone.
				const isOurs = account === undefined && ours?.id === server.id;
				const known = drafts.get(server.id);
				const draft = known?.draft ?? book.begin(server, isOurs ? ours.clientId : undefined);
				drafts.set(server.id, { draft, at: known?.at ?? at });
				for (const each of connections) if (each.name !== monitorName) draft.add(each);
			},
		});
	let asked = await ask(byName);
	// In a recording servers may have been asked by their names.
	if (asked.end === 'absent' && !byName && names.size > 0) asked = await ask(true);
	const now = wire.now();
	for (const { draft, at } of drafts.values()) book.end(draft, at, now);
	book.endRound(asked.answered, now);
	const unheard = [...names].flatMap(([id, name]) => (asked.answered.has(id) ? [] : [name]));
	const found = book.rows();
	const result: SubjectsAsked = {
		...{ ...base, ...found, at: now, unheard, isCut: asked.isCut },
		...{ asked: asked.answered.size + unheard.length, answered: asked.answered.size },
	};
	const { end } = asked;
	if (end === 'denied') return { ...result, denied: permissionPattern(accountConnzSubject(account?.key)) };
	if (asked.answered.size > 0) return result;
	if (end === 'no-responders' || end === 'closed') return { ...result, failed: failures[end] };
	return { ...result, failed: `no answer in ${timeout / 1000}s` };
};
