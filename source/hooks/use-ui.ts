// The state of the screen as React sees it, and as the next key of the same burst reads it at once.

import { useCallback, useRef, useState } from 'react';
import type { UiState } from '../ui/ui-state.ts';

export type Ui = {
	/** The state for this frame. */
	state: UiState;
	/** The state now: keys of one burst follow each other before a frame is drawn. */
	get: () => UiState;
	change: (step: (ui: UiState) => UiState) => void;
	/** The time now, ms since the epoch. */
	now: () => number;
};

/** Holds the state of the screen. */
export const useUi = (initial: () => UiState, now: () => number): Ui => {
	const [state, setState] = useState(initial);
	const current = useRef(state);
	const change = useCallback((step: (ui: UiState) => UiState) => {
		current.current = step(current.current);
		setState(current.current);
	}, []);
	const get = useCallback(() => current.current, []);
	return { state, get, change, now };
};
