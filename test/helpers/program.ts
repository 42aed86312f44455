// The built program as a process with pipes.

import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export type Program = {
	child: ChildProcess;
	/** What it wrote so far. */
	stdout: () => string;
	stderr: () => string;
	ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** Starts dist/cli.mjs, which `npm test` builds, with no terminal and none of this machine's settings but `env`. */
export const runProgram = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Program => {
	const child = spawn(process.execPath, [resolve('dist/cli.mjs'), ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { PATH: process.env.PATH, HOME: '/nonexistent', LANG: 'C.UTF-8', TZ: 'UTC', ...env },
	});
	const collect = (stream: NodeJS.ReadableStream | null): (() => string) => {
		let text = '';
		stream?.on('data', (chunk: Buffer) => {
			text += chunk.toString('utf8');
		});
		return () => text;
	};
	return {
		child,
		stdout: collect(child.stdout),
		stderr: collect(child.stderr),
		ended: new Promise((done) => child.once('close', (code, signal) => done({ code, signal }))),
	};
};
