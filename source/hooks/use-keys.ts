// Gives the names of the keys that are pressed, in order, from Ink's reports of stdin.

import { useInput, usePaste, useStdin } from 'ink';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { KeyReader } from '../keys/key-reader.ts';

/** Pasted text as keys: one line, since a line end in it is not Enter. */
const keysOfPaste = (text: string): string[] => Array.from(text.trim().replace(/[\s\p{Cc}]+/gu, ' '));

/** What Ink passes on to `useInput`, as it was read; Ink's types leave it out. */
type Reads = {
	internal_eventEmitter?: {
		on: (event: 'input', listener: (read: string) => void) => void;
		off: (event: 'input', listener: (read: string) => void) => void;
	};
};

/** Whether the read that `useInput` is about to report began with an Escape, which its report leaves out. */
const useIsWhole = (): (() => boolean) => {
	const { internal_eventEmitter: reads } = useStdin() as Reads;
	const isWhole = useRef(false);
	useEffect(() => {
		const note = (read: string): void => {
			isWhole.current = !read.startsWith('\u001B');
		};
		reads?.on('input', note);
		return () => reads?.off('input', note);
	}, [reads]);
	return () => isWhole.current;
};

/**
 * Calls `onKey` with the name of each key pressed. `typing` says whether a prompt is open now, where text is text;
 * elsewhere a paste is not keys, and does nothing.
 */
export const useKeys = (onKey: (key: string) => void, typing: () => boolean): void => {
	const [reader] = useState(() => new KeyReader());
	const timer = useRef<NodeJS.Timeout>(undefined);
	const reading = useRef<NodeJS.Immediate>(undefined);
	const deliver = useEffectEvent((keys: readonly string[]) => {
		for (const key of keys) onKey(key);
	});
	const watch = useEffectEvent(() => {
		const { wait } = reader;
		if (wait === undefined) return;
		timer.current = setTimeout(() => {
			// Input of that time may still wait to be read: a late timer is due before it.
			reading.current = setImmediate(() => {
				deliver(reader.expire());
				watch();
			});
		}, wait);
	});
	const forget = useEffectEvent(() => {
		clearTimeout(timer.current);
		clearImmediate(reading.current);
	});
	// Its effect comes before that of `useInput`, so that it hears of each read first.
	const isWhole = useIsWhole();
	useInput((input, key) => {
		forget();
		deliver(reader.feed(input, key, typing(), isWhole()));
		watch();
	});
	usePaste((text) => {
		if (typing()) deliver(keysOfPaste(text));
	});
	useEffect(() => () => forget(), []);
};
