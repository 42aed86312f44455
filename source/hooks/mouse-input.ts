// Takes the mouse out of the keyboard's stream, since Ink drops whole reports before anybody can read them.

import { useEffect, useEffectEvent, useLayoutEffect } from 'react';
import { type MousePart, MouseReader, type MouseReport } from '../keys/mouse.ts';
import type { TerminalMouse } from '../system/terminal-mouse.ts';

/** A source of mouse reports. */
export class MouseInput {
	readonly #reader = new MouseReader();
	readonly #parts: MousePart[] = [];
	readonly #listeners = new Set<(report: MouseReport) => void>();
	/** The stream for Ink, without the mouse. */
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

	/** Text up to the next report; null when nothing is left, as a stream has it. */
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

/** Turns the mouse on in the terminal, where it is wanted, and calls `onReport` for each report. */
export const useMouse = (
	input: MouseInput | undefined,
	terminal: TerminalMouse,
	onReport: (report: MouseReport) => void,
): void => {
	const deliver = useEffectEvent(onReport);
	useEffect(() => input?.subscribe((report) => deliver(report)), [input]);
	// A layout effect: it begins with the frame, and ends before the terminal is given back.
	useLayoutEffect(() => {
		if (input === undefined) return undefined;
		terminal.begin();
		return () => terminal.end();
	}, [input, terminal]);
};
