// The keyboard: stdin as Ink reports it, to names of keys, in order.

import { useInput } from 'ink';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { escapeSpan, KeyReader } from '../key-reader.ts';

/**
 * Calls `onKey` with the name of each key pressed. `typing` says that a prompt is open, where text is text.
 */
export const useKeys = (onKey: (key: string) => void, typing: boolean): void => {
	const [reader] = useState(() => new KeyReader());
	const timer = useRef<NodeJS.Timeout>(undefined);
	const deliver = useEffectEvent((keys: readonly string[]) => {
		for (const key of keys) onKey(key);
	});
	useInput((input, key) => {
		clearTimeout(timer.current);
		deliver(reader.feed(input, key, typing));
		if (reader.undecided) timer.current = setTimeout(() => deliver(reader.expire()), escapeSpan);
	});
	useEffect(() => () => clearTimeout(timer.current), []);
};
