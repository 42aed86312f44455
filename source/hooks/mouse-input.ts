// The keyboard's stream with the mouse taken out of it: Ink forgets whole reports before anybody hears of them.

import { useEffect, useEffectEvent, useLayoutEffect } from 'react';
import { type MousePart, MouseReader, type MouseReport } from '../keys/mouse.ts';
import type { TerminalMouse } from '../system/terminal-mouse.ts';

/** Reports of the mouse, to whoever listens. */
export class MouseInput {
	readonly #reader = new MouseReader();
	readonly #parts: MousePart[] = [];
	readonly #listeners = new Set<(report: MouseReport) => void>();
	/** For Ink, in place of the stream that was given. */
	readonly stdin: NodeJS.ReadStream;

	constructor(stdin: NodeJS.ReadStream) {
		this.stdin = new Proxy(stdin, {
			get: (stream, name) => {
				if (name === 'read') return () => this.#read(stream);
				const value: unknown = Reflect.get(stream, name, stream);
				return typeof value === 'function' ? value.bind(stream) : value;
			},
		});
	}

	/** Calls back for each report, between the keys that came before and after it. */
	readonly subscribe = (listener: (report: MouseReport) => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** Text as far as the next report; null when nothing is left, as the stream says it. */
	#read(stream: NodeJS.ReadStream): string | null {
		for (;;) {
			const part = this.#parts.shift();
			if (typeof part === 'string') return part;
			if (part !== undefined) {
				for (const listener of this.#listeners) listener(part);
				continue;
			}
			const chunk: unknown = stream.read();
			if (chunk === null) return null;
			this.#parts.push(...this.#reader.feed(String(chunk), performance.now()));
		}
	}
}

/** Calls `onReport` for each report of the mouse, where there is one, and has the terminal tell of it meanwhile. */
export const useMouse = (
	input: MouseInput | undefined,
	terminal: TerminalMouse,
	onReport: (report: MouseReport) => void,
): void => {
	const deliver = useEffectEvent(onReport);
	useEffect(() => input?.subscribe((report) => deliver(report)), [input]);
	// With the frame, and before whatever ends the program gives the terminal back.
	useLayoutEffect(() => {
		if (input === undefined) return undefined;
		terminal.begin();
		return () => terminal.end();
	}, [input, terminal]);
};
