// What other screens asked, as a moment gives it again: the last round by then, and never what came later.

import { describe, expect, test } from 'vitest';
import type { Fields } from '../../source/nats/read.ts';
import { Answers } from '../../source/recording/answers.ts';
import type { Line } from '../../source/recording/line.ts';
import { replayWire } from '../../source/recording/replay-wire.ts';

const start = Date.UTC(2026, 0, 1, 12);
const options = { timeout: 1000 };

const answer = (server: string, data: Fields): Buffer =>
	Buffer.from(JSON.stringify({ server: { id: server, name: server }, data }));

const asked = (
	at: number,
	subject: string,
	body: Fields | null,
	reply: Buffer | null,
	why: unknown = null,
): Line => [...([start + at, 'Q', subject, body, 1.5, why, reply] as const)];

const wireAt = (at: number, lines: readonly Line[], lookBack = async () => false) => {
	const answers = new Answers();
	for (const line of lines) answers.take(line);
	return replayWire(answers, start + at, undefined, lookBack);
};

const dataOf = (result: Awaited<ReturnType<ReturnType<typeof wireAt>['ask']>>): unknown =>
	result.ok ? result.value.fields.data : result.failure;

const routez = '$SYS.REQ.SERVER.NA.ROUTEZ';

describe('A question to one server', () => {
	const lines = [
		asked(0, routez, {}, answer('NA', { n: 1 })),
		asked(2000, routez, {}, answer('NA', { n: 2 })),
	];

	test('is answered by the last answer by the moment, and by none that came later', async () => {
		expect(dataOf(await wireAt(1000, lines).ask(routez, {}, options))).toEqual({ n: 1 });
		expect(dataOf(await wireAt(2000, lines).ask(routez, {}, options))).toEqual({ n: 2 });
	});

	test('that was not asked by the moment says so with its time, and so does one with another request', async () => {
		const failure = { kind: 'absent', words: 'not asked at 12:00:05' };
		const late = wireAt(5000, [asked(9000, routez, {}, answer('NA', {}))]);
		expect(dataOf(await late.ask(routez, {}, options))).toEqual(failure);
		expect(dataOf(await wireAt(5000, lines).ask(routez, { other: true }, options))).toEqual(failure);
	});

	test('fails again as it failed, in the words of the server', async () => {
		const failure = { kind: 'refused', code: 403, description: 'no' };
		const wire = wireAt(0, [asked(0, routez, {}, null, failure)]);
		expect(dataOf(await wire.ask(routez, {}, options))).toEqual(failure);
	});

	test('is found in what everybody answered at once, and in what was asked before the replay began', async () => {
		const everybody = '$SYS.REQ.SERVER.PING.JSZ';
		const round = [
			asked(0, everybody, { raft: true }, answer('NA', { n: 1 })),
			asked(1, everybody, { raft: true }, answer('NB', { n: 2 })),
			asked(2, everybody, { raft: true }, null, { end: 'all' }),
		];
		const one = wireAt(5, round).ask('$SYS.REQ.SERVER.NB.JSZ', { raft: true, offset: 0 }, options);
		expect(dataOf(await one)).toEqual({ n: 2 });
		const answers = new Answers();
		const before = new Answers();
		for (const line of round) before.take(line);
		const lookBack = async (): Promise<boolean> => {
			answers.add(before);
			return answers.all(everybody, { raft: true }, start) === undefined;
		};
		const wire = replayWire(answers, start + 9, undefined, lookBack);
		expect(dataOf(await wire.ask('$SYS.REQ.SERVER.NA.JSZ', { raft: true }, options))).toEqual({ n: 1 });
	});

	test('about connections is answered however many were asked for, and in which order', async () => {
		const connz = '$SYS.REQ.SERVER.NA.CONNZ';
		const wire = wireAt(9, [
			asked(0, connz, { auth: true, sort: 'cid', limit: 64, offset: 0 }, answer('NA', { n: 1 })),
		]);
		expect(dataOf(await wire.ask(connz, { sort: 'pending', limit: 1024 }, options))).toEqual({ n: 1 });
		expect(await wire.ask(connz, { acc: 'APP' }, options)).toMatchObject({ ok: false });
	});
});

describe('A question to everybody', () => {
	const subject = '$SYS.REQ.ACCOUNT.PING.STATZ';
	const whole = [
		asked(0, subject, {}, answer('NA', {})),
		asked(1, subject, {}, answer('NB', {})),
		asked(2, subject, {}, null, { end: 'all' }),
	];
	const heard = async (at: number, lines: readonly Line[]) => {
		const ids: string[] = [];
		const onAnswer = ({ fields }: { fields: Fields }): string | undefined => {
			const { id } = Object(fields.server);
			ids.push(String(id));
			return String(id);
		};
		return { end: await wireAt(at, lines).gather(subject, {}, { maxWait: 100, onAnswer }), ids };
	};

	test('gives the answers of the last round that has ended, and how it ended', async () => {
		expect(await heard(9, whole)).toEqual({ end: 'all', ids: ['NA', 'NB'] });
		expect(await heard(5, [...whole, asked(4, subject, {}, answer('NC', {}))])).toEqual({
			...{ end: 'all', ids: ['NA', 'NB'] },
		});
	});

	test('that somebody did not wait for says nothing, and one that nobody asked is absent', async () => {
		const cut = [
			...whole,
			asked(4, subject, {}, answer('NC', {})),
			asked(5, subject, {}, null, { end: 'closed' }),
		];
		expect(await heard(9, cut)).toEqual({ end: 'all', ids: ['NA', 'NB'] });
		expect(await heard(9, [])).toEqual({ end: 'absent', ids: [] });
	});
});

test('times at which something was asked are told for all servers together, up to the moment', () => {
	const answers = new Answers();
	for (const at of [0, 1000, 2000]) answers.take(asked(at, routez, {}, answer('NA', {})));
	answers.take(asked(2500, '$SYS.REQ.SERVER.NB.ROUTEZ', {}, answer('NB', {})));
	expect(answers.times('$SYS.REQ.SERVER.NC.ROUTEZ', start + 2600)).toEqual(
		[0, 1000, 2000, 2500].map((at) => start + at),
	);
	expect(answers.times(routez, start + 1500)).toHaveLength(2);
});

test('lines with anything in them are passed over', () => {
	const answers = new Answers();
	for (const rest of [[], [1], ['a', 2, 'x'], ['a', null, 1, { kind: 7 }, null], ['a', null, 1, 7, 7]])
		expect(() => answers.take([start, 'Q', ...rest])).not.toThrow();
});

describe('A question to all servers of an account', () => {
	const subject = '$SYS.REQ.ACCOUNT.APP.CONNZ';
	const body = { subscriptions_detail: true, sort: 'cid', offset: 0, limit: 1024 };
	const round = (at: number, n: number): Line[] => [
		asked(at, subject, body, answer('NA', { n })),
		asked(at + 1, subject, body, answer('NB', { n })),
		asked(at + 2, subject, body, null, { end: 'all' }),
	];

	test('gives all answers of the last round again, as one to services does', async () => {
		const lines = [...round(0, 1), ...round(2000, 2)];
		const heard: unknown[] = [];
		const onAnswer = ({ fields }: { fields: Fields }): undefined => void heard.push(fields.data);
		const end = await wireAt(3000, lines).gather(subject, body, { maxWait: 1000, onAnswer });
		expect([end, heard]).toEqual(['all', [{ n: 2 }, { n: 2 }]]);
	});
});
