// `natstop demo`: a real cluster on this machine, and the monitor on it.

import { type Demo, type DemoOptions, startDemo } from '../demo/demo.ts';
import type { ExitCode, Output } from '../system/output.ts';
import { exitCodes } from '../system/output.ts';

/** Starts the cluster, runs `watch` on it, and removes everything again, whatever happens. */
export const demoCommand = async (
	watch: (demo: { urls: readonly string[]; credsPath: string }) => Promise<ExitCode>,
	output: Output,
	options: DemoOptions,
): Promise<ExitCode> => {
	let demo: Demo;
	try {
		demo = await startDemo(options);
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		output.complain(error.message);
		return exitCodes.failure;
	}
	try {
		return await watch(demo);
	} finally {
		await demo.stop();
	}
};
