// The facts that a cell of a subject depends on besides its row.

import type { SubjectRow } from '../../model/subjects/subject-row.ts';
import type { Column } from '../../table/column.ts';
import type { ScreenLook } from '../screen.ts';
import type { SubjectsSnapshot } from './snapshot.ts';

export type SubjectFacts = {
	/** Whether all streams are known: without them nobody can say that none stores a subject. */
	hasStreams: boolean;
	/** Name and key of the account, as far as one was chosen. */
	account?: { key: string; name: string };
};

export type SubjectColumn = Column<SubjectRow, SubjectFacts>;

export type SubjectLook = ScreenLook<SubjectFacts>;

export const subjectFacts = ({ asked, storage }: SubjectsSnapshot): SubjectFacts => ({
	hasStreams: storage.streams !== undefined && storage.isPart !== true,
	...(asked.account && { account: asked.account }),
	...(asked.own !== undefined && { account: { key: asked.own, name: asked.own } }),
});
