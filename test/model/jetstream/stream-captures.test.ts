// What becomes of answers of real servers about their streams, in whatever order they come.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StreamBook, type StreamsRound } from '../../../source/model/jetstream/stream-book.ts';
import { readJsz } from '../../../source/nats/jsz-read.ts';
import type { Fields } from '../../../source/nats/read.ts';

const at = Date.UTC(2026, 10, 27);

const read = (path: string): Fields[] => {
	const told = JSON.parse(readFileSync(`test/fixtures/captures/${path}.json`, 'utf8'));
	return Array.isArray(told) ? told : [told];
};

/** Three servers of one cluster, each with all copies that it has. */
const answers = read('2.15.3/replies-JSZ-copies');

/** What a server says of each stream: whether it leads it, and the figures that only a leader knows. */
const leaders = new Map(
	answers.flatMap((answer) =>
		(readJsz(answer, at)?.streams ?? [])
			.filter(({ group, server }) => group?.leader === server.name)
			.map((copy) => [`${copy.account}/${copy.stream}`, copy] as const),
	),
);

const kinds: readonly StreamsRound[] = ['leaders', 'copies', 'configs'];

test('each stream is as its leader says, in whatever order servers answer and however often', () => {
	const order = fc.array(fc.nat(answers.length - 1), { minLength: 1, maxLength: 12 });
	fc.assert(
		fc.property(order, (places) => {
			const book = new StreamBook();
			const heard = new Set(places);
			places.forEach((place, index) => {
				const answer = readJsz(answers[place] ?? {}, at + index);
				if (answer) book.hear(answer, 'copies', '');
			});
			const streams = book.endRound({ at: at + places.length, standOf: () => undefined }, 'copies');
			const tellers = [...heard].flatMap((place) => readJsz(answers[place] ?? {}, at)?.server.name ?? []);
			for (const stream of streams) {
				const led = leaders.get(`${stream.account}/${stream.stream}`);
				expect(stream.leader).toBe(led?.server.name);
				const hasAnswered = led !== undefined && tellers.includes(led.server.name);
				expect(stream.toldBy.isLeader).toBe(hasAnswered);
				// A follower lists peers too, with lags that mean nothing.
				if (!hasAnswered) expect(stream.lag).toBe(undefined);
				else expect(stream.replicas.length).toBe((led.group?.peers.length ?? 0) + 1);
				expect(stream.troubles).toEqual([]);
			}
		}),
	);
});

test('with all servers every stream is there once, with every replica, and the end of each copy', () => {
	const book = new StreamBook();
	for (const answer of answers) {
		const told = readJsz(answer, at);
		if (told) book.hear(told, 'copies', '');
	}
	const streams = book.endRound({ at, standOf: () => 'answers' }, 'copies', at - 1);
	expect(streams.length).toBe(leaders.size);
	const replicated = streams.filter(({ replicas }) => replicas.length === 3);
	expect(replicated.length).toBeGreaterThan(5);
	for (const { replicas, current, wanted } of replicated) {
		expect({ current, wanted }).toEqual({ current: 3, wanted: 3 });
		expect(replicas.map(({ lastSeq }) => lastSeq)).toEqual([5, 5, 5]);
	}
});

test.each(['2.9.10/reply-JSZ-full', '2.15.1/reply-JSZ-full', '2.15.3/reply-JSZ-everything'])(
	'the answer %s makes streams by itself, with the configurations that were told',
	(path) => {
		for (const kind of kinds) {
			const book = new StreamBook();
			const told = read(path).flatMap((answer) => readJsz(answer, at) ?? []);
			for (const answer of told) book.hear(answer, kind, '');
			const streams = book.endRound({ at, standOf: () => undefined }, kind);
			expect(streams.length).toBe(
				new Set(told.flatMap(({ streams: all }) => all.map(({ stream }) => stream))).size,
			);
			for (const { config, state, replicas, wanted } of streams) {
				if (config !== undefined) expect(config.subjects.length).toBeGreaterThan(0);
				expect(state.messages).toBeGreaterThanOrEqual(0);
				expect(wanted).toBe(config?.replicas ?? replicas.length);
				expect(replicas.length).toBeGreaterThanOrEqual(1);
			}
		}
	},
);
