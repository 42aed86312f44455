// Files of recordings: what is written, how large they grow, and why one cannot be written.

import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRecording } from '../../source/recording/reader.ts';
import type { Recorder } from '../../source/recording/recorder.ts';
import { partPath, RecordingWriter, type WriterOptions } from '../../source/recording/writer.ts';
import { recorderOf, roundsOf, startOfRecording } from '../helpers/recordings.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
let files = 0;
const free = (): string => join(dir, `${++files}.natstop.gz`);
const usual: WriterOptions = { maxSize: 256 * 1024 * 1024, parts: 2 };

const record = async (
	path: string,
	rounds: number,
	options: Partial<WriterOptions> = {},
	start = startOfRecording,
): Promise<unknown> => {
	let failed: unknown;
	const recorder: Recorder = recorderOf({ onFailed: (_, error) => (failed = error) });
	const writer = await RecordingWriter.open(path, { ...usual, ...options });
	recorder.add(writer, start);
	for (const line of roundsOf(3, rounds, start)) {
		recorder.take(line);
		// What is recorded comes as slowly as it is written.
		if (line[1] === 'P') await recorder.settled();
	}
	await recorder.remove(writer);
	await writer.close();
	return failed;
};

const roundsIn = async (path: string): Promise<number> => {
	const recording = await openRecording(path);
	if ('sentence' in recording) throw new Error(recording.sentence);
	expect(recording.damage).toEqual([]);
	await recording.close();
	return recording.members().reduce((sum, { rounds }) => sum + rounds.length, 0);
};

describe('A file of a recording', () => {
	test('is readable by its owner alone, and never replaces anything: a file, a link to nowhere, a folder', async () => {
		const path = free();
		await record(path, 10);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		await expect(RecordingWriter.open(path, usual)).rejects.toThrow(
			`${path} is there already; give another name, or --append to go on at its end`,
		);
		const link = free();
		symlinkSync(join(dir, 'nowhere'), link);
		await expect(RecordingWriter.open(link, usual)).rejects.toThrow('is there already');
		await expect(RecordingWriter.open(dir, usual)).rejects.toThrow(`${dir} is a folder`);
		expect(existsSync(join(dir, 'nowhere'))).toBe(false);
	});

	test('that cannot be written is refused in one sentence', async () => {
		const below = join(dir, 'none', 'x.natstop.gz');
		await expect(RecordingWriter.open(below, usual)).rejects.toThrow(`${below}: there is no such folder`);
		await expect(RecordingWriter.open('/proc/x.gz', usual)).rejects.toThrow(/^\/proc\/x\.gz: /);
		const long = join(dir, 'n'.repeat(300));
		await expect(RecordingWriter.open(long, usual)).rejects.toThrow('the name is too long');
		await expect(RecordingWriter.open('a\0b', usual)).rejects.toThrow('that is no name of a file');
	});

	test('in which nothing was written goes', async () => {
		const path = free();
		await (await RecordingWriter.open(path, usual)).close();
		expect(existsSync(path)).toBe(false);
	});

	test('is gone on with after a cut: what is behind the last whole member goes, the rest stays', async () => {
		const path = free();
		await record(path, 10);
		const whole = readFileSync(path);
		writeFileSync(path, whole.subarray(0, whole.length - 10));
		await record(path, 10, { append: true }, startOfRecording + 3_600_000);
		expect(await roundsIn(path)).toBe(15);
	});

	test('is not gone on with where it is something else', async () => {
		const path = free();
		writeFileSync(path, 'my diary');
		await expect(RecordingWriter.open(path, { ...usual, append: true })).rejects.toThrow(
			`${path} is no recording of natstop`,
		);
		expect(readFileSync(path, 'utf8')).toBe('my diary');
	});

	test('has parts under a limit, the oldest goes, and each begins with a state', async () => {
		const own = join(dir, 'parts');
		mkdirSync(own);
		const path = join(own, 'incident.natstop.gz');
		await record(path, 3000, { maxSize: 90_000, parts: 3 });
		expect(readdirSync(own).sort()).toEqual([
			'incident.1.natstop.gz',
			'incident.2.natstop.gz',
			'incident.natstop.gz',
		]);
		for (const name of readdirSync(own)) {
			expect(statSync(join(own, name)).size).toBeLessThanOrEqual(30_000);
			const recording = await openRecording(join(own, name));
			expect('members' in recording && recording.members()[0]?.hasState).toBe(true);
			if ('close' in recording) await recording.close();
		}
		await expect(RecordingWriter.open(join(own, 'incident.natstop.gz'), usual)).rejects.toThrow(
			'incident.1.natstop.gz is there already, and an older part would replace it',
		);
	});

	test('with one part ends where it is full, and says so', async () => {
		const path = free();
		const failed = await record(path, 500, { maxSize: 10_000, parts: 1 });
		expect(String(failed)).toContain(`${path} has reached its --max-size: the recording has ended`);
		expect(statSync(path).size).toBeLessThanOrEqual(10_000);
		expect(await roundsIn(path)).toBeGreaterThan(0);
	});

	test('on a full disk ends with a sentence, and holds whole members only', async (context) => {
		const own = join(dir, 'full');
		mkdirSync(own);
		try {
			execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', own], { stdio: 'pipe' });
		} catch {
			context.skip('no tmpfs can be mounted here');
		}
		context.onTestFinished(() => void execFileSync('umount', [own]));
		const path = join(own, 'x.natstop.gz');
		expect(String(await record(path, 500))).toContain(`${path}: no space is left`);
		execFileSync('gzip', ['-t', path], { stdio: 'pipe' });
		expect(await roundsIn(path)).toBeGreaterThan(0);
	});

	test('has older parts beside it whatever its ending is', () => {
		expect(partPath('a.natstop.gz', 1)).toBe('a.1.natstop.gz');
		expect(partPath('/x/a.gz', 2)).toBe('/x/a.2.gz');
		expect(partPath('a', 1)).toBe('a.1');
		expect(partPath('a', 0)).toBe('a');
	});
});
