// Holds the last screen back while the terminal has not taken the one before.

import { type ReactNode, useRef, useSyncExternalStore } from 'react';
import type { TerminalOutput } from '../system/terminal-output.ts';

/** Draws its children, or goes on with the earlier ones until the terminal has caught up: then the newest. */
export const HoldFrame = ({ drain, children }: { drain: TerminalOutput; children: ReactNode }): ReactNode => {
	const shown = useRef(children);
	const isClear = useSyncExternalStore(drain.subscribe, drain.isClear);
	if (isClear) shown.current = children;
	return shown.current;
};
