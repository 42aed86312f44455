// Takes the pictures of a system of 303 servers; `npm run screenshot` does so after those of the small demo.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDemo } from './demo-terminal.ts';
import { terminalSvg } from './terminal-svg.ts';

/** How long the sparks grow, and something happens to a server, before the first picture. */
const warmUp = 90_000;
/** How long a screen of another size settles. */
const settling = 6000;

const say = (line: string): void => console.error(line);

/** `$NATSTOP_PROGRAM` takes the pictures of another build, under the names that `$NATSTOP_PICTURES` begins. */
const demo = await openDemo(process.env.NATSTOP_PROGRAM ?? 'dist/cli.mjs', 200, 60, say, ['--fleet', '300']);
const name = process.env.NATSTOP_PICTURES ?? 'fleet';

const save = async (size: string): Promise<void> => {
	await demo.settled();
	const svg = terminalSvg(demo.terminal, `natstop watches 303 servers in a terminal of ${size}`);
	await writeFile(join('docs', `${name}-${size}.svg`), svg);
	say(`docs/${name}-${size}.svg  ${Math.round(Buffer.byteLength(svg) / 1000)} kB`);
};

try {
	await demo.shows(/ of 303/, 120_000);
	say(`watching for ${warmUp / 1000}s…`);
	await delay(warmUp);
	await save('200x60');
	await demo.resizeTo(80, 24);
	await delay(settling);
	await save('80x24');
} finally {
	await demo.close();
}
process.exit();
