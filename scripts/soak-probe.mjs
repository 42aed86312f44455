// Loaded into the program by the soak: writes what the process holds to a file, every second.

import { renameSync, writeFileSync } from 'node:fs';

const listeners = (emitter) =>
	emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);

setInterval(() => {
	const resources = {};
	for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
	const { rss, heapUsed, external } = process.memoryUsage();
	const held = {
		...{ rss, heapUsed, external, resources },
		listeners: listeners(process) + listeners(process.stdout) + listeners(process.stdin),
	};
	// Whole or not at all for whoever reads it meanwhile.
	writeFileSync(`${process.env.SOAK_FILE}.new`, JSON.stringify(held));
	renameSync(`${process.env.SOAK_FILE}.new`, process.env.SOAK_FILE);
}, 1000).unref();
