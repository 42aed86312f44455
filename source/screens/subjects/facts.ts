// The facts that a cell of a subject depends on besides its row.

import type { SubjectRow } from '../../model/subjects/subject-row.ts';
import type { Column } from '../../table/column.ts';
import type { ScreenLook } from '../screen.ts';
import type { SubjectsSnapshot } from './snapshot.ts';

export type SubjectFacts = {
	/** Whether streams are known at all: without them nothing can be said of where a subject is stored. */
	hasStreams: boolean;
	/** Name and key of the account, as far as one was chosen. */
	account?: { key: string; name: string };
};

export type SubjectColumn = Column<SubjectRow, SubjectFacts>;

export type SubjectLook = ScreenLook<SubjectFacts>;

export const subjectFacts = ({ asked, storage }: SubjectsSnapshot): SubjectFacts => ({
	hasStreams: storage.streams !== undefined,
	...(asked.account && { account: asked.account }),
	...(asked.own !== undefined && { account: { key: asked.own, name: asked.own } }),
});
