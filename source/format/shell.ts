// Lines a person pastes into a shell: how to open a saved profile, and how to fetch it from another machine.

/** A word of a POSIX shell: as it is where nothing in it is special, else in single quotes. */
export const shellWord = (word: string): string =>
	/^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The path seen from a directory: `./file` when it lies right in it, else the path itself. */
export const pathFrom = (path: string, directory: string): string => {
	const base = directory.endsWith('/') ? directory : `${directory}/`;
	const rest = path.startsWith(base) ? path.slice(base.length) : path;
	return rest.startsWith('/') || rest.includes('/') ? path : `./${rest}`;
};

/** How to look at a profile: pprof for binary ones, a pager for texts. */
export const openLine = (path: string, directory: string): string => {
	const file = shellWord(pathFrom(path, directory));
	return path.endsWith('.txt') ? `less ${file}` : `go tool pprof -http=: ${file}`;
};

/** How to fetch a file from `host` to where the line is typed; an address with colons stands in brackets. */
export const scpLine = (path: string, host: string): string =>
	`scp ${shellWord(`${host.includes(':') ? `[${host}]` : host}:${path}`)} .`;
