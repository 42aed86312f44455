// Which instance of a service answers, hangs or is gone, and what services do a second, by rounds of what is told.

import { describe, expect, test } from 'vitest';
import { ServiceBook } from '../../source/model/services/service-book.ts';
import type { InstanceRow } from '../../source/model/services/service-row.ts';
import type { Subscribed, ToldEndpoint, ToldInstance } from '../../source/model/services/told.ts';

const [start, step] = [Date.UTC(2026, 0, 1), 5000];

const told = (
	id: string,
	endpoint: Partial<ToldEndpoint> = {},
	over: Partial<ToldInstance> = {},
): ToldInstance => ({
	...{ by: 'stats', service: 'pricing', id, started: 1, delay: 2, ...over },
	endpoints: [
		{ name: 'get', subject: 'get', queue: 'q', requests: 0, errors: 0, processing: 0, ...endpoint },
	],
});

const connected = (id: string, over: Partial<Subscribed['connection']> = {}): Subscribed => ({
	instance: {
		by: 'subscriptions',
		service: 'pricing',
		id,
		endpoints: [{ name: 'get', subject: 'get', queue: 'q' }],
	},
	connection: { server: 'n1', serverId: 'N1', cid: 7, pending: 0, inMsgs: 0, outMsgs: 0, ...over },
});

type Round = { answers?: readonly ToldInstance[]; subscribed?: readonly Subscribed[]; isWhole?: boolean };

/** A book after these rounds, five seconds apart, and the time of the last one. */
const follow = (rounds: readonly Round[], book = new ServiceBook()) => {
	let at = start;
	for (const round of rounds) {
		at += step;
		book.hear({ at, isWhole: true, ...round });
	}
	return { ...book.rows(at), at, book };
};

const states = (instances: readonly InstanceRow[]): string[] =>
	instances.map(({ id, state }) => `${id} ${state}`).sort();

const both = (over = {}): Round => ({
	answers: [told('a', over), told('b', over)],
	subscribed: [connected('a'), connected('b')],
});

describe('an instance that does not answer', () => {
	const hung: Round = { answers: [told('a')], subscribed: [connected('a'), connected('b')] };

	test('hangs after three rounds while its connection is open, and its service is in trouble from then on', () => {
		const two = follow([both(), hung, hung]);
		expect(states(two.instances)).toEqual(['a ok', 'b late']);
		expect(two.services[0]?.troubles).toEqual([]);
		const three = follow([both(), hung, hung, hung]);
		expect(states(three.instances)).toEqual(['a ok', 'b hangs']);
		expect(three.services[0]).toMatchObject({ answered: 1, known: 2 });
		expect(three.services[0]?.troubles).toMatchObject([
			{ check: 'service-silent', severity: 'warn', text: '1 of 2 instances answer', column: 'inst' },
		]);
		expect(three.instances.find(({ id }) => id === 'b')?.since).toBe(start + step);
	});

	test('is gone once its connection is, which is no trouble while others are there', () => {
		const left: Round = { answers: [told('a')], subscribed: [connected('a')] };
		const { instances, services } = follow([both(), left, left]);
		expect(states(instances)).toEqual(['a ok', 'b gone']);
		expect(services[0]).toMatchObject({ answered: 1, known: 1, troubles: [] });
	});

	test('is neither where nobody tells of connections: then it is silent', () => {
		const alone: Round = { answers: [told('a')], isWhole: false };
		const { instances, services } = follow([
			{ answers: [told('a'), told('b')], isWhole: false },
			alone,
			alone,
			alone,
		]);
		expect(states(instances)).toEqual(['a ok', 'b silent']);
		expect(services[0]?.troubles).toMatchObject([{ text: '1 of 2 instances answer' }]);
	});

	test('is not gone where a server has not answered, which may have its connection', () => {
		const part: Round = { answers: [told('a')], subscribed: [connected('a')], isWhole: false };
		expect(states(follow([both(), part, part]).instances)).toEqual(['a ok', 'b late']);
	});

	test('makes its service critical where it is the only one', () => {
		const none: Round = { answers: [], subscribed: [connected('a')] };
		const hangs = follow([{ answers: [told('a')], subscribed: [connected('a')] }, none, none, none]);
		expect(hangs.services[0]?.troubles).toMatchObject([
			{ severity: 'critical', text: 'no instance answers: one hangs, its connection is open' },
		]);
		const gone = follow(
			[{ answers: [told('a')], subscribed: [connected('a')] }, {}, {}].map((round) => ({
				answers: [],
				...round,
			})),
		);
		expect(gone.services[0]?.troubles).toMatchObject([{ severity: 'critical' }]);
	});

	test('that never answered is known by its connection', () => {
		const { instances } = follow([hung, hung, hung]);
		expect(states(instances)).toEqual(['a ok', 'b hangs']);
	});

	test('is forgotten ten minutes after it went', () => {
		const left: Round = { answers: [told('a')], subscribed: [connected('a')] };
		const rounds = Array.from({ length: 122 }, () => left);
		expect(states(follow([both(), ...rounds]).instances)).toEqual(['a ok']);
	});
});

describe('where instances may not be asked', () => {
	const round = (msgs: number, inMsgs: number): Round => ({
		subscribed: [connected('a', { inMsgs, outMsgs: msgs })],
	});

	test('one that is sent requests and has answered none for ten seconds hangs, if it did before', () => {
		const { instances, services } = follow([
			round(10, 10),
			round(20, 20),
			round(30, 20),
			round(40, 20),
			round(50, 20),
		]);
		expect(states(instances)).toEqual(['a hangs']);
		expect(services[0]?.troubles[0]?.check).toBe('service-silent');
	});

	test('one that never answers does not, nor one that nobody asks', () => {
		expect(states(follow([1, 2, 3, 4, 5].map((n) => round(10 * n, 0))).instances)).toEqual(['a ok']);
		expect(states(follow([round(10, 10), ...[1, 2, 3, 4].map(() => round(20, 20))]).instances)).toEqual([
			'a ok',
		]);
	});

	test('much that waits for it and becomes no less is trouble after fifteen seconds', () => {
		const waiting = (pending: number): Round => ({ subscribed: [connected('a', { pending })] });
		const grows = follow([1e6, 2e6, 3e6, 4e6, 5e6, 6e6].map(waiting));
		expect(grows.services[0]?.troubles[0]?.text).toMatch(/much waits for it and it reads nothing/);
		const falls = follow([6e6, 5e6, 4e6, 3e6, 2e6, 1e6].map(waiting));
		expect(falls.services[0]?.troubles).toEqual([]);
	});

	test('requests are messages delivered, by the clock of the server, and there are no errors', () => {
		const at = (requests: number, time: number): Round => ({
			subscribed: [
				{
					...connected('a'),
					instance: { ...connected('a').instance, at: time, endpoints: [{ name: 'get', requests }] },
				},
			],
		});
		const { services } = follow([at(100, 1000), at(150, 11_000)]);
		expect(services[0]).toMatchObject({ requestsRate: 5, requests: 150 });
		expect([services[0]?.errorsRate, services[0]?.average, services[0]?.failed]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});
});

describe('figures', () => {
	test('are of the time between two rounds, of all instances together', () => {
		const round = (n: number): Round => ({
			answers: [
				told('a', { requests: 300 * n, errors: 3 * n, processing: 600 * n }),
				told('b', { requests: 100 * n, errors: 0, processing: 400 * n }),
			],
		});
		const { services, instances, endpoints } = follow([round(1), round(2)]);
		expect(services[0]).toMatchObject({
			...{ requestsRate: 80, errorsRate: 0.6, average: 2.5, top: 0.75, requests: 800, errors: 6 },
			failed: 3 / 400,
		});
		expect(instances.map(({ share }) => share)).toEqual([0.75, 0.25]);
		expect(endpoints).toMatchObject([{ name: 'get', requestsRate: 80, instances: 2, queue: 'q' }]);
	});

	test('begin anew where a counter fell or the instance began again: no rate is negative', () => {
		const fell = follow([
			{ answers: [told('a', { requests: 500 })] },
			{ answers: [told('a', { requests: 20 })] },
		]);
		expect(fell.services[0]?.requestsRate).toBeUndefined();
		const again = follow([
			{ answers: [told('a', { requests: 5 })] },
			{ answers: [told('a', { requests: 500 }, { started: 2 })] },
		]);
		expect(again.services[0]?.requestsRate).toBeUndefined();
	});

	test('of two questions at the same time are those since the one before', () => {
		const book = new ServiceBook();
		for (const [at, requests] of [
			[0, 0],
			[5000, 50],
			[5003, 50],
		] as const)
			book.hear({ at: start + at, answers: [told('a', { requests })] });
		expect(book.rows(start + 5003).services[0]?.requestsRate).toBeCloseTo(10, 1);
	});

	test('of a late answer count from when it came', () => {
		const { services } = follow([
			{ answers: [told('a', { requests: 0 }, { at: start })] },
			{ answers: [told('a', { requests: 40 }, { at: start + 4000 })] },
		]);
		expect(services[0]?.requestsRate).toBe(10);
	});
});

describe('trouble', () => {
	const errors = (fails: number, each: number): Round[] =>
		[1, 2, 3].map((n) => ({ answers: [told('a', { requests: each * n, errors: fails * n })] }));

	test('errors warn over five percent of ten requests or more, and not before', () => {
		expect(follow(errors(1, 10)).services[0]?.troubles).toMatchObject([
			{ check: 'service-errors', text: '10% of 20 requests failed', column: 'failed' },
		]);
		expect(follow(errors(1, 20)).services[0]?.troubles).toEqual([]);
		expect(follow(errors(1, 4)).services[0]?.troubles).toEqual([]);
	});

	test('a delay warns over ten times the usual and over 250 ms, after three rounds', () => {
		const usual = Array.from({ length: 14 }, (): Round => ({ answers: [told('a')] }));
		const slow: Round = { answers: [told('a', {}, { delay: 900 })] };
		expect(follow([...usual, slow, slow]).services[0]?.troubles).toEqual([]);
		expect(follow([...usual, slow, slow, slow]).services[0]?.troubles).toMatchObject([
			{ check: 'service-delay', text: 'a answers in 900 ms, where 2.0 ms is usual' },
		]);
	});

	test('one of three that gets nearly nothing for a minute is told of, one that has just come is not', () => {
		const round = (n: number, ids: readonly string[]): Round => ({
			answers: ids.map((id) => told(id, { requests: id === 'c' ? n : 100 * n })),
		});
		const minute = Array.from({ length: 13 }, (_, n) => round(n, ['a', 'b', 'c']));
		expect(follow(minute).services[0]?.troubles).toMatchObject([
			{ check: 'service-share', text: 'c gets 1% of its fair share of requests' },
		]);
		const young = minute.map((_, n) => round(n, n < 8 ? ['a', 'b'] : ['a', 'b', 'c']));
		expect(follow(young).services[0]?.troubles).toEqual([]);
	});

	test('an endpoint without a queue group in two instances is told of', () => {
		const answers = ['a', 'b'].map((id) => told(id, { queue: undefined }));
		const { services, endpoints, book, at } = follow([{ answers }]);
		expect(services[0]?.troubles).toMatchObject([{ check: 'service-queue' }]);
		expect(endpoints[0]?.troubles).toMatchObject([{ text: 'no queue group: 2 instances get each request' }]);
		// Old libraries leave it out of their statistics, and tell it with their description.
		for (const { id } of answers) book.describe(told(id));
		expect(book.rows(at).services[0]?.troubles).toEqual([]);
	});

	test('a check that is off says nothing on any of the three lists', () => {
		const settings = new Map([['service-errors', 'off' as const]]);
		const { services, instances, endpoints } = follow(errors(9, 10), new ServiceBook({ settings }));
		expect([services, instances, endpoints].flat().flatMap(({ troubles }) => troubles)).toEqual([]);
	});
});

test('more instances than are followed are left out, and that is known', () => {
	const book = new ServiceBook();
	book.hear({ at: start, answers: Array.from({ length: 5000 }, (_, index) => told(`i${index}`)) });
	expect(book.isCut).toBe(true);
	expect(book.rows(start).instances).toHaveLength(4096);
});
