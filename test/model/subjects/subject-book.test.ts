// What several servers tell of subscriptions becomes one row a subject and queue group.

import { describe, expect, test } from 'vitest';
import { type ListeningConnection, SubjectBook } from '../../../source/model/subjects/subject-book.ts';
import type { Listened } from '../../../source/model/subjects/subject-row.ts';

const second = 1000;

const listening = (
	cid: number,
	subject: string,
	msgs: number,
	rest: Partial<ListeningConnection> & { queue?: string } = {},
): ListeningConnection => {
	const { queue, ...other } = rest;
	return { cid, name: `client-${cid}`, subscriptions: [{ subject, queue, msgs }], ...other };
};

/** Tells a book what servers say at a time; whoever is not named does not answer. */
const tell = (
	book: SubjectBook,
	at: number,
	servers: Readonly<Record<string, readonly ListeningConnection[]>>,
	own?: number,
): void => {
	for (const [name, all] of Object.entries(servers)) {
		const draft = book.begin({ id: name, name }, own);
		for (const each of all) draft.add(each);
		book.end(draft, at, at);
	}
	book.endRound(new Set(Object.keys(servers)), at);
};

const row = (book: SubjectBook, subject: string, queue?: string): Listened | undefined =>
	book.rows().rows.find((each) => each.subject === subject && each.queue === queue);

describe('a book of subjects', () => {
	test('adds up subscriptions, connections and deliveries of all servers, by subject and queue group', () => {
		const book = new SubjectBook();
		const many: ListeningConnection = {
			cid: 3,
			subscriptions: [
				{ subject: 'orders.>', queue: 'workers', msgs: 5 },
				{ subject: 'orders.>', queue: 'workers', msgs: 6 },
				{ subject: 'orders.>', msgs: 20 },
			],
		};
		tell(book, 0, { n1: [listening(1, 'orders.>', 10, { queue: 'workers' })], n2: [many] });
		expect(row(book, 'orders.>', 'workers')).toMatchObject({
			...{ subscriptions: 3, connections: 2, deliveries: 21, isPart: false },
		});
		expect(row(book, 'orders.>')).toMatchObject({ subscriptions: 1, connections: 1, deliveries: 20 });
		expect(book.rows()).toMatchObject({ subjects: 2, subscriptions: 4 });
	});

	test('has no rate before a second answer, and then one by the clock of each server', () => {
		const book = new SubjectBook();
		const at = (msgs: number, other: number) => ({
			n1: [listening(1, 'a', msgs)],
			n2: [listening(1, 'a', other)],
		});
		tell(book, 0, at(100, 1000));
		expect(row(book, 'a')?.rate).toBeUndefined();
		tell(book, 10 * second, at(200, 1020));
		expect(row(book, 'a')).toMatchObject({ rate: 12, isPart: false });
		expect(row(book, 'a')?.listeners.map(({ server, rate }) => [server, rate])).toEqual([
			['n1', 10],
			['n2', 2],
		]);
	});

	test('takes no jump of what came before for a rate: of a client that was seen for the first time, or one that subscribed anew', () => {
		const book = new SubjectBook();
		tell(book, 0, { n1: [listening(1, 'a', 1000)] });
		tell(book, 10 * second, { n1: [listening(1, 'a', 50), listening(2, 'a', 900_000)] });
		// The first counts anew from 0, the second was there before by all that is known.
		expect(row(book, 'a')?.rate).toBe(5);
	});

	test('counts all messages of a connection that came since the last answer', () => {
		const book = new SubjectBook();
		tell(book, 0, { n1: [] });
		tell(book, 10 * second, { n1: [listening(2, 'a', 70, { start: 5 * second })] });
		expect(row(book, 'a')?.rate).toBe(7);
	});

	test('does not lose a rate where a connection closed', () => {
		const book = new SubjectBook();
		tell(book, 0, { n1: [listening(1, 'a', 1000), listening(2, 'a', 500)] });
		tell(book, 10 * second, { n1: [listening(2, 'a', 600)] });
		expect(row(book, 'a')).toMatchObject({ rate: 10, subscriptions: 1 });
	});

	test('marks a rate of some servers, and leaves out what a silent one told', () => {
		const book = new SubjectBook();
		tell(book, 0, { n1: [listening(1, 'a', 0)] });
		tell(book, 10 * second, {
			n1: [listening(1, 'a', 10)],
			n2: [listening(1, 'a', 10), listening(2, 'b', 1)],
		});
		expect(row(book, 'a')).toMatchObject({ rate: 1, isPart: true, subscriptions: 2 });
		tell(book, 20 * second, { n1: [listening(1, 'a', 20)] });
		expect(row(book, 'a')).toMatchObject({ rate: 1, isPart: false, subscriptions: 1, isOld: false });
		expect(row(book, 'b')).toMatchObject({ isOld: true, subscriptions: 1 });
		expect(row(book, 'b')?.rate).toBeUndefined();
		tell(book, 900 * second, { n1: [listening(1, 'a', 20)] });
		expect(row(book, 'b')).toBeUndefined();
	});

	test('folds inboxes and the subjects of services, and leaves out our own connection', () => {
		const book = new SubjectBook();
		tell(
			book,
			0,
			{
				n1: [
					listening(1, '_INBOX.abc.*', 1),
					listening(2, '_INBOX_app.x.*', 2),
					listening(3, '$SRV.PING.cart.id1', 3, { queue: 'q' }),
					listening(9, 'ours.>', 4),
				],
			},
			9,
		);
		expect(
			book.rows().rows.map(({ subject, queue, subscriptions }) => [subject, queue, subscriptions]),
		).toEqual([
			['_INBOX.>', undefined, 2],
			['$SRV.>', undefined, 1],
		]);
	});

	test('counts a connection once that two pages tell of', () => {
		const book = new SubjectBook();
		tell(book, 0, { n1: [listening(1, 'a', 5), listening(1, 'a', 5)] });
		expect(row(book, 'a')).toMatchObject({ subscriptions: 1, deliveries: 5 });
	});

	test('keeps what an answer said of the time before it where the same is told again at once', () => {
		const book = new SubjectBook();
		tell(book, 0, { n1: [listening(1, 'a', 0)] });
		tell(book, 10 * second, { n1: [listening(1, 'a', 100)] });
		tell(book, 10 * second + 50, { n1: [listening(1, 'a', 101)] });
		expect(row(book, 'a')?.rate).toBe(10);
	});

	test('keeps of a hundred thousand subjects the busiest, and says how many there are', () => {
		const book = new SubjectBook();
		const all = (round: number): ListeningConnection[] =>
			Array.from({ length: 100 }, (_, cid) => ({
				cid: cid + 1,
				subscriptions: Array.from({ length: 1000 }, (_, index) => ({
					subject: `user.${cid}.${index}`,
					msgs: round * (cid === 7 ? 100 : 1),
				})),
			}));
		tell(book, 0, { n1: all(0) });
		tell(book, 10 * second, { n1: all(1) });
		const { rows, subjects, subscriptions } = book.rows(1000);
		expect([rows.length, subjects, subscriptions]).toEqual([1000, 100_000, 100_000]);
		expect(rows.every(({ subject }) => subject.startsWith('user.7.'))).toBe(true);
		expect(rows[0]?.rate).toBe(10);
	});
});
