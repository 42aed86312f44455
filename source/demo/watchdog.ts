// A small shell beside this process that ends the servers and removes the folder when this process is gone, however it went.

import { spawn } from 'node:child_process';

// It reads lines until its stdin closes, which the system does even when we are killed.
const script = `
pids=""
while read -r word rest; do
	case $word in
		pids) pids=$rest ;;
		done) exit 0 ;;
	esac
done
[ -n "$pids" ] && kill -9 $pids 2>/dev/null
tries=0
while rm -rf "$1"; [ -e "$1" ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
`;

export type Watchdog = {
	/** Tells which processes to end; replaces what was told before. */
	watch(pids: readonly number[]): void;
	/** Lets it go without doing anything. */
	dismiss(): void;
};

/** Starts it for a folder. It has a session of its own: no key of the terminal reaches it, and it keeps nobody alive. */
export function startWatchdog(folder: string): Watchdog {
	const shell = spawn('/bin/sh', ['-c', script, 'natstop-watchdog', folder], {
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	// Where it cannot run, the servers still end by stop().
	shell.on('error', () => {});
	shell.stdin.on('error', () => {});
	shell.unref();
	if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
	return {
		watch: (pids) => {
			shell.stdin.write(`pids ${pids.join(' ')}\n`);
		},
		dismiss: () => {
			shell.stdin.end('done\n');
		},
	};
}
