// The way from the system that is watched to those of other contexts, and what the screen hands over.

import type { Config } from '../config/config.ts';
import type { Monitor } from '../hooks/monitor.ts';
import type { Systems } from '../hooks/systems.ts';
import type { ContextSwitch } from './context-effects.ts';
import type { KeptScreen } from './kept-screen.ts';

type From = {
	systems?: Systems<KeptScreen>;
	config: Pick<Config, 'contexts'>;
	monitor: Monitor;
	/** The context that is watched. */
	context?: string;
	/** What goes over, as it is when the other system has been met. */
	keep: () => Omit<KeptScreen, 'interval'>;
};

/** Nothing where there are no other systems. */
export const otherSystems = ({
	systems,
	config: { contexts: book },
	monitor,
	context,
	keep,
}: From): ContextSwitch | undefined => {
	if (systems === undefined || book === undefined) return undefined;
	return {
		book,
		...(context !== undefined && { present: context }),
		to: (name) =>
			systems.switchTo(name, monitor.interval(), () => ({ ...keep(), interval: monitor.interval() })),
	};
};
