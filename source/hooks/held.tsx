// Holds the last screen back while the terminal has not taken the one before.

import { type ReactNode, useRef, useSyncExternalStore } from 'react';
import type { Drain } from '../drain.ts';

/** Draws its children, or goes on with the earlier ones until the terminal has caught up: then the newest. */
export const Held = ({ drain, children }: { drain: Drain; children: ReactNode }): ReactNode => {
	const shown = useRef(children);
	const isClear = useSyncExternalStore(drain.subscribe, drain.isClear);
	if (isClear) shown.current = children;
	return shown.current;
};
