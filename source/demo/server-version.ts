// Reads the version of a nats-server binary, and compares versions.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `<path> --version`. Gives undefined when the file does not run or is not a nats-server. */
export async function serverVersion(path: string): Promise<string | undefined> {
	try {
		const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
		return /v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
	} catch {
		return undefined;
	}
}

/** Negative when `a` is older than `b`, by numeric fields: 2.9.10 is older than 2.10. Missing fields count as 0. */
export function compareVersions(a: string, b: string): number {
	const left = a.split('.').map(Number);
	const right = b.split('.').map(Number);
	for (let i = 0; i < Math.max(left.length, right.length); i++) {
		const difference = (left[i] ?? 0) - (right[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}
