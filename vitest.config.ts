import { defineConfig } from 'vitest/config';

// One runner for everything. Most files wait for real servers most of the time, so that two cores bear three of them.
export default defineConfig({
	oxc: { jsx: { runtime: 'automatic', development: false } },
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		environment: 'node',
		pool: 'forks',
		maxWorkers: 3,
		// Ends what hangs. Who waits for a state says which one sooner, with a limit of its own.
		testTimeout: 240_000,
		hookTimeout: 240_000,
		globalSetup: ['test/helpers/global-setup.ts'],
		env: { COLUMNS: '120', LINES: '40', TZ: 'UTC', NODE_ENV: 'production' },
		reporters: ['default', './test/helpers/closing-line.ts'],
	},
});
