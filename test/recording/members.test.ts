// The format of recordings: what other tools read, what comes back, and what a damaged file still gives.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../source/recording/line.ts';
import { damageSentence, openRecording } from '../../source/recording/reader.ts';
import { membersOf, roundsOf, startOfRecording } from '../helpers/recordings.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
let files = 0;

const bytesOf = async (lines: Iterable<Line>): Promise<Buffer> =>
	Buffer.concat((await membersOf(lines)).map(({ bytes }) => bytes));

const fileOf = (bytes: Uint8Array): string => {
	const path = join(dir, `${++files}.natstop.gz`);
	writeFileSync(path, bytes);
	return path;
};

/** All lines that a file still gives, and every sentence about it. */
const readAll = async (path: string): Promise<{ lines: readonly Line[]; sentences: readonly string[] }> => {
	const recording = await openRecording(path);
	if ('sentence' in recording) return { lines: [], sentences: [recording.sentence] };
	const damage = damageSentence(path, recording);
	const lines: Line[] = [];
	const sentences = damage === undefined ? [] : [damage];
	for (const member of recording.members()) {
		const read = await member.lines();
		if ('trouble' in read) sentences.push(read.trouble);
		else lines.push(...read.lines);
	}
	await recording.close();
	return { lines, sentences };
};

/** Lines whose bytes are text, so that they compare. */
const comparable = (lines: Iterable<Line>): unknown[] =>
	[...lines].map((line) =>
		line.map((part) => (part instanceof Uint8Array ? Buffer.from(part).toString('utf8') : part)),
	);

const texts = (lines: readonly Line[]): string[] => comparable(lines).map((line) => JSON.stringify(line));

describe('A recording', () => {
	test('is gzip for every tool: zcat gives a line of JSON each, the header first in every member', async () => {
		const path = fileOf(await bytesOf(roundsOf(3, 20)));
		execFileSync('gzip', ['-t', path], { stdio: 'pipe' });
		const lines = execFileSync('gzip', ['-dc', path], { encoding: 'utf8' }).trimEnd().split('\n');
		const values = lines.map((line) => JSON.parse(line));
		const headers = values.filter((value) => !Array.isArray(value));
		expect(headers.length).toBeGreaterThanOrEqual(4);
		expect(headers[0]).toEqual({
			natstop: 1,
			app: '0.1.0',
			start: '2026-09-21T12:00:00.000Z',
			interval: 2,
			context: 'app',
			redacted: true,
		});
		expect(zlib.gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')).toEqual(lines);
	});

	test('gives its lines back in the order and at the times they came in, payloads byte for byte', async () => {
		const { lines, sentences } = await readAll(fileOf(await bytesOf(roundsOf(5, 20))));
		expect(sentences).toEqual([]);
		const without = lines.filter(([, code]) => code !== 'W');
		expect(comparable(without)).toEqual(comparable(roundsOf(5, 20)));
	});

	test('has the lines of one server beside each other, so that they pack well', async () => {
		const [member] = await membersOf(roundsOf(3, 4));
		const text = zlib.gunzipSync(member?.bytes ?? Buffer.alloc(0)).toString('utf8');
		const ids = [...text.matchAll(/^\[[\d.]+,"S","(\w+)"/gm)].map(([, id]) => id);
		expect(ids).toEqual([...ids].sort());
		expect(ids).toHaveLength(12);
	});

	test('says in the head of each member when its rounds ended, and where a state is: first, then each minute', async () => {
		const path = fileOf(await bytesOf(roundsOf(1, 100)));
		const recording = await openRecording(path);
		if ('sentence' in recording) throw new Error(recording.sentence);
		const members = recording.members();
		const ends = Array.from({ length: 100 }, (_, round) => startOfRecording + round * 2000 + 5);
		expect(members.flatMap(({ rounds }) => rounds)).toEqual(ends);
		const states = members
			.filter(({ hasState }) => hasState)
			.map(({ start }) => (start - startOfRecording) / 1000);
		expect(states).toEqual([0, 60, 120, 180]);
		for (const member of members) {
			const read = await member.lines();
			expect('lines' in read && read.lines[0]?.[1] === 'W').toBe(member.hasState);
		}
		await recording.close();
	});

	test('can be joined with cat', async () => {
		const a = await bytesOf(roundsOf(2, 10));
		const b = await bytesOf(roundsOf(2, 10, startOfRecording + 3_600_000));
		const { lines, sentences } = await readAll(fileOf(Buffer.concat([a, b])));
		expect(sentences).toEqual([]);
		expect(lines.filter(([, code]) => code === 'P')).toHaveLength(20);
	});
});

describe('A damaged recording', () => {
	test('cut at any of 1,000 places gives what is before the cut, and says where it ends', async () => {
		const whole = await bytesOf(roundsOf(1, 12));
		const all = texts((await readAll(fileOf(whole))).lines);
		const path = fileOf(whole);
		let full = 0;
		for (let run = 0; run < 1000; run++) {
			writeFileSync(path, whole.subarray(0, Math.floor((run * whole.length) / 1000)));
			const { lines, sentences } = await readAll(path);
			expect(texts(lines).every((text, index) => text === all[index])).toBe(true);
			if (lines.length > 0 && sentences.length === 0) full++;
			else expect(sentences[0]).toMatch(/is empty|is no recording of natstop|it is cut at byte \d+/);
		}
		// Only a cut between two members leaves nothing to say.
		expect(full).toBeLessThan(10);
	});

	test('with any of 1,000 bits turned is as it was, or shorter with a sentence: nothing throws', async () => {
		const whole = await bytesOf(roundsOf(1, 12));
		const all = new Set(texts((await readAll(fileOf(whole))).lines));
		const path = fileOf(whole);
		for (let run = 0; run < 1000; run++) {
			const bytes = Buffer.from(whole);
			const at = (run * 7919) % bytes.length;
			bytes[at] = (bytes[at] ?? 0) ^ (1 << (run % 8));
			writeFileSync(path, bytes);
			const { lines, sentences } = await readAll(path);
			if (lines.length < all.size) expect(sentences.length).toBeGreaterThan(0);
			expect(texts(lines).every((text) => all.has(text))).toBe(true);
		}
	});

	test('goes on behind the damage', async () => {
		const members = await membersOf(roundsOf(3, 30));
		const bytes = Buffer.concat(members.map((member) => member.bytes));
		const second = members[0]?.bytes.length ?? 0;
		bytes.fill(0, second, second + 40);
		const path = fileOf(bytes);
		const { lines, sentences } = await readAll(path);
		expect(sentences[0]).toContain(`it is damaged at byte ${second}`);
		expect(sentences[0]).toContain('what comes after is read');
		expect(lines.filter(([, code]) => code === 'P')).toHaveLength(25);
	});
});
