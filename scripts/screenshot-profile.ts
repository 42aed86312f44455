// Takes the pictures of the viewer of profiles, of a recorded profile; `npm run screenshot` does so with the others.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { readNamed } from '../source/app/viewer-effects.ts';
import { createTheme } from '../source/theme.ts';
import { pressViewer } from '../source/ui/profile/viewer-keys.ts';
import { openViewer } from '../source/ui/profile/viewer-state.ts';
import { viewerRows } from '../source/views/profile/viewer-rows.ts';
import { terminalSvg } from './terminal-svg.ts';

const recorded = join(import.meta.dirname, '../test/fixtures/profiles/2.15.3-cpu.before.pprof');
const size = { columns: 110, rows: 26 };

const read = await readNamed(recorded);
if (typeof read === 'string') throw new Error(read);

const pictures = [
	{
		name: 'natstop-profile-top',
		keys: ['down', 'down', 'down', 'down'],
		title: 'functions, with callers and calls',
	},
	{ name: 'natstop-profile-flame', keys: [']', ']', 'down', 'down'], title: 'a flame graph' },
	{ name: 'natstop-profile-labels', keys: [']', ']', ']'], title: 'how much is of which account and stream' },
];

for (const { name, keys, title } of pictures) {
	let state = openViewer({ ...read, name: 'east-1', kind: 'cpu' });
	for (const key of keys) state = pressViewer(state, key, size).state;
	const terminal = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
	const text = viewerRows(state, size, createTheme('default', false)).join('\r\n');
	await new Promise<void>((done) => terminal.write(text, done));
	const svg = terminalSvg(terminal, `natstop shows a cpu profile: ${title}`);
	await writeFile(join('docs', `${name}.svg`), svg);
	console.error(`docs/${name}.svg  ${Math.round(Buffer.byteLength(svg) / 1000)} kB`);
}
