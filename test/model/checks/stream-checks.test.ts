// What is found to be wrong with a stream, beside its replicas.

import { describe, expect, test } from 'vitest';
import { type CheckSettings, thresholdsOf } from '../../../source/model/checks/check.ts';
import { troublesBy } from '../../../source/model/checks/judge.ts';
import { streamChecks } from '../../../source/model/checks/stream-checks.ts';
import type { Stream } from '../../../source/model/jetstream/stream.ts';
import { fullOf } from '../../../source/model/jetstream/stream-maker.ts';
import type { StreamConfig } from '../../../source/model/jetstream/told.ts';
import { configOf as configured, start } from '../../helpers/streams.ts';

const now = start + 3_600_000;

/** Of one copy. */
const configOf = (over: Partial<StreamConfig> = {}) => configured({ replicas: 1, ...over });

const streamOf = (over: Partial<Stream> = {}): Stream => ({
	...{ key: 'k', place: '', account: 'APP', accountName: 'APP', stream: 'ORDERS', leader: 'n1' },
	replicas: [{ name: 'n1', state: 'leader', isPending: false }],
	...{ wanted: 1, current: 1, created: start, toldBy: { server: 'n1', isLeader: true, at: now } },
	...{ isOld: false, state: {}, sources: [], troubles: [], rank: 0 },
	...over,
});

const found = (over: Partial<Stream>, settings?: CheckSettings) =>
	troublesBy(streamChecks, streamOf(over), { now }, settings).map(
		({ check, severity, text }) => `${check} ${severity}: ${text}`,
	);

describe('a stream that is full', () => {
	const at = (full: number, discard: string) => found({ full, config: configOf({ discard }) });

	test('is trouble where it refuses what is new, from 90% on, and critical from 98% on', () => {
		expect(at(0.89, 'new')).toEqual([]);
		expect(at(0.9, 'new')).toEqual(['stream-full warn: 90% full, and refuses messages at 100%']);
		expect(at(0.98, 'new')).toEqual(['stream-full critical: 98% full, and refuses messages at 100%']);
		expect(at(1, 'new')).toEqual(['stream-full critical: full: it refuses messages']);
	});

	test('is none where what is oldest is dropped, or where nobody has told of its configuration', () => {
		expect(at(1, 'old')).toEqual([]);
		expect(found({ full: 1 })).toEqual([]);
	});

	test('is as full as its narrowest limit', () => {
		expect(fullOf({ messages: 50, bytes: 10 }, { maxMessages: 100, maxBytes: 1000 })).toBe(0.5);
		expect(fullOf({ messages: 50, bytes: 900 }, { maxMessages: 100, maxBytes: 1000 })).toBe(0.9);
		expect(fullOf({ messages: 50, bytes: 900 }, {})).toBe(undefined);
		expect(fullOf({}, { maxMessages: 100 })).toBe(undefined);
	});

	test('is judged by the figures that a person has chosen, or not at all', () => {
		const config = configOf({ discard: 'new' });
		const chosen: CheckSettings = new Map([['stream-full', { warn: 0.5, critical: 0.6 }]]);
		expect(found({ full: 0.55, config }, chosen)[0]).toMatch(/^stream-full warn/);
		expect(found({ full: 1, config }, new Map([['stream-full', 'off']]))).toEqual([]);
	});
});

describe('what a stream copies', () => {
	const source = { name: 'ORIGIN', lag: 0, active: 900 };

	test('is no trouble while it is heard, however far behind it is', () => {
		expect(found({ mirror: { ...source, lag: 9000 }, sources: [source] })).toEqual([]);
	});

	test('warns when it has not been heard for a minute, or never', () => {
		expect(found({ mirror: { ...source, lag: 12, active: 61_000 } })).toEqual([
			'source-lag warn: mirror of ORIGIN not heard for 1m, 12 messages behind',
		]);
		expect(found({ sources: [source, { name: 'B' }] })).toEqual([
			'source-lag warn: source B was never heard',
		]);
		expect(found({ mirror: { name: 'B' }, created: now - 5000 })).toEqual([]);
	});

	test('is critical where a server says what is wrong, in its words', () => {
		const error = 'stream not found';
		expect(found({ mirror: { ...source, error }, sources: [{ name: 'B' }] })).toEqual([
			'source-lag critical: mirror of ORIGIN: stream not found and 1 more',
		]);
	});
});

describe('what a stream holds', () => {
	test('warns over a million subjects', () => {
		expect(found({ state: { subjects: 1_000_000 } })).toEqual([]);
		expect(found({ state: { subjects: 1_200_000 } })).toEqual(['subjects-many warn: 1,200,000 subjects']);
	});

	test('warns over nine tenths of the consumers that it allows', () => {
		const config = configOf({ maxConsumers: 10 });
		expect(found({ state: { consumers: 9 }, config })).toEqual([]);
		expect(found({ state: { consumers: 10 }, config })).toEqual([
			'consumers-full warn: 100% of the 10 consumers that it allows',
		]);
	});
});

describe('limits in the metadata of a stream', () => {
	const set = (pairs: Record<string, string>, over: Partial<Stream> = {}) => {
		const named = Object.entries({ enabled: 'true', ...pairs }).map(
			([key, value]) => [`io.nats.monitor.${key}`, value] as const,
		);
		return found({ config: configOf({ metadata: new Map(named) }), ...over });
	};

	test('hold as the official tools read them', () => {
		expect(set({ 'msgs-critical': '5', 'msgs-warn': '10' }, { state: { messages: 8 } })).toEqual([
			'monitor warn: 8 messages, its metadata wants more than 10',
		]);
		expect(set({ 'subjects-warn': '5', 'subjects-critical': '10' }, { state: { subjects: 10 } })).toEqual([
			'monitor critical: 10 subjects, its metadata wants fewer than 10',
		]);
		expect(set({ 'subjects-warn': '10', 'subjects-critical': '5' }, { state: { subjects: 5 } })).toEqual([
			'monitor critical: 5 subjects, its metadata wants more than 5',
		]);
		expect(set({ 'peer-expect': '3' })).toEqual(['monitor critical: 1 replicas, its metadata expects 3']);
		expect(set({ 'lag-critical': '100' }, { mirror: { name: 'A', lag: 100, active: 5 } })).toEqual([
			'monitor critical: 100 messages or more behind A',
		]);
		expect(set({ 'seen-critical': '5s' }, { mirror: { name: 'A', lag: 0, active: 6000 } })).toEqual([
			'monitor critical: A not seen for 5s',
		]);
		expect(set({ 'min-sources': '1' })).toEqual([
			'monitor critical: 0 sources, its metadata wants 1 at least',
		]);
	});

	test('hold only where the metadata says that they are wanted, and are no limits where they are no numbers', () => {
		expect(set({ enabled: 'false', 'msgs-critical': '5' }, { state: { messages: 1 } })).toEqual([]);
		expect(set({ 'msgs-critical': 'many', 'peer-lag-critical': '-1' }, { state: { messages: 1 } })).toEqual(
			[],
		);
	});
});

test('every check of streams has an id, words, and thresholds that can be chosen', () => {
	for (const check of streamChecks) {
		expect(check.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
		expect(check.about).not.toBe('');
		expect(thresholdsOf(check, new Map([[check.id, 'off']]))).toBe(undefined);
	}
});
