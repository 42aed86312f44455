// Takes the picture of the network, on the demo of two clusters while it has cut a route; `npm run screenshot` does so with the others.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDemo } from './demo-terminal.ts';
import { terminalSvg } from './terminal-svg.ts';

const say = (line: string): void => console.error(line);

const name = 'natstop-network.svg';

const demo = await openDemo(process.env.NATSTOP_PROGRAM ?? 'dist/cli.mjs', 100, 26, say, ['--super']);
try {
	await demo.shows(/● west-3/, 120_000);
	await demo.press('7', /7 Routes/);
	// Trends grow while the routes of the other cluster are looked at, until one is cut.
	await demo.press('c', /7 Routes +west/);
	await demo.shows(/^. ✗ west-1/m, 240_000);
	await delay(12_000);
	await demo.settled();
	const svg = terminalSvg(
		demo.terminal,
		'Who sees whom: two servers of a cluster have lost the route between them',
	);
	await writeFile(join('docs', name), svg);
	say(`docs/${name}  ${Math.round(Buffer.byteLength(svg) / 1000)} kB`);
} finally {
	await demo.close();
}
process.exit();
