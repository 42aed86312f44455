// Runs the simulator in a process of its own: starts it, sends it actions, and holds what the process does.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { connect, credsAuthenticator } from '@nats-io/transport-node';
import type { FleetAction } from './fleet-actions.ts';
import type { FleetOptions } from './fleet-plan.ts';
import { FleetSimulator } from './fleet-simulator.ts';
import { fleetVariable } from './fleet-variable.ts';

/** Where the simulator connects, as a user of the system account, and what it simulates. */
export type FleetCharge = FleetOptions & { url: string; credsPath: string };

export type FleetCounts = FleetSimulator['counts'];

type Said = { ready?: true; counts?: FleetCounts };

/** A running simulator. */
export type Fleet = {
	pid: number | undefined;
	perform(action: FleetAction): void;
	/** Counts what it has published and answered so far. */
	counts(): Promise<FleetCounts>;
	stop(): Promise<void>;
};

/** The command that starts this program again: the executable itself, or Node with the script. */
const ownProgram = (): readonly string[] => {
	const [, script = ''] = process.argv;
	const isCompiled = script.startsWith('/$bunfs/') || script.includes('~BUN');
	return isCompiled ? [process.execPath] : [process.execPath, ...process.execArgv, script];
};

const ended = (child: ChildProcess): Promise<void> =>
	new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) resolve();
		else child.once('exit', () => resolve());
	});

/** Starts the simulator; resolves when all its servers answer. `program` is the natstop to run, by default this one. */
export const startFleet = async (
	charge: FleetCharge,
	program: readonly string[] = ownProgram(),
): Promise<Fleet> => {
	const [command = process.execPath, ...args] = program;
	const child = spawn(command, args, {
		stdio: ['pipe', 'pipe', 'ignore'],
		env: { ...process.env, [fleetVariable]: JSON.stringify(charge) },
	});
	const waiting: ((counts: FleetCounts) => void)[] = [];
	const ready = new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', () => reject(new Error('the simulated servers ended at their start')));
		createInterface({ input: child.stdout }).on('line', (line) => {
			const { ready: isReady, counts } = JSON.parse(line) as Said;
			if (isReady) resolve();
			if (counts) waiting.shift()?.(counts);
		});
	});
	child.stdin.on('error', () => {});
	const tell = (word: FleetAction | 'counts'): void => void child.stdin.write(`${JSON.stringify(word)}\n`);
	await ready;
	return {
		pid: child.pid,
		perform: tell,
		counts: () =>
			new Promise((resolve) => {
				waiting.push(resolve);
				tell('counts');
			}),
		stop: async () => {
			child.stdin.end();
			await ended(child);
		},
	};
};

/** Simulates until standard input ends, which happens when the process that started it ends. */
export const runFleet = async (chargeText: string): Promise<void> => {
	const { url, credsPath, ...options } = JSON.parse(chargeText) as FleetCharge;
	const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`);
	const nc = await connect({
		servers: url,
		name: 'simulated servers',
		authenticator: credsAuthenticator(await readFile(credsPath)),
		maxReconnectAttempts: -1,
		pingInterval: 10_000,
	});
	const simulator = new FleetSimulator(nc, options);
	await simulator.start();
	say({ ready: true });
	for await (const line of createInterface({ input: process.stdin })) {
		const word = JSON.parse(line) as FleetAction | 'counts';
		if (word === 'counts') say({ counts: simulator.counts });
		else simulator.perform(word);
	}
	simulator.stop();
	await nc.close();
};
