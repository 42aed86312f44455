// The subjects of one account: what is listened to, how much of it is delivered, and what is stored.

import { modes } from '../../model/mode.ts';
import type { SubjectRow } from '../../model/subjects/subject-row.ts';
import { connectionsScope, term } from '../accounts/scopes.ts';
import { defineScreen } from '../define-screen.ts';
import { linkRowLook } from '../network/link-cells.ts';
import { subjectColumns } from './columns.ts';
import { subjectDetail } from './detail.ts';
import { type SubjectFacts, subjectFacts } from './facts.ts';
import { subjectJson } from './json.ts';
import { subjectExamples, subjectsLegend } from './legend.ts';
import { subjectsOnce } from './once.ts';
import { subjectOpened } from './opened.ts';
import { type SubjectsSnapshot, subjectsHonesty } from './snapshot.ts';
import { openSubjects } from './source.ts';

export const subjects = defineScreen<SubjectRow, SubjectsSnapshot, SubjectFacts>({
	...{ id: 'subjects', key: '0', modes, title: 'Subjects', tab: 'Listened', list: 'table' },
	about: 'what the connections of an account listen to, and how much is delivered',
	noun: ['subject', 'subjects'],
	empty: () => 'No server has told of a subscription yet.',
	source: {
		...{ asked: 'while visible', open: openSubjects, once: subjectsOnce },
		// Trends go on being written, so a frozen snapshot has its own copies.
		freeze: (snapshot) => ({
			...snapshot,
			rows: snapshot.rows.map((row) => ({ ...row, history: row.history?.clone() })),
		}),
	},
	asks: ['acc'],
	rows: ({ rows }) => rows,
	honesty: subjectsHonesty,
	facts: subjectFacts,
	keyOf: ({ key }) => key,
	namesOf: ({ subject, queue, key }) => [subject, queue ?? '', key],
	columns: subjectColumns,
	sort: { column: 'out', descending: true },
	fields: [
		{ names: ['server'], texts: ({ listeners }) => listeners.map(({ server }) => server) },
		{ names: ['listener'], texts: ({ listeners }) => listeners.map(({ name }) => name) },
	],
	anywhere: ({ subject, queue, streams = [], deliveredBy }) => [
		...[subject, queue, ...deliveredBy],
		...streams.map(({ stream }) => stream),
	],
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld,
	rowLook: linkRowLook,
	stateOf: ({ isOld, troubles: [worst] }) => (isOld ? 'unknown' : (worst?.text ?? 'ok')),
	legend: subjectsLegend,
	examples: subjectExamples,
	detail: subjectDetail,
	tabs: ['listeners'],
	opened: subjectOpened,
	scopes: ({ account, subject, isFolded }): Readonly<Record<string, string>> => {
		const whose = account === undefined ? [] : [connectionsScope({ name: account })];
		return {
			connections: [...whose, ...(isFolded ? [] : [term('subject', subject)])].join(' '),
			...(account !== undefined && { streams: connectionsScope({ name: account }) }),
		};
	},
	json: subjectJson,
	copy: ({ subject }) => ({ text: subject, what: subject }),
});
