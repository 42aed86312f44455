// Subscriptions, streams and consumers as one list, and how honest it is.

import { describe, expect, test } from 'vitest';
import type { Consumer } from '../../source/model/jetstream/consumer.ts';
import type { Stream } from '../../source/model/jetstream/stream.ts';
import { SubjectBook } from '../../source/model/subjects/subject-book.ts';
import type { SubjectRow } from '../../source/model/subjects/subject-row.ts';
import { ownConsumersSnapshot } from '../../source/screens/own-jetstream/consumers-source.ts';
import { ownStreamsSnapshot } from '../../source/screens/own-jetstream/streams-source.ts';
import { remember } from '../../source/screens/polled-source.ts';
import { subjectDetail } from '../../source/screens/subjects/detail.ts';
import { subjectFacts } from '../../source/screens/subjects/facts.ts';
import {
	noSubjects,
	type SubjectsAsked,
	subjectsHonesty,
	subjectsSnapshot,
} from '../../source/screens/subjects/snapshot.ts';
import { openSubjects, storageOf } from '../../source/screens/subjects/source.ts';
import { createTheme } from '../../source/theme.ts';
import { consumersSnapshot } from '../fixtures/consumers.ts';
import { loggedEvents } from '../fixtures/events.ts';
import { now } from '../fixtures/fleet.ts';
import { ownJetStream } from '../fixtures/own-jetstream.ts';
import { streamsSnapshot } from '../fixtures/streams.ts';
import { logOf, lookOf, recordedFleet, still, watchingOf } from '../helpers/drawn.tsx';

const log = logOf(loggedEvents);
const [someStream] = streamsSnapshot(log).streams;
const [someConsumer] = consumersSnapshot(log).consumers;

const stream = (name: string, subjects: readonly string[], inRate?: number): Stream => {
	if (someStream?.config === undefined) throw new Error('no fixture');
	return { ...someStream, stream: name, inRate, config: { ...someStream.config, subjects } };
};

/** A stream that never told its configuration. */
const untold = (): Stream => ({ ...stream('UNTOLD', []), config: undefined });

const push = (name: string, deliverSubject: string, isBound?: boolean): Consumer => {
	if (someConsumer?.config === undefined) throw new Error('no fixture');
	return {
		...{ ...someConsumer, stream: 'ORDERS', consumer: name, isBound },
		config: { ...someConsumer.config, type: 'push', deliverSubject },
	};
};

/** What one server tells of these subjects. */
const asked = (subjects: readonly string[], over: Partial<SubjectsAsked> = {}): SubjectsAsked => {
	const book = new SubjectBook();
	const draft = book.begin({ id: 'N1', name: 'n1' });
	for (const [index, subject] of subjects.entries())
		draft.add({ cid: index + 1, subscriptions: [{ subject, msgs: 0 }] });
	book.end(draft, 1, 1);
	return { ...noSubjects, ...book.rows(), at: 1, asked: 1, answered: 1, ...over };
};

const named = (rows: readonly SubjectRow[], subject: string) => rows.find((row) => row.subject === subject);

describe('the list of subjects', () => {
	test('says which streams store what is listened to, whatever the wildcards', () => {
		const { rows } = subjectsSnapshot(asked(['orders.*', 'x', '_INBOX.a']), {
			streams: [stream('ORDERS', ['orders.>'], 40), stream('ALL', ['>'], 2)],
		});
		expect(named(rows, 'orders.*')?.streams).toEqual([
			{ stream: 'ORDERS', inRate: 40 },
			{ stream: 'ALL', inRate: 2 },
		]);
		expect(named(rows, 'x')?.streams?.map((each) => each.stream)).toEqual(['ALL']);
		expect(named(rows, '_INBOX.>')?.streams).toBeUndefined();
	});

	test('says nothing of streams while they are not known', () => {
		expect(named(subjectsSnapshot(asked(['orders.*']), {}).rows, 'orders.*')?.streams).toBeUndefined();
	});

	test('has a row with a mark for the subject that a push consumer delivers to in vain', () => {
		const { rows } = subjectsSnapshot(asked(['push.>', 'x']), {
			consumers: [
				push('audit', 'audit.in', false),
				push('heard', 'push.a', false),
				push('bound', 'elsewhere', true),
				push('untold', 'who.knows'),
			],
		});
		expect(
			rows.filter(({ rank }) => rank > 0).map(({ subject, subscriptions }) => [subject, subscriptions]),
		).toEqual([['audit.in', 0]]);
		expect(named(rows, 'audit.in')?.troubles[0]?.text).toBe('nobody listens to what ORDERS/audit delivers');
	});

	test('says nothing of what is delivered in vain while a server has not answered, or subjects are left out', () => {
		const consumers = [push('audit', 'audit.in', false)];
		for (const over of [{ asked: 2 }, { subjects: 40_000 }])
			expect(subjectsSnapshot(asked(['x'], over), { consumers }).rows.filter(({ rank }) => rank > 0)).toEqual(
				[],
			);
	});
});

describe('the line of honesty', () => {
	const line = (over: Partial<SubjectsAsked>) => subjectsHonesty(subjectsSnapshot(asked(['x'], over), {}));
	test('names who did not answer, and how many subjects are left out', () => {
		expect(line({ asked: 2, unheard: ['n2'] }).partial).toBe('1 of 2 answered: n2   every 10s');
		expect(line({ subjects: 31_204 }).partial).toBe('the busiest 1 of 31,204 subjects   every 10s');
		expect(line({ isCut: true }).partial).toContain('more subscriptions than are read');
		expect(line({}).note).toBe('1 of 1 answered   every 10s');
	});

	test('asks whose subjects are meant where no account was chosen, and names the subject that is refused', () => {
		expect(line({ isUnchosen: true }).none).toContain('write acc=ACCOUNT');
		expect(line({ denied: '$SYS.REQ.ACCOUNT.*.CONNZ' }).denied?.subject).toBe('$SYS.REQ.ACCOUNT.*.CONNZ');
		expect(line({ answered: 0, unheard: ['n1'] }).failed).toBe('0 of 1 answered: n1');
	});
});

test('the pane says what is sent where each subscriber gets all, and that nobody counts who publishes', () => {
	const [row] = subjectsSnapshot(asked(['a.>']), {}).rows;
	const look = { ...lookOf(createTheme('mono', true), 80), hasStreams: false };
	const text = subjectDetail(
		row && { ...row, subscriptions: 3, rate: 1140 },
		{ width: 80, height: 6 },
		look,
		false,
	).join('\n');
	expect(text).toContain('OUT 1,140/s');
	expect(text).toContain('each of the 3 gets all: about 380/s are sent');
	expect(text).toContain('Who publishes, and subjects nobody listens to, cannot be seen without a tap.');
});

describe('in account mode', () => {
	const memory = ownJetStream();
	const streamsTold = ownStreamsSnapshot(memory, { events: still(log) }, now);
	const consumersTold = ownConsumersSnapshot(memory, { events: still(log) }, now);

	test('what JetStream lists says where a subject is stored, how much comes in, and which consumer delivers in vain', () => {
		const storage = storageOf(streamsTold, consumersTold, undefined);
		const { rows } = subjectsSnapshot(asked(['orders.*', 'tick.a']), storage);
		expect(named(rows, 'orders.*')?.streams).toEqual([{ stream: 'ORDERS', inRate: 4102 }]);
		expect(named(rows, 'tick.a')?.streams).toEqual([]);
		expect(named(rows, 'push.audit')).toMatchObject({ subscriptions: 0, rank: 2 });
		expect(named(rows, 'push.audit')?.deliveredBy).toEqual(['ORDERS/push-audit']);
	});

	test('the list has them beside its subscriptions, whatever the system account would be told', () => {
		const fleet = watchingOf(recordedFleet());
		const watching = { ...fleet, mode: 'account' as const };
		remember(watching, 'subjects', asked(['orders.*']));
		remember(watching, 'own-streams', streamsTold);
		remember(watching, 'own-consumers', consumersTold);
		const source = openSubjects(watching);
		const { rows } = source.get();
		source.close?.();
		expect(named(rows, 'orders.*')?.streams).toEqual([{ stream: 'ORDERS', inRate: 4102 }]);
		expect(named(rows, 'push.audit')?.rank).toBe(2);
	});

	test.each([
		['a list that is refused', { ...streamsTold, streams: [], own: { ...memory.facts, denied: 'a' } }],
		['streams by permissions', { ...streamsTold, own: { ...memory.facts, way: 'permitted' as const } }],
		['a stream without subjects', { ...streamsTold, streams: [stream('A', []), untold()] }],
	])('%s does not say that no stream stores a subject', (_, told) => {
		const snapshot = subjectsSnapshot(asked(['tick.a']), storageOf(told, consumersTold, undefined));
		expect(named(snapshot.rows, 'tick.a')?.streams).toBeUndefined();
		expect(subjectFacts(snapshot).hasStreams).toBe(false);
	});
});
