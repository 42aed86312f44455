// The live monitor on a terminal: draws it until it is quit, and gives the terminal back.

import { render } from 'ink';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { AppProps } from './app/app-props.ts';
import type { KeptScreen } from './app/kept-screen.ts';
import { App } from './app.tsx';
import type { Config } from './config/config.ts';
import { MouseInput } from './hooks/mouse-input.ts';
import type { Systems } from './hooks/systems.ts';
import type { TimeMachine } from './hooks/time-machine.ts';
import type { Mode } from './model/mode.ts';
import { actOnConnection } from './nats/connection-act.ts';
import type { LinkSnapshot } from './nats/link-snapshot.ts';
import { reloadServer } from './nats/reload.ts';
import { startSubjectTap } from './nats/subject-tap.ts';
import { serverSubject, subjects } from './nats/subjects.ts';
import { screensIn } from './screens/modes.ts';
import { screens as registry } from './screens/registry.ts';
import { TerminalOutput } from './system/terminal-output.ts';
import { AsciiRows } from './views/rows.tsx';

/** Frames a second at most: a key is drawn at once, even right after data, which comes four times a second. */
const framesPerSecond = 60;

/** Where scp finds this machine: the address the ssh client connected to. */
const scpHostOf = (env: NodeJS.ProcessEnv): string | undefined => env.SSH_CONNECTION?.split(' ')[2];

/** Keeps a signal from its default until the app listens for it. */
const nothing = (): void => {};

export type LiveOptions = {
	config: Config;
	version: string;
	startedAt: number;
	/** Aborts when there is no connection and will be none. */
	failed: AbortSignal;
};

/** The mode of what is shown; that of a whole system while it is not known. */
const modeIn = ({ link }: LinkSnapshot): Mode => link.mode ?? 'system';

/** The monitor on the system that is watched; another system gets a screen of its own, so that nothing of the old one stays. */
export const Watched = ({
	systems,
	...props
}: Omit<AppProps, 'monitor' | 'kept' | 'context'> & { systems: Systems<KeptScreen> }) => {
	const { session, context, serial, kept } = useSyncExternalStore(systems.subscribe, systems.get);
	const mode = useSyncExternalStore(session.link.subscribe, () => modeIn(session.link.get()));
	return (
		<App
			key={`${serial} ${mode}`}
			screens={screensIn(registry, mode)}
			monitor={session}
			past={session.past}
			systems={systems}
			{...(context !== undefined && { context })}
			{...(kept && { kept })}
			{...props}
		/>
	);
};

/** What all monitors have in common: what is shown, and the ways out of the screen. */
type Common = Omit<AppProps, 'monitor' | 'kept' | 'context' | 'systems'>;

/** Draws until it is quit or `failed`; gives the paths of files that were saved. */
const draw = async (
	{ config, version, startedAt, failed }: LiveOptions,
	screen: (common: Common) => ReactNode,
): Promise<readonly string[]> => {
	const saved: string[] = [];
	const drain = new TerminalOutput(process.stdout);
	drain.open();
	const mouse = config.mouse ? new MouseInput(process.stdin) : undefined;
	const common: Common = {
		...{ config, version, startedAt, drain, mouse, scpHost: scpHostOf(process.env) },
		subjects: { ping: subjects.ping, reload: (id) => serverSubject(id, 'RELOAD') },
		onSaved: (path) => saved.push(path),
		writeRaw: (sequence) => process.stdout.write(sequence),
	};
	// The first frame is on the screen before the app listens: a key or a stop that comes in between must find it ready.
	process.stdin.setRawMode(true);
	process.on('SIGTSTP', nothing);
	const instance = render(<AsciiRows value={config.ascii}>{screen(common)}</AsciiRows>, {
		...(mouse && { stdin: mouse.stdin }),
		alternateScreen: true,
		incrementalRendering: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: true,
		maxFps: framesPerSecond,
	});
	process.off('SIGTSTP', nothing);
	const leave = (): void => instance.unmount();
	failed.addEventListener('abort', leave);
	// Before anybody else hears of a fault, the terminal is given back.
	process.prependListener('uncaughtException', leave);
	try {
		await instance.waitUntilExit();
	} finally {
		process.off('uncaughtException', leave);
		failed.removeEventListener('abort', leave);
		process.stdin.setRawMode(false);
		drain.close();
	}
	return saved;
};

/** Runs until it is quit or `failed`; gives the paths of files that were saved. */
export const live = (systems: Systems<KeptScreen>, options: LiveOptions): Promise<readonly string[]> =>
	draw(options, (common) => (
		<Watched
			{...common}
			systems={systems}
			sendReload={options.config.readOnly ? undefined : reloadServer}
			sendAct={options.config.readOnly ? undefined : actOnConnection}
			startTap={options.config.readOnly ? undefined : startSubjectTap}
		/>
	));

/** The same of a past, where nothing can be done to anybody. */
export const past = (machine: TimeMachine, options: LiveOptions): Promise<readonly string[]> =>
	draw(options, (common) => (
		<App {...common} monitor={machine} screens={screensIn(registry, modeIn(machine.link.get()))} />
	));
