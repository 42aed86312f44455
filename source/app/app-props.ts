// The props of the monitor: the session, the settings, and ways out of the screen.

import type { Config } from '../config/config.ts';
import type { Monitor } from '../hooks/monitor.ts';
import type { MouseInput } from '../hooks/mouse-input.ts';
import type { Systems } from '../hooks/systems.ts';
import type { StartTap } from '../hooks/tap-keeper.ts';
import type { SendAct } from '../hooks/use-connection-act.ts';
import type { CaptureProfile } from '../hooks/use-profile.ts';
import type { SendReload } from '../hooks/use-reload.ts';
import type { Past } from '../recording/past.ts';
import type { Screen } from '../screens/screen.ts';
import type { TerminalOutput } from '../system/terminal-output.ts';
import type { KeptScreen } from './kept-screen.ts';

export type AppProps = {
	monitor: Monitor;
	/** What is kept of the session, to be looked back on; absent where nothing is. */
	past?: Past;
	config: Config;
	version: string;
	startedAt: number;
	/** The request subjects that a screen or a dialog shows. */
	subjects: { ping: string; reload: (id: string) => string };
	/** The address at which scp finds this machine; absent without an ssh session. */
	scpHost?: string;
	/** Called with the path of each saved profile, which is printed again at the end. */
	onSaved: (path: string) => void;
	/** Sends a reload; absent in read-only mode, so that no key can send one. */
	sendReload?: SendReload;
	/** Kicks a connection, or asks it to move; absent in read-only mode, too. */
	sendAct?: SendAct;
	/** Starts a tap; absent in read-only mode, too. */
	startTap?: StartTap;
	/** Captures a profile. */
	capture?: CaptureProfile;
	/** The systems that can be watched instead; absent in tests of one system. */
	systems?: Systems<KeptScreen>;
	/** The context that the session is of, where it is another one than natstop was started with. */
	context?: string;
	/** What the screen of the system before hands over. */
	kept?: KeptScreen;
	/** The screens; those of the registry by default. */
	screens?: readonly Screen[];
	/** The output to the terminal: whether it keeps up, its title, its mouse. */
	drain: TerminalOutput;
	/** Reports of the mouse; absent where the mouse is off. */
	mouse?: MouseInput;
	/** Writes an escape sequence to the terminal between two frames. */
	writeRaw: (sequence: string) => void;
};
