// What the monitor is given: the session, the settings, and ways out of the screen.

import type { Config } from '../config/config.ts';
import type { MouseInput } from '../hooks/mouse-input.ts';
import type { Session } from '../hooks/session.ts';
import type { SendAct } from '../hooks/use-connection-act.ts';
import type { CaptureProfile } from '../hooks/use-profile.ts';
import type { SendReload } from '../hooks/use-reload.ts';
import type { Screen } from '../screens/screen.ts';
import type { TerminalOutput } from '../system/terminal-output.ts';

export type AppProps = {
	monitor: Session;
	config: Config;
	version: string;
	startedAt: number;
	/** The subjects that screens name. */
	subjects: { ping: string; reload: (id: string) => string };
	/** Where scp finds this machine; absent when nobody came over ssh. */
	scpHost?: string;
	/** A file was saved; its path is printed again at the end. */
	onSaved: (path: string) => void;
	/** Sends a reload; absent in read-only mode, where nothing can reach it. */
	sendReload?: SendReload;
	/** Kicks a connection, or asks it to move; absent in read-only mode too. */
	sendAct?: SendAct;
	/** Captures a profile. */
	capture?: CaptureProfile;
	/** What can be watched. */
	screens?: readonly Screen[];
	/** Of the terminal the screen is drawn on. */
	drain: TerminalOutput;
	/** The mouse, where it is wanted. */
	mouse?: MouseInput;
	/** Writes an escape sequence to the terminal between two frames. */
	writeRaw: (sequence: string) => void;
};
