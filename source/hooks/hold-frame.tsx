// Holds a frame back for as long as the terminal has not taken the frame before.

import { type ReactNode, useRef, useSyncExternalStore } from 'react';
import type { TerminalOutput } from '../system/terminal-output.ts';

/** Draws its children; while the terminal lags it keeps the earlier ones, and then draws the newest. */
export const HoldFrame = ({ drain, children }: { drain: TerminalOutput; children: ReactNode }): ReactNode => {
	const shown = useRef(children);
	const isClear = useSyncExternalStore(drain.subscribe, drain.isClear);
	if (isClear) shown.current = children;
	return shown.current;
};
