// Controls one nats-server process: starts, signals, stops and restarts it on the same ports.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { poll } from './poll.ts';
import { configText, type ServerConfig } from './server-config.ts';

export type ServerProcessOptions = {
	binary: string;
	name: string;
	port: number;
	/** The path of the configuration file; absent where `flags` configure the server. */
	configPath?: string;
	config: ServerConfig;
	flags?: readonly string[];
	logPath: string;
	/** Called with every new process id, so that a watchdog knows which process to end. */
	onPid: () => void;
	/** Resolves when the running server serves its clients. */
	isReady: (server: ServerProcess) => Promise<void>;
};

/** A server of a cluster, running or not. */
export class ServerProcess {
	readonly #options: ServerProcessOptions;
	#config: ServerConfig;
	#child: ChildProcess | undefined;
	#isWritten = false;

	constructor(options: ServerProcessOptions) {
		this.#options = options;
		this.#config = options.config;
	}

	get name(): string {
		return this.#options.name;
	}

	get port(): number {
		return this.#options.port;
	}

	get url(): string {
		return `nats://127.0.0.1:${this.port}`;
	}

	/** Absent for a server started from flags. */
	get configPath(): string | undefined {
		return this.#options.configPath;
	}

	/** Absent while the server does not run. */
	get pid(): number | undefined {
		return this.#child?.pid;
	}

	/** The log of the server so far. */
	log(): Promise<string> {
		return readFile(this.#options.logPath, 'utf8').catch(() => '');
	}

	/** Changes settings of the file; undefined removes one. The server reads them at the next reload or start. */
	async writeConfig(patch: ServerConfig): Promise<void> {
		this.#config = { ...this.#config, ...patch };
		await this.writeConfigText(configText(this.#config));
	}

	/** Writes the text of the configuration file without a check. `writeConfig({})` restores the file. */
	async writeConfigText(text: string): Promise<void> {
		if (!this.configPath) throw new Error(`${this.name} runs without a configuration file`);
		await writeFile(this.configPath, text, { mode: 0o600 });
		this.#isWritten = true;
	}

	/** Starts the process without waiting for it to serve. */
	async launch(): Promise<void> {
		const { binary, flags, configPath, logPath } = this.#options;
		if (configPath && !this.#isWritten) await this.writeConfig({});
		const log = openSync(logPath, 'w', 0o600);
		// The server has a session of its own, so that Ctrl-C in the terminal does not reach it.
		const child = spawn(binary, configPath ? ['-c', configPath] : [...(flags ?? [])], {
			detached: true,
			stdio: ['ignore', log, log],
		});
		closeSync(log);
		this.#child = child;
		const gone = () => {
			if (this.#child !== child) return;
			this.#child = undefined;
			this.#options.onPid();
		};
		child.once('exit', gone);
		child.once('error', gone);
		child.unref();
		this.#options.onPid();
	}

	/** Starts the server and waits until it serves. Fails with the end of its log. */
	async start(): Promise<void> {
		await this.launch();
		await this.#options.isReady(this);
	}

	/** Sends a signal: SIGHUP reloads, SIGUSR2 begins lame duck mode. */
	signal(signal: NodeJS.Signals): void {
		const pid = this.pid;
		if (pid === undefined) throw new Error(`${this.name} does not run`);
		process.kill(pid, signal);
	}

	/** Stops the server with SIGTERM, and kills it after 20 s. Does nothing when it does not run. */
	async stop(): Promise<void> {
		if (this.pid === undefined) return;
		this.signal('SIGTERM');
		await this.#ended().catch(() => this.kill9());
	}

	/** Kills the server, like a crash. */
	async kill9(): Promise<void> {
		if (this.pid === undefined) return;
		this.signal('SIGKILL');
		await this.#ended();
	}

	/** Stops the server when it runs, and starts it on the same ports with the present configuration. */
	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	async #ended(): Promise<void> {
		await poll(() => this.pid === undefined, {
			timeout: 20_000,
			interval: 10,
			what: `the end of ${this.name}`,
		});
	}
}
