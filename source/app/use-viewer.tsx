// The viewer of profiles within the monitor: it has the whole screen and all keys while it is open.

import { Box, useWindowSize } from 'ink';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { Config } from '../config/config.ts';
import { ViewerStore } from '../hooks/viewer-store.ts';
import type { Theme } from '../theme.ts';
import { Viewer } from '../views/profile/viewer.tsx';
import { pressInViewer, type ViewerOutside } from './viewer-effects.ts';

export type ViewerInMonitor = {
	store: ViewerStore;
	/** What is on the screen; nothing where the viewer is not open. */
	screen: ReactNode;
	/** Applies a key; false where the viewer is not open. */
	press: (key: string) => boolean;
	/** True while something is typed into it. */
	isTyping: () => boolean;
};

type Ways = Pick<ViewerOutside, 'suspend' | 'repaint' | 'quit' | 'writeRaw'> & { config: Config };

/** The viewer, closed at first; what it leads to goes the ways of the monitor. */
export const useViewer = ({ config, ...ways }: Ways, theme: Theme): ViewerInMonitor => {
	const { columns, rows } = useWindowSize();
	const [store] = useState(() => new ViewerStore());
	const state = useSyncExternalStore(store.subscribe, store.get);
	return {
		store,
		screen: state && (
			<Box width={columns} height={rows}>
				<Viewer state={state} columns={columns} rows={rows} theme={theme} />
			</Box>
		),
		press(key) {
			if (store.get() === undefined) return false;
			const outside = {
				directory: config.dir,
				copies: config.clipboard !== 'none',
				close: () => store.set(undefined),
			};
			pressInViewer({ store, ...ways, ...outside }, key, { columns, rows });
			return true;
		},
		isTyping: () => store.get()?.prompt !== undefined,
	};
};
