// Broken and hostile answers about subscriptions, and what a tap hears from anybody.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SubjectBook } from '../../source/model/subjects/subject-book.ts';
import { TapBook } from '../../source/model/subjects/tap-book.ts';
import { parseFields } from '../../source/nats/read.ts';
import { readSubscriptions } from '../../source/nats/read-subscriptions.ts';
import { noSubjects, subjectsSnapshot } from '../../source/screens/subjects/snapshot.ts';
import { build, recipe } from './broken.ts';
import { always, checkJson, checkSecrets, checkText, reportCases, secretsAreWhole } from './check.ts';

reportCases('hostile/subjects');

test('an answer about subscriptions throws nothing, tells no secret, and adds up to figures that can be', () => {
	always(4000, recipe, (from) => {
		const { bytes, whole } = build(from, ['connz']);
		secretsAreWhole(whole);
		const fields = parseFields(bytes);
		const page = fields && readSubscriptions(fields);
		if (page === undefined) return;
		checkJson('page', page);
		const book = new SubjectBook();
		for (const at of [page.at, page.at + 10_000]) {
			const draft = book.begin(page.server);
			for (const each of page.connections) draft.add(each);
			book.end(draft, at, at);
			book.endRound(new Set([page.server.id]), at);
		}
		const { rows } = subjectsSnapshot({ ...noSubjects, ...book.rows(), at: page.at }, {});
		for (const row of rows) {
			checkText('subject', row.subject);
			checkSecrets('subject', row.subject);
			for (const { name } of row.listeners) if (name !== undefined) checkText('name', name);
			for (const figure of [row.subscriptions, row.connections, row.deliveries, row.rate ?? 0]) {
				expect(figure).toBeGreaterThanOrEqual(0);
				expect(Number.isFinite(figure)).toBe(true);
			}
		}
		expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
	});
});

const answer = (connections: unknown) =>
	readSubscriptions({
		server: { id: 'NA', name: 'n1', ver: '2.15.1' },
		data: { now: '2026-11-23T18:45:21Z', connections },
	});

test('a subject that would move the cursor or is longer than servers take is cleaned or left out', () => {
	const long = 'x'.repeat(70_000);
	const details = [
		{ subject: 'a\u001b[2J.b\r\n', qgroup: 'q\n', msgs: 2 ** 63 },
		{ subject: long, msgs: 1 },
		{ subject: 7 },
		{ subject: 'ok', msgs: -4 },
		'none',
	];
	const [first] = answer([{ cid: 1, subscriptions_list_detail: details }])?.connections ?? [];
	const read = [...(first?.subscriptions ?? [])];
	expect(read).toHaveLength(2);
	expect(read[0]?.subject).not.toMatch(/\p{Cc}/u);
	expect(read[0]?.queue).not.toMatch(/\p{Cc}/u);
	expect(read.map(({ msgs }) => msgs)).toEqual([undefined, undefined]);
});

test('an answer without a list says nothing, and one with null says that nobody is there', () => {
	expect(readSubscriptions({ server: { id: 'NA', name: 'n1' }, data: { now: '2026-11-23T18:45:21Z' } })).toBe(
		undefined,
	);
	expect(answer(null)).toMatchObject({ connections: [], total: 0 });
});

test('whatever subjects come, a tap counts each message once at every depth', () => {
	const subject = fc
		.array(fc.constantFrom('a', 'b', '', '>', '__proto__'), { maxLength: 5 })
		.map((all) => all.join('.'));
	fc.assert(
		fc.property(fc.array(subject, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (all, depth) => {
			const book = new TapBook();
			for (const each of all) book.add(each, 3);
			const rows = book.rows(depth);
			expect(rows.reduce((sum, { messages }) => sum + messages, 0)).toBe(all.length);
			expect(new Set(rows.map(({ subject }) => subject)).size).toBe(rows.length);
		}),
	);
});
