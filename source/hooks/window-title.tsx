// Sets the title of the terminal together with the frame that says the same.

import { useLayoutEffect } from 'react';
import type { TerminalTitle } from '../system/terminal-title.ts';

/** Draws nothing. Without a text the title stays the terminal's own. */
export const WindowTitle = ({ title, text }: { title: TerminalTitle; text?: string }) => {
	useLayoutEffect(() => {
		if (text !== undefined) title.show(text);
	}, [title, text]);
	useLayoutEffect(() => () => title.end(), [title]);
	return null;
};
