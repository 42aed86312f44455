// A vitest reporter whose last line counts the tests, for whoever reads only that: `12 passed, 0 failed, 1 skipped`. How long it
// took stands above.

import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Minutes and seconds between two times in milliseconds: `7m 05s`. */
export const spanText = (from: number, to: number): string => {
	const seconds = Math.round((to - from) / 1000);
	return `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`;
};

/** Comes last among the reporters, so that it writes after the summary of the one before. */
export default class ClosingLine implements Reporter {
	readonly #began = Date.now();

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
		process.stdout.write(`${this.#took()}\n${count.passed} passed, ${count.failed} failed${skipped}\n`);
	}

	/** `GATE_BEGAN` is when the whole gate began, in seconds since the epoch. */
	#took(): string {
		const now = Date.now();
		const tests = `the tests took ${spanText(this.#began, now)}`;
		const gate = Number(process.env.GATE_BEGAN) * 1000;
		return gate > 0 ? `${tests}, the whole gate ${spanText(gate, now)}` : tests;
	}
}
