// Asks which subjects a stream has messages of, and how many of each: the keys of a bucket and the names of objects, too.

import { safeText } from '../system/redact.ts';
import { jsSubjects } from './account-subjects.ts';
import { askJs, infoTimeout, type JsAsker } from './js-api.ts';
import { asFields, readCount, readFields } from './read.ts';
import type { Result } from './requests.ts';

/** Subjects that are kept of one answer, whatever the server sends; it sends pages of 100,000. */
export const mostSubjects = 10_000;

/** How many messages a stream has of each of some subjects, and of how many subjects of the filter in all. */
export type SubjectCounts = { counts: ReadonlyMap<string, number>; total: number };

/** Asks for the subjects that a pattern matches. */
export const askSubjectCounts = async (
	asker: JsAsker,
	stream: string,
	filter: string,
): Promise<Result<SubjectCounts>> => {
	const result = await askJs(asker, jsSubjects.streamInfo(stream), {
		...{ body: { subjects_filter: filter }, timeout: 2 * infoTimeout, isUrgent: true },
	});
	if (!result.ok) return result;
	const state = readFields(result.value.fields, 'state') ?? {};
	const told = asFields(state.subjects) ?? {};
	const names = Object.keys(told);
	const counts = new Map<string, number>();
	for (const name of names.slice(0, mostSubjects)) {
		const count = readCount(told, name);
		if (count !== undefined) counts.set(safeText(name), count);
	}
	const total = readCount(result.value.fields, 'total') ?? names.length;
	return { ok: true, value: { counts, total: Math.max(total, names.length) } };
};
