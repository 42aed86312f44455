// The live monitor on a terminal: renders it, and says afterwards what must outlive the screen.

import { render } from 'ink';
import { App } from './app.tsx';
import { type ExitCode, exitCodes, type Output } from './commands/output.ts';
import type { Config } from './config.ts';
import { Drain } from './drain.ts';
import { Monitor } from './hooks/monitor.ts';
import { reloadServer } from './nats/reload.ts';
import { serverSubject, subjects } from './nats/subjects.ts';
import { AsciiRows } from './views/rows.tsx';

/** Frames a second at most: a key is drawn at once, even right after data, which comes four times a second. */
const framesPerSecond = 60;

/** Where scp finds this machine: the address the ssh client connected to. */
const scpHostOf = (env: NodeJS.ProcessEnv): string | undefined => env.SSH_CONNECTION?.split(' ')[2];

/** Runs until it is quit; gives the exit code. */
export const live = async (config: Config, version: string, output: Output): Promise<ExitCode> => {
	const saved: string[] = [];
	let failure: string | undefined;
	const drain = new Drain(process.stdout);
	drain.open();
	const monitor = new Monitor({
		settings: config.connection,
		origin: config.origin,
		wait: config.wait,
		interval: config.interval,
		onFailed: (sentence) => {
			failure = sentence;
			instance.unmount();
		},
	});
	// On its way while the first frame is drawn; what comes of it comes later in any case.
	monitor.start();
	const instance = render(
		<AsciiRows value={config.ascii}>
			<App
				monitor={monitor}
				config={config}
				version={version}
				startedAt={Date.now()}
				subjects={{ ping: subjects.pingStatsz, reload: (id) => serverSubject(id, 'RELOAD') }}
				scpHost={scpHostOf(process.env)}
				onSaved={(path) => saved.push(path)}
				sendReload={config.readOnly ? undefined : reloadServer}
				drain={drain}
				writeRaw={(sequence) => process.stdout.write(sequence)}
			/>
		</AsciiRows>,
		{
			alternateScreen: true,
			incrementalRendering: true,
			interactive: true,
			exitOnCtrlC: false,
			patchConsole: true,
			maxFps: framesPerSecond,
		},
	);
	// Before anybody else hears of a fault, the terminal is given back.
	const leave = (): void => instance.unmount();
	process.prependListener('uncaughtException', leave);
	try {
		await instance.waitUntilExit();
	} finally {
		process.off('uncaughtException', leave);
		drain.close();
		await monitor.stop();
	}
	for (const path of saved) output.print(path);
	if (failure === undefined) return exitCodes.fine;
	output.complain(failure);
	return exitCodes.failure;
};
