// Typing in a prompt.

import { describe, expect, test } from 'vitest';
import { promptKey } from '../../source/ui/prompt-keys.ts';
import type { Prompt } from '../../source/ui/ui-state.ts';

const prompt = (text: string, caret = text.length): Prompt => ({ target: 'servers', text, caret });

/** Text after some keys, with `|` where the caret is. */
const typed = (start: Prompt, ...keys: string[]): string => {
	let now = start;
	for (const key of keys) {
		const step = promptKey(now, key);
		if (step.step !== 'edit') throw new Error(`${key} gives ${step.step}`);
		now = step.prompt;
	}
	return `${now.text.slice(0, now.caret)}|${now.text.slice(now.caret)}`;
};

describe('a prompt', () => {
	test('takes characters where the caret is', () => {
		expect(typed(prompt(''), 'c', 'p', 'u', '>', '5')).toBe('cpu>5|');
		expect(typed(prompt('ac', 1), 'b')).toBe('ab|c');
		expect(typed(prompt('a'), 'space', 'b', '[', '😀')).toBe('a b[😀|');
	});

	test('moves its caret by whole characters', () => {
		expect(typed(prompt('a😀b'), 'left', 'left')).toBe('a|😀b');
		expect(typed(prompt('a😀b', 1), 'right')).toBe('a😀|b');
		expect(typed(prompt('ab', 0), 'left')).toBe('|ab');
		expect(typed(prompt('ab'), 'right')).toBe('ab|');
		expect(typed(prompt('ab'), 'home')).toBe('|ab');
		expect(typed(prompt('ab', 0), 'end')).toBe('ab|');
		expect(typed(prompt('ab'), 'ctrl+a', 'ctrl+e')).toBe('ab|');
	});

	test('deletes before and after the caret', () => {
		expect(typed(prompt('a😀'), 'backspace')).toBe('a|');
		expect(typed(prompt('ab', 0), 'delete')).toBe('|b');
		expect(typed(prompt('ab', 0), 'backspace')).toBe('|ab');
		expect(typed(prompt('one two'), 'ctrl+w')).toBe('one |');
		expect(typed(prompt('one two  '), 'ctrl+w')).toBe('one |');
		expect(typed(prompt('one two', 3), 'ctrl+u')).toBe('| two');
	});

	test('is left by Escape, Ctrl-C, and Backspace where there is nothing', () => {
		for (const key of ['escape', 'ctrl+c']) expect(promptKey(prompt('a'), key)).toEqual({ step: 'cancel' });
		expect(promptKey(prompt(''), 'backspace')).toEqual({ step: 'cancel' });
	});

	test('is kept by Enter and asks for completion and history', () => {
		expect(promptKey(prompt('a'), 'enter')).toEqual({ step: 'keep', prompt: prompt('a') });
		expect(promptKey(prompt('a'), 'tab').step).toBe('complete');
		expect(promptKey(prompt('a'), 'up')).toEqual({ step: 'history', by: -1 });
		expect(promptKey(prompt('a'), 'down')).toEqual({ step: 'history', by: 1 });
	});

	test('forgets its error with the next edit', () => {
		const step = promptKey({ ...prompt('a'), error: 'no' }, 'b');
		expect(step).toMatchObject({ step: 'edit', prompt: { error: undefined } });
	});

	test('takes no key that is no text', () => {
		for (const key of ['pageup', 'ctrl+d', 'shift+tab', '\u0001']) expect(typed(prompt('a'), key)).toBe('a|');
	});

	test('ends before it is as long as a file', () => {
		let now = prompt('');
		for (let i = 0; i < 600; i++) {
			const step = promptKey(now, 'x');
			if (step.step === 'edit') now = step.prompt;
		}
		expect(now.text).toHaveLength(512);
	});
});
