// Ctrl-Z and SIGTSTP: gives the terminal to the shell, and takes it back after `fg`.

import { setTimeout as delay } from 'node:timers/promises';
import { useApp } from 'ink';
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { TerminalOutput } from '../system/terminal-output.ts';

/** Has Node look at the size of the terminal: a job in the background hears of no change. */
const lookAtSize = (): void => void process.kill(process.pid, 'SIGWINCH');

/** Milliseconds after which natstop was not stopped: there is no shell to go back to. */
const stopSpan = 100;

export type Suspend = {
	/** Hands the terminal to the shell and stops until it continues us; the signal from outside does the same. */
	suspend: () => void;
	/** Leaves the terminal and takes it again, which draws everything anew. */
	repaint: () => void;
};

/** Gives the functions that let go of the terminal, each without our title and mouse meanwhile. */
export const useSuspend = (output: TerminalOutput): Suspend => {
	const { suspendTerminal } = useApp();
	const away = useRef(false);
	const leave = useCallback(
		async (meanwhile: () => Promise<void>) => {
			if (away.current) return;
			away.current = true;
			const back = (): void => {
				away.current = false;
			};
			// `away` ends before the screen is drawn again: the next key may already ask to leave.
			output.lend();
			await suspendTerminal(() => meanwhile().finally(back)).finally(back);
			output.takeBack();
		},
		[suspendTerminal, output],
	);
	const repaint = useCallback(() => void leave(async () => lookAtSize()), [leave]);
	const suspend = useCallback(() => {
		void leave(async () => {
			process.off('SIGTSTP', suspend);
			// The whole job, as the terminal itself does it: npm and others that started us stop too.
			process.kill(0, 'SIGTSTP');
			await delay(stopSpan);
			lookAtSize();
			process.on('SIGTSTP', suspend);
		});
	}, [leave]);
	// With the first frame, not after it: the signal may come as soon as somebody sees the screen.
	useLayoutEffect(() => {
		process.on('SIGTSTP', suspend);
		return () => {
			process.off('SIGTSTP', suspend);
		};
	}, [suspend]);
	return { suspend, repaint };
};
