// What the screen of subjects is drawn from, and how complete it is.

import type { Trouble } from '../../model/checks/check.ts';
import { withCommas } from '../../model/count-words.ts';
import { firstAndMore } from '../../model/first-names.ts';
import type { Consumer } from '../../model/jetstream/consumer.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import { hasWildcard, OverlapIndex } from '../../model/subjects/overlap.ts';
import type { Listened, Storing, SubjectRow } from '../../model/subjects/subject-row.ts';
import type { Honesty } from '../list-facts.ts';

/** What subscriptions tell. */
export type SubjectsAsked = {
	/** Whose they are: the account by its key and its name. Absent where none was chosen, or it is our own. */
	account?: { key: string; name: string };
	/** Our own account by its name, where it is its subscriptions that are told. */
	own?: string;
	/** True where an account has to be chosen first. */
	isUnchosen?: true;
	rows: readonly Listened[];
	/** How many subjects there are, with how many subscriptions; more than the rows where the rest is left out. */
	subjects: number;
	subscriptions: number;
	/** Servers asked in the last round, those that answered, and the names of the others. */
	asked: number;
	answered: number;
	unheard: readonly string[];
	/** More came than is read. */
	isCut: boolean;
	/** The subject that our user may not ask on. */
	denied?: string;
	failed?: string;
	/** What is said of how servers were asked. */
	manner?: string;
	/** When the last round ended, our clock; absent before. */
	at?: number;
	/** Milliseconds between two rounds. */
	every: number;
};

export const noSubjects: SubjectsAsked = {
	...{ rows: [], subjects: 0, subscriptions: 0, asked: 0, answered: 0, unheard: [] },
	...{ isCut: false, every: 10_000 },
};

/** What is known of streams and consumers of the account; absent where it is not. */
export type Storage = {
	streams?: readonly Stream[];
	consumers?: readonly Consumer[];
	/** There are streams that are not known, so that nobody can say that none stores a subject. */
	isPart?: true;
};

export type SubjectsSnapshot = { asked: SubjectsAsked; rows: readonly SubjectRow[]; storage: Storage };

/** Consumers that are named of one subject. */
const mostConsumers = 16;

/** How bad it is that nobody listens to what a consumer delivers; all else on this screen is well. */
const unboundRank = 2;

const unbound = (consumers: readonly string[]): Trouble => ({
	...{ check: 'unbound', severity: 'warn', column: 'subs' },
	text: `nobody listens to what ${firstAndMore(consumers, 2)} delivers`,
});

type Index = { find: (subject: string) => readonly Storing[] };

/** Streams by their subjects. */
const storingIndex = (streams: readonly Stream[]): Index =>
	new OverlapIndex<Storing>(
		streams.flatMap(({ stream, config, inRate }) => {
			const storing: Storing = { stream, ...(inRate !== undefined && { inRate }) };
			return (config?.subjects ?? []).map((subject) => [subject, storing] as const);
		}),
	);

/** Push consumers by the subject that they deliver to. */
const delivering = (consumers: readonly Consumer[]): Map<string, { names: string[]; isBound: boolean }> => {
	const found = new Map<string, { names: string[]; isBound: boolean }>();
	for (const { stream, consumer, config, isBound } of consumers) {
		const subject = config?.deliverSubject;
		if (subject === undefined) continue;
		const known = found.get(subject) ?? { names: [], isBound: false };
		if (known.names.length < mostConsumers) known.names.push(`${stream}/${consumer}`);
		// One that does not say whether it is bound may be.
		known.isBound ||= isBound !== false;
		found.set(subject, known);
	}
	return found;
};

/** Subscriptions with streams and consumers beside them, and with the subjects that consumers deliver to in vain. */
export const subjectsSnapshot = (asked: SubjectsAsked, storage: Storage): SubjectsSnapshot => {
	const { streams, consumers, isPart } = storage;
	const index = streams && storingIndex(streams);
	const byDeliver = delivering(consumers ?? []);
	const account = asked.account?.name;
	const storing = (subject: string): readonly Storing[] | undefined => {
		const found = index?.find(subject);
		return isPart && found?.length === 0 ? undefined : found;
	};
	const rows = asked.rows.map((row): SubjectRow => {
		const known = storing(row.subject);
		return {
			...row,
			...(account !== undefined && { account }),
			// Inboxes and services overlap with streams of everything, and say nothing.
			...(known && !row.isFolded && { streams: known }),
			deliveredBy: byDeliver.get(row.subject)?.names ?? [],
			...{ troubles: [], rank: 0 },
		};
	});
	if (asked.at === undefined || byDeliver.size === 0) return { asked, rows, storage };
	const heard = new OverlapIndex(
		asked.rows.filter(({ isOld }) => !isOld).map(({ subject }) => [subject, true]),
	);
	for (const [subject, { names, isBound }] of byDeliver) {
		// Who listens elsewhere, on a server that did not answer, is not seen.
		const isKnown = asked.answered === asked.asked && asked.subjects === asked.rows.length;
		if (isBound || !isKnown || hasWildcard(subject) || heard.find(subject).length > 0) continue;
		const troubles = [unbound(names)];
		rows.push({
			...{ key: `\n${subject}`, subject, isFolded: false, subscriptions: 0, connections: 0, deliveries: 0 },
			...{ isPart: false, isOld: false, listeners: [], deliveredBy: names, troubles, rank: unboundRank },
			...(account !== undefined && { account }),
			...(index && { streams: storing(subject) }),
		});
	}
	return { asked, rows, storage };
};

const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))}s`;

/** `3 of 4 answered: east-4   the busiest 10,000 of 31,204 subjects   every 10s`. */
export const subjectsHonesty = ({ asked: round, rows }: SubjectsSnapshot): Honesty => {
	const { at, denied, failed, asked, answered, unheard, isCut, subjects, every, isUnchosen, manner } = round;
	if (isUnchosen)
		return { none: 'Subjects are told of one account: write acc=ACCOUNT after /, or press 0 on one on 5.' };
	if (denied !== undefined) {
		const still = 'What streams store stands on 6, and how many subscriptions there are on 1.';
		return { at, denied: { subject: denied, still } };
	}
	if (failed !== undefined) return { at, every, failed };
	if (at === undefined) return {};
	const whom = `${answered} of ${asked} answered`;
	if (asked > 0 && answered === 0) return { at, every, failed: `${whom}: ${firstAndMore(unheard)}` };
	const left = subjects - round.rows.length;
	const parts = [
		...(unheard.length > 0 ? [`${whom}: ${firstAndMore(unheard)}`] : []),
		...(left > 0 ? [`the busiest ${withCommas(round.rows.length)} of ${withCommas(subjects)} subjects`] : []),
		...(isCut ? ['more subscriptions than are read'] : []),
	];
	const pace = [...(manner === undefined ? [] : [manner]), `every ${seconds(every)}`];
	const none = rows.length === 0 && parts.length === 0 ? 'Nobody listens to anything.' : undefined;
	const rest = { at, every, ...(none && { none }), ...(left > 0 && { hasMore: true as const }) };
	return parts.length > 0
		? { ...rest, partial: [...parts, ...pace].join('   '), short: parts[0] }
		: { ...rest, note: [whom, ...pace].join('   '), short: whom };
};
