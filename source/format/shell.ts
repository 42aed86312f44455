// Writes command lines to paste into a shell: to open a saved profile, and to fetch it from another machine.

/** A word of a POSIX shell, in single quotes where a character is special to the shell. */
export const shellWord = (word: string): string =>
	/^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** `./file` for a file directly in the directory, else the path itself. */
export const pathFrom = (path: string, directory: string): string => {
	const base = directory.endsWith('/') ? directory : `${directory}/`;
	const rest = path.startsWith(base) ? path.slice(base.length) : path;
	return rest.startsWith('/') || rest.includes('/') ? path : `./${rest}`;
};

/** The command that opens a profile: pprof for a binary one, a pager for text. */
export const openLine = (path: string, directory: string): string => {
	const file = shellWord(pathFrom(path, directory));
	return path.endsWith('.txt') ? `less ${file}` : `go tool pprof -http=: ${file}`;
};

/** The command that fetches a file from `host` into the current folder; an IPv6 address stands in brackets. */
export const scpLine = (path: string, host: string): string =>
	`scp ${shellWord(`${host.includes(':') ? `[${host}]` : host}:${path}`)} .`;
