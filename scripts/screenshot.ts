// Takes the pictures of the documentation of the built program on its own demo: npm run screenshot

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDemo } from './demo-terminal.ts';
import { Film } from './film.ts';
import { movingSvg } from './moving-svg.ts';
import { rowsOf, terminalSvg } from './terminal-svg.ts';

const columns = 100;
/** How long the sparks grow before anything is done to a server. */
const warmUp = 70_000;
const maxBytes = 150_000;

const say = (line: string): void => console.error(line);

/** `$NATSTOP_PROGRAM` takes the pictures of another build. */
const demo = await openDemo(process.env.NATSTOP_PROGRAM ?? 'dist/cli.mjs', columns, 28, say);
const { terminal } = demo;

const write = async (name: string, svg: string): Promise<void> => {
	await mkdir('docs', { recursive: true });
	await writeFile(join('docs', name), svg);
	say(`docs/${name}  ${Math.round(Buffer.byteLength(svg) / 1000)} kB`);
};

const save = async (name: string, title: string): Promise<void> => {
	await demo.settled();
	await write(name, terminalSvg(terminal, title));
};

/** Moves the cursor onto a server, a row at a time, as the rows may change places meanwhile. */
const select = async (name: string): Promise<void> => {
	for (let tries = 0; tries < 20; tries++) {
		const rows = demo.screen().match(/^[> ] \S demo-\d/gm) ?? [];
		const [from, to] = [
			rows.findIndex((row) => row.startsWith('>')),
			rows.findIndex((row) => row.endsWith(name)),
		];
		if (from === to) return;
		demo.type(from < to ? 'j' : 'k');
		await delay(500);
	}
	throw new Error(`the cursor does not reach ${name}`);
};

/** A server dies and starts again, in 15 seconds. */
const film = async (leaving: string): Promise<void> => {
	const recorded = new Film({ take: () => rowsOf(terminal), watch: demo.watch });
	await recorded.scene('Every server shows up by itself, and every event as it happens.', 3.2, () =>
		delay(0),
	);
	await recorded.scene(
		`${leaving} is killed: kill -9. It is marked down, and its clients move.`,
		3.6,
		async () => {
			await demo.kill(leaving);
			await demo.shows(new RegExp(`DOWN +${leaving}`));
			await delay(1500);
		},
	);
	await recorded.scene('Enter opens it: what was last heard of it, and when.', 3.2, () =>
		demo.press('\r', /Esc back/),
	);
	await recorded.scene(`Esc goes back. ${leaving} starts again, and keeps its row.`, 4.5, async () => {
		await demo.startAgain(leaving);
		await demo.press('\x1b', /^> ./m);
		await demo.shows(new RegExp(`RESTART +${leaving}`));
		await delay(1500);
	});
	const title = `natstop watches three servers: ${leaving} is killed, is marked down, is opened, and starts again`;
	const { frames, seconds } = recorded;
	await write('natstop.svg', movingSvg(frames, { title, seconds, columns, maxBytes }));
};

try {
	await demo.shows(/● demo-3/);
	say(`watching for ${warmUp / 1000}s…`);
	await delay(warmUp);
	// natstop's own server stays, so that the film is about another one.
	const home = /\((demo-\d)\)/.exec(demo.screen())?.[1];
	const leaving = home === 'demo-2' ? 'demo-3' : 'demo-2';
	await select(leaving);
	say(`${leaving} dies and starts again…`);
	await film(leaving);

	await demo.resizeTo(80, 24);
	await delay(8000);
	await save('natstop-80x24.svg', 'natstop in a terminal of 80 by 24, after a server started again');
	await demo.resizeTo(120, 40);
	await demo.press('\r', /Esc back/);
	await delay(5000);
	await save('natstop-server.svg', 'The screen of one server');

	say('a slow reader…');
	await demo.press('4', /4 Connections/);
	await demo.shows(/^> [!✗] svc-report/m);
	await delay(5000);
	await save('natstop-connections.svg', 'The connections of a system, a client that reads too slowly on top');

	await demo.press('6', /6 JetStream/);
	await demo.press('\t', /\[Streams/);
	await demo.shows(/^> [!✗] /m);
	await delay(5000);
	await save('natstop-streams.svg', 'The streams of a system, one that needs a look on top');
} finally {
	await demo.close();
}
process.exit();
