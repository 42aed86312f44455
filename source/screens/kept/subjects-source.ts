// Asks JetStream for the subjects of one stream, for as long as its tab is open; of very many only for those under a prefix.

import { askSubjectCounts } from '../../nats/js-subject-counts.ts';
import { failureText } from '../../nats/requests.ts';
import { isSubjectToken, permissionPattern } from '../../nats/subjects.ts';
import { safeText } from '../../system/redact.ts';
import { askerOf, ownMemory } from '../own-jetstream/own-memory.ts';
import { polledSource } from '../polled-source.ts';
import type { Source, Watching } from '../source.ts';

/** Up to so many subjects all of them are asked for: 30,000 are 770 KB. */
export const fewSubjects = 10_000;

/** The class in the budget, and milliseconds between two rounds. */
const [subjectsClass, subjectsBase] = ['js-subjects', 10_000];

export type SubjectRow = { stream: string; subject: string; name: string; count: number };

export type SubjectsSnapshot = {
	rows: readonly SubjectRow[];
	at?: number;
	every?: number;
	denied?: string;
	failed?: string;
	/** How many the stream has in all, and whether that is too many to ask for. */
	count?: number;
	isTooMany: boolean;
	/** The prefix that was asked for. */
	asked?: string;
	/** How many match, and are shown. */
	total?: { all: number; shown: number };
};

const nothing: SubjectsSnapshot = { rows: [], isTooMany: false };

/** How the subjects of a stream are asked for and called. */
export type SubjectsOf = {
	all: (stream: string) => string;
	nameOf: (subject: string, stream: string) => string;
};

/** What stands behind the last line end of a key: the name of the stream. */
const streamIn = (key: string): string => key.slice(key.lastIndexOf('\n') + 1);

/** The pattern for what is under a prefix; a pattern that a person wrote stays as it is. */
const filterFor = (all: string, under: string | undefined): string => {
	if (under === undefined || under === '') return all;
	const plain = under.replace(/\.+$/, '');
	const own = /[*>]/.test(plain) ? plain : `${plain}.>`;
	const base = all === '>' || own.startsWith('$') ? '' : all.slice(0, -1);
	return base + own;
};

export const openSubjects = (
	watching: Watching,
	of = '',
	{ all, nameOf }: SubjectsOf,
): Source<SubjectsSnapshot> => {
	const stream = streamIn(of);
	const memory = ownMemory(watching);
	const { governor } = watching;
	return polledSource<SubjectsSnapshot>(
		watching,
		nothing,
		async (wire, before, { asked: { under }, isWished, signal }) => {
			if (before.denied !== undefined && !isWished) return before;
			const now = wire.now();
			const row = memory.streams.streams(memory.facts.account, now).find((one) => one.key === of);
			const count = row?.state.subjects;
			const every = Math.max(subjectsBase, governor.period(subjectsClass, 0));
			const common = { every, ...(count !== undefined && { count }), ...(under && { asked: under }) };
			if (row?.noAnswer) return { ...before, ...common, failed: 'its leader does not answer' };
			if (!isSubjectToken(stream)) return { ...nothing, ...common, at: now };
			const isTooMany = (count ?? 0) > fewSubjects && !under;
			if (isTooMany) return { ...nothing, ...common, at: now, isTooMany };
			const asker = askerOf(wire, memory, { signal, spend: (cost) => governor.spend(subjectsClass, cost) });
			const result = await askSubjectCounts(asker, stream, filterFor(all(stream), under));
			if (signal.aborted) return before;
			if (!result.ok) {
				const { failure } = result;
				return failure.kind === 'denied'
					? { ...nothing, ...common, denied: permissionPattern(failure.subject), at: now }
					: { ...before, ...common, failed: failureText(failure) };
			}
			const { counts, total } = result.value;
			const rows = [...counts].map(([subject, many]) => ({
				...{ stream, subject, count: many, name: safeText(nameOf(subject, stream)) },
			}));
			return { rows, ...common, at: wire.now(), isTooMany: false, total: { all: total, shown: rows.length } };
		},
		{
			name: subjectsClass,
			keptAs: `js-subjects ${of}`,
			base: (interval) => Math.max(subjectsBase, interval),
		},
	);
};
