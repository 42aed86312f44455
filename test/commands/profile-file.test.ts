// `natstop profile FILE` without a terminal: texts, what goes together, and files that are no profiles.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseArguments } from '../../source/command-line/arguments.ts';
import { profileFileCommand } from '../../source/commands/profile-file.ts';
import {
	needsFile,
	needsServer,
	type ProfileFileFlags,
	wrongFlags,
} from '../../source/commands/profile-flags.ts';
import { captureOutput } from '../helpers/captured-output.ts';
import { recordedPath } from '../helpers/profiles.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
const heap = recordedPath('2.15.3-heap');

const run = async (path: string, flags: ProfileFileFlags = {}) => {
	const output = captureOutput();
	const code = await profileFileCommand(path, flags, output);
	return { code, lines: output.lines, complaints: output.complaints };
};

test('one argument is a file, two are a server and a kind', () => {
	expect(parseArguments(['profile', 'x.pprof', '--top'])).toMatchObject({
		args: ['x.pprof'],
		flags: { top: true },
	});
	expect(parseArguments(['profile', 'east-1', 'heap'])).toMatchObject({ args: ['east-1', 'heap'] });
	expect(parseArguments(['profile'])).toEqual({
		usageError: 'SERVER or FILE is missing: natstop profile SERVER… KIND, or natstop profile FILE',
	});
});

test('without a terminal the functions are printed, and --count, --sample-index and --diff-base change them', async () => {
	const { code, lines } = await run(heap);
	expect(code).toBe(0);
	expect(lines).toContain('Type: inuse_space');
	expect((await run(heap, { top: true, count: 3 })).lines).toHaveLength(10);
	expect((await run(heap, { sampleIndex: 'alloc_objects' })).lines).toContain('Type: alloc_objects');
	const since = await run(heap, { diffBase: recordedPath('2.15.3-heap.before') });
	expect(since.lines.some((line) => /^ +-/.test(line))).toBe(true);
});

test('--peek prints the functions it matches, and fails where there are none', async () => {
	const { lines } = await run(heap, { peek: 'runtime.main$' });
	expect(lines.filter((line) => line.includes('| runtime.main'))).toHaveLength(1);
	expect(await run(heap, { peek: 'nobody' })).toEqual({
		code: 1,
		lines: [],
		complaints: ['no function matches nobody'],
	});
	expect((await run(heap, { peek: '(' })).code).toBe(2);
});

test('a sample type that is not there is named beside those that are', async () => {
	const { code, complaints } = await run(heap, { sampleIndex: 'cpu' });
	expect(code).toBe(2);
	expect(complaints[0]).toContain('there are alloc_objects, alloc_space, inuse_objects, inuse_space');
});

test('profiles of different kinds do not compare', async () => {
	const { code, complaints } = await run(heap, { diffBase: recordedPath('2.15.3-cpu') });
	expect(code).toBe(1);
	expect(complaints[0]).toMatch(/does not compare with .*: it counts samples\/count/);
});

test('flags that do not go together are refused with what does', () => {
	expect(wrongFlags({ top: true, tree: true })).toBe('--top and --tree are several texts; give one');
	expect(needsFile({ top: true })).toBe('--top reads a profile: natstop profile FILE --top');
	expect(needsServer({ duration: 5000 })).toBe(
		'--duration captures a profile: natstop profile SERVER… KIND --duration',
	);
});

test.each([
	['not-there.pprof', undefined, /not-there\.pprof: there is no such file|no such/],
	['text.txt', 'goroutine 1 [running]:\nmain.main()\n', /is a text that a server wrote at level 1 or 2/],
	['other.txt', 'hello', /is no profile: it/],
	['empty.pprof', '', /is no profile: it is empty/],
])('%s is refused in one sentence with exit code 1', async (name, content, sentence) => {
	const path = join(dir, name);
	if (content !== undefined) writeFileSync(path, content);
	const { code, lines, complaints } = await run(path);
	expect({ code, lines }).toEqual({ code: 1, lines: [] });
	expect(complaints).toHaveLength(1);
	expect(complaints[0]).toMatch(sentence);
});
