// Ctrl-Z and SIGTSTP: the terminal goes back to the shell, and comes back with `fg`.

import { useApp } from 'ink';
import { useCallback, useEffect } from 'react';

/** Gives the function that suspends; the signal from outside does the same. */
export const useSuspend = (): (() => void) => {
	const { suspendTerminal } = useApp();
	const suspend = useCallback(() => {
		void suspendTerminal(
			() =>
				new Promise<void>((resolve) => {
					process.once('SIGCONT', () => resolve());
					process.kill(process.pid, 'SIGSTOP');
				}),
		);
	}, [suspendTerminal]);
	useEffect(() => {
		process.on('SIGTSTP', suspend);
		return () => {
			process.off('SIGTSTP', suspend);
		};
	}, [suspend]);
	return suspend;
};
