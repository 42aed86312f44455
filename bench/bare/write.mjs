// Writes frames that are text already, without any framework: `write.mjs FILE FRAMES SPAN`, one each SPAN milliseconds.

import { readFileSync } from 'node:fs';

const [, , file, frames, span] = process.argv;
const text = readFileSync(file, 'utf8');
process.stdout.write('ready\n');
let left = Number(frames);
const timer = setInterval(() => {
	if (left-- > 0) process.stdout.write(`\x1b[?2026h\x1b[H${text}\x1b[?2026l`);
	else {
		clearInterval(timer);
		process.stdout.write('done\n');
		setInterval(() => {}, 60_000);
	}
}, Number(span));
