// Ports for servers of several processes at a time.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const room = fileURLToPath(new URL('../../source/demo/free-ports.ts', import.meta.url));

/** A process that asks for ports as the one with some number would, and lives until the test is over. */
const asking = async (pid: number): Promise<number[]> => {
	const script = `Object.defineProperty(process, 'pid', { value: ${pid} });
import(${JSON.stringify(room)}).then(async ({ freePorts }) => {
	console.log(JSON.stringify(await freePorts(40)));
	setInterval(() => {}, 1000);
});`;
	const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => {
		child.kill();
	});
	const told = await new Promise<string>((resolve, reject) => {
		let text = '';
		child.stdout.on('data', (data) => {
			text += data;
			if (text.endsWith('\n')) resolve(text);
		});
		child.on('exit', (code) => reject(new Error(`ended with ${code}`)));
	});
	return JSON.parse(told) as number[];
};

test('processes whose numbers would lead to the same ports get none that another one may restart a server on', async () => {
	const found = await Promise.all([asking(97), asking(2 * 97), asking(3 * 97)]);
	const rows = found.map((ports) => new Set(ports.map((port) => port % 97)));
	expect(rows.map(({ size }) => size)).toEqual([1, 1, 1]);
	expect(new Set(rows.flatMap((row) => [...row])).size).toBe(3);
});
