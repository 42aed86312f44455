// Recordings that were made to do harm: bombs, sizes that lie, and secrets in what servers send.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import type { Sample, Varz } from '../../source/model/server.ts';
import { decodeEvent } from '../../source/nats/decode-event.ts';
import { encodeLine } from '../../source/recording/line.ts';
import { packMember, unpackMember } from '../../source/recording/member.ts';
import { openRecording } from '../../source/recording/reader.ts';
import { readMember } from '../../source/recording/stored-member.ts';
import { Tap } from '../../source/recording/tap.ts';
import { membersOf, roundsOf, startOfRecording } from '../helpers/recordings.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { betrayals, hostileTexts, hostileValues, secretValue } from './corpus.ts';

const dir = tempDir();
let files = 0;

const facts = { start: startOfRecording, end: startOfRecording, hasState: true, rounds: [] };

const write = (bytes: Uint8Array): string => {
	const path = join(dir, `${++files}.gz`);
	writeFileSync(path, bytes);
	return path;
};

const sentenceOf = async (path: string): Promise<string | undefined> => {
	const opened = await openRecording(path);
	if ('sentence' in opened) return opened.sentence;
	await opened.close();
	return undefined;
};

test('A member that unpacks to more than it says, or to more than any may hold, is damaged', async () => {
	const bomb = await packMember(facts, Buffer.alloc(80 * 1024 * 1024), 1);
	expect(await unpackMember(bomb)).toBeUndefined();
	bomb.writeUInt32LE(1000, bomb.length - 4);
	expect(await unpackMember(bomb)).toBeUndefined();
});

test('A size that lies leads nowhere: into the middle, over the end, or round and round', async () => {
	const [member] = await membersOf(roundsOf(2, 3));
	const whole = member?.bytes ?? Buffer.alloc(0);
	for (const size of [0, 1, 27, 40, whole.length - 1, whole.length + 1, 0xffff_ffff]) {
		const bytes = Buffer.from(whole);
		bytes.writeUInt32LE(size, 16);
		const opened = await openRecording(write(Buffer.concat([bytes, whole])));
		if ('sentence' in opened) throw new Error(opened.sentence);
		const last = opened.members().at(-1);
		expect(last?.offset).toBe(whole.length);
		expect(opened.damage.length + opened.members().length).toBeGreaterThan(1);
		await opened.close();
	}
});

test('A recording of a later format is refused with a sentence that says so', async () => {
	const [member] = await membersOf(roundsOf(1, 1));
	const bytes = Buffer.from(member?.bytes ?? []);
	bytes[20] = 2;
	const path = write(bytes);
	expect(await sentenceOf(path)).toBe(
		`${path}: it is of format 2 at byte 0, and this natstop reads format 1 only`,
	);
	const header = Buffer.from(`{"natstop":7,"app":"9","start":"2026-09-21T12:00:00.000Z"}\n[0,"T"]\n`);
	const later = write(await packMember(facts, header, 6));
	expect(await sentenceOf(later)).toContain('it is of format 7');
});

test('What is no recording is refused in one sentence: nothing, a text, other gzip, a folder, a device, no file', async () => {
	const empty = write(Buffer.alloc(0));
	expect(await sentenceOf(empty)).toBe(`${empty} is empty`);
	for (const bytes of [Buffer.from('{"natstop":1}\n'), zlib.gzipSync('text'), Buffer.alloc(100_000, 0x1f)]) {
		const path = write(bytes);
		expect(await sentenceOf(path)).toBe(`${path} is no recording of natstop`);
	}
	expect(await sentenceOf(dir)).toBe(`${dir} is a folder, and no recording`);
	expect(await sentenceOf('/dev/zero')).toBe('/dev/zero is no file that a recording can be in');
	expect(await sentenceOf(join(dir, 'none'))).toBe(`${join(dir, 'none')}: no such file`);
});

test('Lines that are none are passed over and counted, codes nobody knows are kept', () => {
	const lines = [
		'{"natstop":1,"app":"","start":"2026-09-21T12:00:00.000Z"}',
		'[1,"T"]',
		'nonsense',
		'[2]',
		'{}',
	];
	const more = ['["x","T"]', '[3,"F",{"a":1}]', '[1e999,"T"]', '', '[4,"S","N",1,{broken'];
	const read = readMember(Buffer.from([...lines, ...more].join('\n')));
	if ('trouble' in read) throw new Error(read.trouble);
	expect(read.lines.map(([, code]) => code)).toEqual(['T', 'F']);
	expect(read.unread).toBe(6);
});

test('No secret of the corpus is in what a session records, whichever way it came', () => {
	const at = startOfRecording;
	const written: string[] = [];
	const tap = new Tap(
		(line) => void written.push(encodeLine(line, at).toString('utf8')),
		() => at,
		() => ({ expected: 1, answered: 1 }),
	);
	const payload = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? 'null');
	const sample = { server: { id: 'NA', name: 'a' }, statsz: {}, receivedAt: at } as Sample;
	const told = (data: Uint8Array): void => {
		tap.input({ code: 'S', at, sample, data });
		tap.input({ code: 'V', at, id: 'NA', varz: {} as Varz, data });
		tap.answer('$SYS.REQ.SERVER.NA.CONNZ', { auth: true }, 1, data);
		for (const kind of ['CONNECT', 'DISCONNECT'])
			for (const account of ['A', '$G']) {
				const subject = `$SYS.ACCOUNT.${account}.${kind}`;
				const event = decodeEvent(subject, data, at);
				if (event) tap.received(event, data);
			}
	};
	for (const value of [...hostileTexts, ...hostileValues]) {
		const text = typeof value === 'string' ? value : 'x';
		told(
			payload({
				server: { id: 'NA', name: value, ver: '2.9.10' },
				statsz: value,
				client: { user: value, jwt: value },
			}),
		);
		told(payload({ server: { name: text, ver: '2.15.1' }, reason: value, [text]: value, jwt: secretValue }));
		told(
			payload({
				data: { token: secretValue, connect_urls: [value], connections: [{ jwt: secretValue, name: value }] },
			}),
		);
	}
	// A letter of a name or of a value may be written as a number.
	told(Buffer.from(`{"server":{"name":"a"},"\\u006awt":"${secretValue}","a":"\\u0065yJQQQQQQ.sig"}`));
	// Older servers tell the token of who has no account of his own in the place of the user.
	const server = { name: 'a', id: 'NA', ver: '2.9.10' };
	const old = payload({ server, client: { user: secretValue, acc: '$G' } });
	const event = decodeEvent('$SYS.ACCOUNT.$G.CONNECT', old, at);
	if (event) tap.received(event, old);
	expect(event?.kind).toBe('CONNECT');
	const connections = [{ authorized_user: secretValue, account: '$G' }];
	tap.answer('$SYS.REQ.SERVER.NA.CONNZ', { auth: true }, 1, payload({ server, data: { connections } }));
	const text = written.join('');
	expect(betrayals.filter((betrayal) => text.includes(betrayal))).toEqual([]);
	expect(text).not.toContain('u0065yJ');
	expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
	for (const line of text.trimEnd().split('\n')) expect(Array.isArray(JSON.parse(line))).toBe(true);
	expect(written.length).toBeGreaterThan(1000);
});
