// Shows the terminal's own cursor in a prompt, and hides it elsewhere.

import { useCursor } from 'ink';

/** Shows the cursor in a cell of the screen, both counted from 0; hides it where there is none. Draws nothing. */
export const PromptCursor = ({ at }: { at: { x: number; y: number } | undefined }) => {
	const { setCursorPosition } = useCursor();
	setCursorPosition(at);
	return null;
};
