// HEALTHZ: what servers of each version say, what anything else comes to, and which form is asked for.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHealthz, hasHealthz } from '../../source/nats/healthz.ts';
import type { Fields } from '../../source/nats/read.ts';
import { HealthzMemory } from '../../source/screens/health/ask-healthz.ts';

const decode = (data: Fields) => decodeHealthz(data, { at: 5, form: 'full' });

describe('an answer', () => {
	test('of nats-server 2.9 has one error, and later ones have a list', () => {
		const words = 'JetStream has not established contact with a meta leader';
		expect(decode({ status: 'unavailable', error: words })).toMatchObject({ isOk: false, words: [words] });
		expect(
			decode({ status: 'error', status_code: 503, errors: [{ type: 'JETSTREAM', error: words }] }),
		).toMatchObject({ isOk: false, words: [words], more: 0 });
		expect(decode({ status: 'ok', status_code: 200 })).toEqual({
			...{ isOk: true, words: [], more: 0, at: 5, form: 'full' },
		});
	});

	test('names the stream that an error is about, and counts what is too much', () => {
		const errors = Array.from({ length: 49 }, (_, index) => ({
			...{ type: 'STREAM', account: 'APP', stream: `S${index}`, error: 'not current' },
		}));
		const told = decode({ status: 'error', errors });
		expect(told?.words[0]).toBe('APP/S0: not current');
		expect(told).toMatchObject({ more: 29 });
		expect(told?.words).toHaveLength(20);
	});

	test('tells of leafnode remotes since 2.15.3: a server whose remotes are not connected is well itself', () => {
		const words = 'leafnode remote for account "APP" (urls=["nats-leaf://10.0.0.1:7422"]) is not connected';
		const remote = { type: 'CONNECTION', error: words };
		const said = (errors: Fields[], version = '2.15.3') =>
			decodeHealthz({ status: 'error', errors }, { at: 5, form: 'cheap', version });
		expect(said([remote])).toMatchObject({ isOk: true, words: [], remotes: { words: [words], since: 5 } });
		const meta = { type: 'JETSTREAM', error: 'no meta leader' };
		expect(said([remote, meta])).toMatchObject({ isOk: false, words: ['no meta leader'] });
		expect(
			decodeHealthz({ status: 'ok' }, { at: 5, form: 'cheap', version: '2.15.3' })?.remotes?.words,
		).toEqual([]);
		expect(said([meta], '2.15.1')?.remotes).toBeUndefined();
	});

	test('that is anything else says nothing, and no control character comes through', () => {
		expect(decode({})).toBeUndefined();
		fc.assert(
			fc.property(fc.jsonValue(), fc.string(), fc.jsonValue(), (status, error, errors) => {
				const told = decode({ status, error, errors });
				for (const words of told?.words ?? []) expect(words).not.toMatch(/[\x00-\x1f\x7f]/);
			}),
		);
	});
});

test('servers before 2.9 are not asked', () => {
	expect([undefined, '2.8.4', '2.9.0', '2.15.3'].map(hasHealthz)).toEqual([true, false, true, true]);
});

describe('what is remembered of servers', () => {
	const server = (id: string) => ({ id, name: id });

	test('a server that finds itself well by the cheap form takes back nothing that it said in full', () => {
		const memory = new HealthzMemory();
		const told = { words: ['no quorum'], more: 0 };
		memory.take('a', { ...told, isOk: false, at: 0, form: 'full' });
		const cheap = { words: [], more: 0, isOk: true, at: 10_000, form: 'cheap' } as const;
		expect(memory.take('a', cheap)).toMatchObject({ isOk: false, form: 'full' });
		expect(memory.take('a', { ...cheap, at: 130_000 })).toMatchObject({ isOk: true });
		expect(memory.take('a', { ...cheap, at: 20_000, form: 'full' })).toMatchObject({ isOk: true });
	});

	test('leafnode remotes have been away since the first answer in a row that said so, whatever the form', () => {
		const memory = new HealthzMemory();
		const told = (at: number, form: 'cheap' | 'full', ...words: string[]) =>
			memory.take('a', { ...{ isOk: true, words: [], more: 0, at, form }, remotes: { words, since: at } });
		expect(told(0, 'cheap', 'away').remotes).toEqual({ words: ['away'], since: 0 });
		expect(told(10, 'full', 'away').remotes).toEqual({ words: ['away'], since: 0 });
		expect(told(20, 'cheap').remotes?.words).toEqual([]);
		expect(told(30, 'cheap', 'away').remotes?.since).toBe(30);
	});

	test('servers are asked in full in turns, those first that were asked longest ago', () => {
		const memory = new HealthzMemory();
		const all = ['a', 'b', 'c'].map(server);
		memory.askedInFull('a', 0);
		memory.askedInFull('b', 30_000);
		expect(memory.due(all, 65_000).map(({ id }) => id)).toEqual(['c', 'a']);
		memory.hurry();
		expect(memory.due(all, 65_000)).toHaveLength(3);
		expect(memory.oldest(all)).toBeUndefined();
	});
});
