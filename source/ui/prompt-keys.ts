// Applies one key to the text of a prompt.

import type { Prompt } from './ui-state.ts';

/** The result of a key: the prompt goes on, is accepted, is cancelled, or wants a completion. */
export type PromptStep =
	| { step: 'edit'; prompt: Prompt }
	| { step: 'keep'; prompt: Prompt }
	| { step: 'cancel' }
	| { step: 'complete'; prompt: Prompt }
	| { step: 'history'; by: -1 | 1 };

/** The longest text, in characters: longer than any sensible filter, so that a pasted file ends here. */
const longest = 512;

const withText = (prompt: Prompt, text: string, caret: number): PromptStep => ({
	step: 'edit',
	prompt: { ...prompt, text, caret, error: undefined },
});

const isText = (key: string): boolean => [...key].length === 1 && key >= ' ';

/** Applies one key to a prompt; keys without a meaning here change nothing. */
export const promptKey = (prompt: Prompt, key: string): PromptStep => {
	const { text, caret } = prompt;
	const before = text.slice(0, caret);
	const after = text.slice(caret);
	const left = [...before].at(-1)?.length ?? 0;
	const right = [...after][0]?.length ?? 0;
	switch (key) {
		case 'enter':
			return { step: 'keep', prompt };
		case 'escape':
		case 'ctrl+c':
			return { step: 'cancel' };
		case 'tab':
			return { step: 'complete', prompt };
		case 'up':
			return { step: 'history', by: -1 };
		case 'down':
			return { step: 'history', by: 1 };
		case 'backspace':
			if (text === '') return { step: 'cancel' };
			return withText(prompt, before.slice(0, before.length - left) + after, caret - left);
		case 'delete':
			return withText(prompt, before + after.slice(right), caret);
		case 'left':
			return withText(prompt, text, caret - left);
		case 'right':
			return withText(prompt, text, caret + right);
		case 'home':
		case 'ctrl+a':
			return withText(prompt, text, 0);
		case 'end':
		case 'ctrl+e':
			return withText(prompt, text, text.length);
		case 'ctrl+u':
			return withText(prompt, after, 0);
		case 'ctrl+w': {
			const kept = before.replace(/\S+\s*$/, '');
			return withText(prompt, kept + after, kept.length);
		}
		default: {
			const typed = key === 'space' ? ' ' : key;
			if (!isText(typed) || text.length >= longest) return { step: 'edit', prompt };
			return withText(prompt, before + typed + after, caret + typed.length);
		}
	}
};
