// Starts a small shell that ends the servers and removes the folder when this process has ended, for whatever reason.

import { spawn } from 'node:child_process';

// The shell reads lines until its stdin closes; the system closes it even when this process is killed.
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
	/** Sets the ids of the processes to end. */
	watch(pids: readonly number[]): void;
	/** Ends the shell without any other effect. */
	dismiss(): void;
};

/** Starts the shell for a folder, in a session of its own, where no key of the terminal reaches it. It keeps nothing alive. */
export function startWatchdog(folder: string): Watchdog {
	const shell = spawn('/bin/sh', ['-c', script, 'natstop-watchdog', folder], {
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	// Without the shell, `stop` still ends the servers.
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
