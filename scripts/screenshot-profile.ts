// Takes the pictures of the viewer of profiles, of recorded profiles; `npm run screenshot` does so with the others.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { readNamed } from '../source/app/viewer-effects.ts';
import { createTheme } from '../source/theme.ts';
import { pressViewer } from '../source/ui/profile/viewer-keys.ts';
import { openViewer, type ReadProfile, summed } from '../source/ui/profile/viewer-state.ts';
import { viewerRows } from '../source/views/profile/viewer-rows.ts';
import { terminalSvg } from './terminal-svg.ts';

const folder = join(import.meta.dirname, '../test/fixtures/profiles');
const size = { columns: 110, rows: 26 };

const read = async (file: string, name: string, kind: string): Promise<ReadProfile> => {
	const one = await readNamed(join(folder, file));
	if (typeof one === 'string') throw new Error(one);
	return { ...one, name, kind };
};

const cpu = openViewer(await read('2.15.3-cpu.before.pprof', 'east-1', 'cpu'));
const goroutines = openViewer(await read('2.15.3-goroutine-d2.txt.gz', 'east-1', 'goroutine'));
const servers = await Promise.all(
	['2.15.3-heap.pprof', '2.15.3-heap.before.pprof', '2.10.27-heap.pprof'].map((file, index) =>
		read(file, `east-${index + 1}`, 'heap'),
	),
);

const pictures = [
	{
		...{ name: 'natstop-profile-top', state: cpu, keys: ['down', 'down', 'down', 'down'] },
		title: 'a cpu profile: functions, with callers and calls',
	},
	{
		...{ name: 'natstop-profile-flame', state: cpu, keys: [']', ']', 'down', 'down'] },
		title: 'a cpu profile: a flame graph',
	},
	{
		...{ name: 'natstop-profile-labels', state: cpu, keys: [']', ']', ']'] },
		title: 'a cpu profile: how much is of which account and stream',
	},
	{
		...{ name: 'natstop-profile-stacks', state: goroutines, keys: ['down'] },
		title: 'goroutines by their stacks, with states and waits',
	},
	{
		...{ name: 'natstop-profile-servers', state: openViewer(summed(servers)), keys: ['down'] },
		title: 'a heap profile: the functions of three servers side by side',
	},
];

for (const { name, state: opened, keys, title } of pictures) {
	let state = opened;
	for (const key of keys) state = pressViewer(state, key, size).state;
	const terminal = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
	const text = viewerRows(state, size, createTheme('default', false)).join('\r\n');
	await new Promise<void>((done) => terminal.write(text, done));
	const svg = terminalSvg(terminal, `natstop shows ${title}`);
	await writeFile(join('docs', `${name}.svg`), svg);
	console.error(`docs/${name}.svg  ${Math.round(Buffer.byteLength(svg) / 1000)} kB`);
}
