// What instances of services answer is JSON of strangers: nothing of it is taken that is not what it should be.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostEndpoints } from '../../source/model/services/told.ts';
import { readServiceInfo, readServicePing, readServiceStats } from '../../source/nats/decode-service.ts';

/** As nats.js 3.0 answers. */
const ofNatsJs = {
	...{ type: 'io.nats.micro.v1.stats_response', name: 'pricing', id: 'WXPFLW0E596ZWX428IBK21' },
	...{ version: '1.4.0', started: '2026-11-28T17:29:06.110Z', metadata: { region: 'eu' } },
	endpoints: [
		{
			...{ name: 'get', subject: 'svc.pricing.get', average_processing_time: 2_046_875, num_errors: 7 },
			...{ num_requests: 128, processing_time: 262_000_000, last_error: 'backend gone' },
			...{ data: { depth: 3 }, queue_group: 'q' },
		},
		{ name: 'list', subject: 'svc.pricing.list', num_errors: 0, num_requests: 0, processing_time: 0 },
	],
};

/** As the nats CLI 0.5 answers, in Go. */
const ofGo = {
	...{
		name: 'echo',
		id: 'GKVkbbjikGtqmbREAlUxZt',
		version: '1.0.0',
		started: '2026-11-28T17:29:05.932321188Z',
	},
	metadata: { '_nats.client.created.library': 'natscli' },
	endpoints: [
		{ name: 'echo', subject: 'echo.echo', queue_group: 'q', num_requests: 9, num_errors: 0, last_error: '' },
	],
};

const [whole, cut] = ['x'.repeat(64 * 1024), 127];

describe('the statistics of an instance', () => {
	test('are read as nats.js and Go write them, times in milliseconds, and what it says of itself is left behind', () => {
		const js = readServiceStats(ofNatsJs, 3);
		expect(js).toMatchObject({
			...{ by: 'stats', service: 'pricing', id: 'WXPFLW0E596ZWX428IBK21', version: '1.4.0', delay: 3 },
			...{ started: Date.parse('2026-11-28T17:29:06.110Z'), metadata: { region: 'eu' } },
			endpoints: [
				{ name: 'get', queue: 'q', requests: 128, errors: 7, processing: 262, lastError: 'backend gone' },
				{ name: 'list', requests: 0, errors: 0, processing: 0 },
			],
		});
		expect(js?.endpoints?.[1]?.queue).toBeUndefined();
		expect(JSON.stringify(js)).not.toContain('depth');
		expect(readServiceStats(ofGo, 1)?.endpoints).toMatchObject([{ name: 'echo', requests: 9 }]);
		expect(readServiceStats(ofGo, 1)?.endpoints?.[0]?.lastError).toBeUndefined();
	});

	test('with counters that are negative, 2^63, infinite, missing or no numbers have none', () => {
		for (const wrong of [-1, 2 ** 63, 2 ** 64, 1e300, '5', null, {}, undefined, Number.NaN]) {
			const told = readServiceStats(
				{
					...ofGo,
					endpoints: [{ name: 'e', num_requests: wrong, num_errors: wrong, processing_time: wrong }],
				},
				1,
			);
			const [endpoint] = told?.endpoints ?? [];
			expect([endpoint?.requests, endpoint?.errors, endpoint?.processing]).toEqual([
				undefined,
				undefined,
				undefined,
			]);
		}
	});

	test('with names of 64 KB are cut, and those of the service itself make it none', () => {
		const endpoints = [{ name: whole, subject: whole, last_error: whole, queue_group: whole }];
		const [endpoint] = readServiceStats({ ...ofGo, version: whole, endpoints }, 1)?.endpoints ?? [];
		expect(endpoint?.name.length).toBeLessThanOrEqual(cut + 1);
		expect(endpoint?.subject?.length).toBeLessThanOrEqual(256);
		expect(endpoint?.lastError?.length).toBeLessThanOrEqual(256);
		expect(readServiceStats({ ...ofGo, name: whole }, 1)).toBeUndefined();
		expect(readServiceStats({ ...ofGo, id: whole }, 1)).toBeUndefined();
	});

	test('with a name that would be more than one token of a subject is none', () => {
		for (const name of ['a.b', 'a>', '*', 'a b', '', 'é', 3, null])
			expect(readServiceStats({ ...ofGo, name }, 1)).toBeUndefined();
	});

	test('with more endpoints than any program has lose the rest', () => {
		const endpoints = Array.from({ length: 5000 }, (_, index) => ({ name: `e${index}` }));
		expect(readServiceStats({ ...ofGo, endpoints }, 1)?.endpoints).toHaveLength(mostEndpoints);
	});

	test('move no cursor and show no secret', () => {
		const seed = 'SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY';
		const told = readServiceStats(
			{
				...{
					...ofGo,
					version: '1.0\u001b[2J',
					metadata: { password: 'hunter2', note: seed, '\u001b[31m': 'red' },
				},
				endpoints: [{ name: 'get\r\n', last_error: `\u202e ${seed}` }],
			},
			1,
		);
		const text = JSON.stringify(told);
		expect(text).not.toMatch(/\\u001b|\\r|\u202e|hunter2|SUACSSL3/);
	});
});

test('a ping tells no figures, and a description no delay', () => {
	expect(readServicePing(ofNatsJs, 2)).toMatchObject({ by: 'ping', delay: 2, endpoints: undefined });
	const info = readServiceInfo({ ...ofNatsJs, description: 'prices' });
	expect(info).toMatchObject({ description: 'prices' });
	expect(info?.delay).toBeUndefined();
});

test('whatever a stranger answers, nothing is thrown, and a service has a plain name', () => {
	fc.assert(
		fc.property(
			fc.object({ key: fc.constantFrom('name', 'id', 'endpoints', 'metadata', 'started', 'version') }),
			(fields) => {
				for (const told of [readServiceStats(fields, 1), readServicePing(fields, 1), readServiceInfo(fields)])
					if (told) expect(told.service).toMatch(/^[\w-]+$/);
			},
		),
	);
});
