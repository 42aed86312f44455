// `natstop profile FILE` without a terminal: texts, what goes together, and files that are no profiles.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseArguments } from '../../source/command-line/arguments.ts';
import { profileFileCommand } from '../../source/commands/profile-file.ts';
import {
	needsServer,
	type ProfileFileFlags,
	printsCapture,
	readsFiles,
	wrongFlags,
} from '../../source/commands/profile-flags.ts';
import { captureOutput } from '../helpers/captured-output.ts';
import { recordedPath, recordedText } from '../helpers/profiles.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
const heap = recordedPath('2.15.3-heap');

const run = async (path: string | readonly string[], flags: ProfileFileFlags = {}) => {
	const output = captureOutput();
	const code = await profileFileCommand([path].flat(), flags, output);
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

test('a text prints its stacks by default, and its functions with --top; --stacks needs a text', async () => {
	const text = recordedText('2.15.3-goroutine-d2');
	expect((await run(text)).lines.slice(0, 2)).toEqual(['Type: goroutine', '30 in 23 stacks']);
	expect((await run(text, { stacks: true, count: 1 })).lines).toContain('4 IO wait for 1m');
	expect((await run(text, { top: true })).lines).toContain(
		'Showing nodes accounting for 30, 100% of 30 total',
	);
	expect((await run(text, { folded: true })).lines.join()).toMatch(/main\.main;.*WaitForShutdown 1/);
	expect(await run(heap, { stacks: true })).toMatchObject({
		code: 1,
		complaints: ['--stacks prints texts of level 1 and 2, and this is a profile of level 0; try --top'],
	});
});

test('with --sum all arguments are files, unless the last is a kind of profile', async () => {
	expect(readsFiles(['a.pprof'], {})).toBe(true);
	expect(readsFiles(['a.pprof', 'b.pprof'], {})).toBe(false);
	expect(readsFiles(['a.pprof', 'b.pprof'], { sum: true })).toBe(true);
	expect(readsFiles(['east-1', 'east-2', 'heap'], { sum: true })).toBe(false);
	const paths = [recordedPath('2.15.3-heap.before'), heap];
	const { lines } = await run(paths, { sum: true, top: true, sampleIndex: 'alloc_space' });
	const total = (all: readonly string[]): number => Number(/of ([\d.]+)MB total/.exec(all.join('\n'))?.[1]);
	const [before, after] = await Promise.all(
		paths.map((path) => run(path, { top: true, sampleIndex: 'alloc_space' })),
	);
	expect(total(lines)).toBeCloseTo(total(before?.lines ?? []) + total(after?.lines ?? []), 1);
	const other = await run([heap, recordedPath('2.15.3-cpu')], { sum: true });
	expect(other).toMatchObject({ code: 1, lines: [] });
	expect(other.complaints[0]).toMatch(/does not go together with .*: it counts samples/);
});

test('an empty profile and one of few samples say so on standard error', async () => {
	const mutex = await run(recordedPath('2.15.3-mutex'), { top: true });
	expect(mutex.code).toBe(0);
	expect(mutex.complaints.join()).toContain('nats-server never turns the sampling of mutexes on');
	const few = await run(recordedPath('2.10.27-heap.before'), { top: true });
	expect(few.complaints.join()).toMatch(/Only \d+ samples: below 100 the parts are chance/);
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
	expect(printsCapture({ sampleIndex: 'cpu' })).toBe(true);
	expect(printsCapture({})).toBe(false);
	expect(wrongFlags({ top: true, tree: true })).toBe('--top and --tree are several texts; give one');
	expect(needsServer({ duration: 5000 })).toBe(
		'--duration captures a profile: natstop profile SERVER… KIND --duration',
	);
});

test.each([
	['not-there.pprof', undefined, /not-there\.pprof: there is no such file|no such/],
	['text.txt', 'goroutine 1 [', /is no profile: it begins like goroutines, and holds none/],
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
