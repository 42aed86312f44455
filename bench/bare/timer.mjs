// A timer and nothing else: how late it fires is the delay of the machine. Answers each line it reads with the figures since
// the line before, milliseconds as JSON, as soon as there is one.

import { createInterface } from 'node:readline';

const every = 10;
let late = [];
let asked = 0;
let due = performance.now() + every;
const answer = () => {
	if (asked === 0 || late.length === 0) return;
	asked--;
	process.stdout.write(`${JSON.stringify(late)}\n`);
	late = [];
};
setInterval(() => {
	const now = performance.now();
	if (late.length < 100_000) late.push(Math.max(0, now - due));
	due = now + every;
	answer();
}, every);
for await (const _ of createInterface({ input: process.stdin })) {
	asked++;
	answer();
}
process.exit();
