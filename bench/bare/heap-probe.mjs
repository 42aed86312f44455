// Loaded into the program whose memory is measured, as `heap-probe.mjs?FILE`: each SIGUSR2 collects all garbage and
// writes what is left to the file.

import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const file = decodeURIComponent(new URL(import.meta.url).search.slice(1));
const session = new Session();

process.on('SIGUSR2', async () => {
	session.connect();
	// What the first leaves for finalizers, the second takes.
	for (let i = 0; i < 2; i++) await session.post('HeapProfiler.collectGarbage');
	session.disconnect();
	// Whole or not at all for whoever waits for it.
	writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
	renameSync(`${file}.new`, file);
});
