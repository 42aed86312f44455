// The streams and consumers of one account from list to list: rates, what does not answer, what is gone.

import { describe, expect, test } from 'vitest';
import { OwnConsumerBook } from '../../source/model/jetstream/own-consumers.ts';
import { OwnStreamBook } from '../../source/model/jetstream/own-streams.ts';
import type { ConsumerCopy } from '../../source/model/jetstream/told.ts';
import { ownHonesty, whyNoList } from '../../source/screens/own-jetstream/own-facts.ts';
import { streamJson } from '../../source/screens/streams/json.ts';
import { configOf, copyOf, start } from '../helpers/streams.ts';

const none = new Map<string, string | undefined>();

describe('the streams of our account', () => {
	test('have rates by the clock of the server that tells of them', () => {
		const book = new OwnStreamBook();
		book.hear(copyOf('n1', 0, { config: configOf(), lastSeq: 100 }));
		// It came late, and the server says when it was told.
		book.hear({ ...copyOf('n1', 9000, { lastSeq: 200 }), now: start + 5000 });
		const [row] = book.streams('APP', start + 9000);
		expect(row).toMatchObject({ stream: 'ORDERS', inRate: 20, current: 3, leader: 'n1', isOld: false });
	});

	test('that are named as missing keep what was told last, and answer again with the next word of their leader', () => {
		const book = new OwnStreamBook();
		book.hear(copyOf('n1', 0, { config: configOf(), lastSeq: 100 }));
		const missing = new Map([['ORDERS', undefined]]);
		book.endList({ at: start + 5000, missing, all: new Set(['ORDERS']) });
		const [row] = book.streams('APP', start + 65_000);
		expect(row).toMatchObject({ isOld: true, noAnswer: { since: start + 5000 }, state: { messages: 100 } });
		expect(row?.inRate).toBeUndefined();
		expect(row?.troubles).toEqual([
			{
				check: 'no-answer',
				column: 'leader',
				severity: 'critical',
				text: 'its leader does not answer for 1m',
			},
		]);
		expect(row && JSON.parse(JSON.stringify(streamJson(row)))).toEqual({
			...{ stream: 'ORDERS', missing: true },
			trouble: [{ check: 'no-answer', severity: 'critical', text: 'its leader does not answer for 1m' }],
		});
		book.hear(copyOf('n2', 70_000, { leader: 'n2', lastSeq: 120 }));
		expect(book.streams('APP', start + 70_000)[0]).toMatchObject({
			leader: 'n2',
			isOld: false,
			troubles: [],
		});
		expect(book.missing).toEqual([]);
	});

	test('of which only the name was ever told have no figures at all', () => {
		const book = new OwnStreamBook();
		book.endList({
			at: start,
			missing: new Map([['LEGACY', 'of a newer server']]),
			all: new Set(['LEGACY']),
		});
		const [row] = book.streams('APP', start);
		expect(row).toMatchObject({ stream: 'LEGACY', state: {}, replicas: [], toldBy: { server: '' } });
		expect(row?.troubles[0]?.text).toBe('it does not run: of a newer server');
	});

	test('are gone once a whole list leaves them out, and stay where the list was not whole', () => {
		const book = new OwnStreamBook();
		book.hear(copyOf('n1', 0));
		book.endList({ at: start, missing: none });
		expect(book.streams('APP', start)).toHaveLength(1);
		book.endList({ at: start, missing: none, all: new Set(['OTHER']) });
		expect(book.streams('APP', start)).toHaveLength(0);
	});
});

describe('the consumers of our account', () => {
	const consumerOf = (at: number, over: Partial<ConsumerCopy> = {}): ConsumerCopy => ({
		...{ server: { id: 'n1', name: 'n1' }, account: 'APP', stream: 'ORDERS', consumer: 'billing' },
		...{
			created: start,
			delivered: { consumerSeq: at / 100, streamSeq: at / 100 },
			ackFloor: { consumerSeq: 0 },
		},
		...{ pending: 5, ackPending: 0, waiting: 0, isPaused: false, receivedAt: start + at },
		group: { leader: 'n1', peers: [] },
		...over,
	});

	test('have rates, and are muted with a word of it where their stream does not answer', () => {
		const book = new OwnConsumerBook();
		book.hear(consumerOf(0));
		book.hear(consumerOf(1000));
		expect(book.consumers('APP', start + 1000)[0]).toMatchObject({
			deliveredRate: 10,
			pending: 5,
			isOld: false,
		});
		book.missStream('ORDERS', start + 2000);
		const [row] = book.consumers('APP', start + 2000);
		expect(row).toMatchObject({ isOld: true, pending: 5, troubles: [{ check: 'no-answer' }] });
		expect(row?.deliveredRate).toBeUndefined();
		book.keep(new Set());
		expect(book.count).toBe(0);
	});
});

describe('why there is no list', () => {
	const asked = { account: 'APP', subject: '$JS.API.STREAM.LIST', at: start + 6000, before: start };

	test('an account without JetStream is told so, and how an operator enables it', () => {
		const failure = {
			kind: 'refused',
			code: 503,
			description: 'JetStream not enabled',
			apiCode: 10_039,
		} as const;
		const { none } = whyNoList(failure, asked);
		expect(none).toContain('JetStream is not enabled for account APP.');
		expect(none).toContain('503 JetStream not enabled');
	});

	test('a meta group without a leader keeps what is known, and says since when', () => {
		const failure = { kind: 'refused', code: 503, description: 'unavailable', apiCode: 10_008 } as const;
		expect(whyNoList(failure, asked)).toMatchObject({ failsSince: start });
		expect(whyNoList(failure, asked).failed).toMatch(/^JetStream has no leader since .*: 503 unavailable$/);
	});

	test('a server that is silent is told with the seconds that it has been', () => {
		expect(whyNoList({ kind: 'timeout', ms: 6000 }, { ...asked, before: undefined }).failed).toBe(
			'JetStream did not answer for 6s',
		);
		expect(whyNoList({ kind: 'no-responders' }, asked).none).toContain('no');
	});

	test('what was not answered is named, and that there may be more than permissions name', () => {
		const facts = {
			account: 'APP',
			at: start,
			every: 30_000,
			took: 0,
			way: 'list',
			missing: ['A', 'B'],
		} as const;
		expect(ownHonesty(facts, 5, ['stream', 'streams'])).toMatchObject({
			partial: '2 not answered: A, B, every 30s',
			short: '2 not answered, every 30s',
		});
		const permitted = { ...facts, way: 'permitted', missing: [] } as const;
		expect(ownHonesty(permitted, 1, ['stream', 'streams'])).toMatchObject({ hasMore: true });
	});
});
