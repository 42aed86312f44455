// A vitest reporter whose last line counts the tests, for whoever reads only that: `12 passed, 0 failed, 1 skipped`.

import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Comes last among the reporters, so that it writes after the summary of the one before. */
export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
		const count = { passed: 0, failed: unhandled.length, skipped: 0 };
		for (const module of modules) {
			for (const test of module.children.allTests()) {
				const { state } = test.result();
				count[state === 'pending' ? 'skipped' : state]++;
			}
			// A file that does not load and a hook that fails have no test of their own to say so.
			for (const part of [module, ...module.children.allSuites()]) {
				if (part.errors().length > 0) count.failed++;
			}
		}
		const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
		process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
	}
}
