import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import LongestFirst from './test/helpers/longest-first.ts';
import { testFiles } from './test/helpers/own-process.ts';
import { shippedInk } from './test/helpers/shipped-ink.ts';

const files = testFiles();

/** The files of one room, and what all of them have in common. */
const project = (
	name: string,
	include: readonly string[],
	{
		groupOrder,
		...test
	}: { groupOrder: number; isolate: boolean; maxWorkers: number; setupFiles?: string[] },
): TestProjectInlineConfiguration => ({
	oxc: { jsx: { runtime: 'automatic', development: false } },
	resolve: { alias: [{ find: /^ink$/, replacement: shippedInk }] },
	test: {
		name,
		include: [...include],
		environment: 'node',
		pool: 'forks',
		sequence: { groupOrder },
		// Ends what hangs. Who waits for a state says which one sooner, with a limit of its own.
		testTimeout: 240_000,
		hookTimeout: 240_000,
		env: { COLUMNS: '120', LINES: '40', TZ: 'UTC', NODE_ENV: 'production' },
		// They load Ink too.
		server: { deps: { inline: ['ink-table', 'ink-testing-library'] } },
		...test,
	},
});

export default defineConfig({
	test: {
		sequence: { sequencer: LongestFirst },
		globalSetup: ['test/helpers/global-setup.ts'],
		reporters: ['default', './test/helpers/closing-line.ts'],
		projects: [
			// Rules and pictures keep a core busy each, and most of that was loading the program again for every file.
			project(
				'pure',
				files.flatMap(({ file, reason }) => (reason === undefined ? file : [])),
				{
					groupOrder: 0,
					isolate: false,
					maxWorkers: 2,
					setupFiles: ['test/helpers/nothing-left.ts'],
				},
			),
			// Most of these wait for real servers most of the time, so that two cores bear more of them.
			project(
				'servers',
				files.flatMap(({ file, reason }) => (reason === undefined ? [] : file)),
				{
					groupOrder: 1,
					isolate: true,
					maxWorkers: 4,
				},
			),
		],
	},
});
