// Reads the few keys of linear mode without an echo, and gives the terminal back at the end.

/** Whole escape sequences, such as those of arrows, which are no keys here. */
const sequences = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O[^\x1b])/g;

/** Milliseconds after a lone Escape in which input is the rest of its sequence and no key. */
const escapeSpan = 100;

const names: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\x03': 'q',
	'\x04': 'q',
	'\x1a': 'suspend',
};

/** Calls back with `enter`, `suspend` or a character; gives the function that ends it. Does nothing without a terminal. */
export const readKeys = (stdin: NodeJS.ReadStream, onKey: (key: string) => void): (() => void) => {
	if (!stdin.isTTY) return () => undefined;
	let escapedAt = Number.NEGATIVE_INFINITY;
	const read = (chunk: string): void => {
		const now = performance.now();
		const isTail = now - escapedAt < escapeSpan;
		const keys = chunk.replace(sequences, '');
		if (keys.includes('\x1b')) escapedAt = now;
		if (isTail || keys.includes('\x1b')) return;
		for (const character of keys) onKey(names[character] ?? character);
	};
	stdin.setEncoding('utf8');
	stdin.setRawMode(true);
	stdin.on('data', read);
	return () => {
		stdin.off('data', read);
		stdin.setRawMode(false);
		stdin.pause();
	};
};

/** Stops the job as Ctrl-Z does, with the terminal given back meanwhile. */
export const suspendJob = (stdin: NodeJS.ReadStream): void => {
	stdin.setRawMode(false);
	process.once('SIGCONT', () => stdin.setRawMode(true));
	process.kill(0, 'SIGTSTP');
};
