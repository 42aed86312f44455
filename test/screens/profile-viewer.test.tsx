// The viewer of profiles through the real root: a capture, Enter, and what its views look like at every size.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { createTheme } from '../../source/theme.ts';
import { openViewer, summed } from '../../source/ui/profile/viewer-state.ts';
import { viewerRows } from '../../source/views/profile/viewer-rows.ts';
import { now } from '../fixtures/fleet.ts';
import { openApp, type Recording, sizes } from '../helpers/app-screen.tsx';
import { recorded, recordedPath, recordedText } from '../helpers/profiles.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();

/** The copy of a recorded profile under the name that natstop gives it. */
const saved = (kind: 'cpu' | 'heap' | 'mutex', name: string) => {
	const path = join(dir, `natstop-east-2-${kind}-${kind === 'cpu' ? '8s' : 'd0'}-20261128T111501Z.pprof`);
	copyFileSync(recordedPath(name), path);
	const request = { server: 'east-2', kind, level: 0 } as const;
	return { step: 'saved', path, bytes: 12_384, ms: 8000, mode: 0o600, ...request } as const;
};

/** The copy of a recorded text of goroutines. */
const savedText = () => {
	const path = join(dir, 'natstop-east-2-goroutine-d2-20260921T120454Z.txt');
	copyFileSync(recordedText('2.15.3-goroutine-d2'), path);
	const request = { server: 'east-2', kind: 'goroutine', level: 2 } as const;
	return { step: 'saved', path, bytes: 20_575, ms: 8, mode: 0o600, ...request } as const;
};

const open = async (
	size: Recording['size'],
	profile: ReturnType<typeof saved | typeof savedText> = saved('cpu', '2.15.3-cpu.before'),
) => {
	const screen = await openApp({ size, app: { capture: async () => profile } });
	await screen.press('P', 'enter', 'enter');
	await screen.goOn(now, profile.level === 2 ? '[Stacks]' : '[Top]');
	return screen;
};

const least = { columns: 60, rows: 15, ascii: false };

const cases = [...sizes, least].flatMap((size) => [
	{ view: 'top', keys: ['down', 'down', 'down', 'down'], ...size },
	{ view: 'tree', keys: [']', 'enter', 'down', 'enter'], ...size },
	{ view: 'flame', keys: [']', ']', 'down', 'down'], ...size },
	{ view: 'labels', keys: [']', ']', ']'], ...size },
]);

test.each(cases)(
	'the view $view of a cpu profile at $columns x $rows, ascii $ascii',
	async ({ view, keys, ...size }) => {
		const screen = await open(size);
		try {
			await screen.press(...keys);
			const { columns, rows, ascii } = size;
			const file = `profile-${view}-${columns}x${rows}${ascii ? '-ascii' : ''}.txt`;
			await expect(screen.text()).toMatchFileSnapshot(join(import.meta.dirname, file));
		} finally {
			screen.close();
		}
	},
);

test.each([...sizes, least])(
	'the stacks of goroutines with states and waits at $columns x $rows, ascii $ascii',
	async (size) => {
		const screen = await open(size, savedText());
		try {
			await screen.press('down');
			const { columns, rows, ascii } = size;
			const file = `profile-stacks-${columns}x${rows}${ascii ? '-ascii' : ''}.txt`;
			await expect(screen.text()).toMatchFileSnapshot(join(import.meta.dirname, file));
		} finally {
			screen.close();
		}
	},
);

test.each(sizes)(
	'functions of three servers side by side, those that have room at $columns x $rows, ascii $ascii',
	async ({ columns, rows, ascii }) => {
		const parts = ['2.15.3-heap', '2.15.3-heap.before', '2.10.27-heap', '2.15.3-heap'].map((name, index) => ({
			...{ profile: recorded(name), name: `east-${index + 1}`, kind: 'heap' },
		}));
		const lines = viewerRows(openViewer(summed(parts)), { columns, rows }, createTheme('mono', ascii));
		const file = `profile-servers-${columns}x${rows}${ascii ? '-ascii' : ''}.txt`;
		await expect(`${lines.map(stripVTControlCharacters).join('\n')}\n`).toMatchFileSnapshot(
			join(import.meta.dirname, file),
		);
	},
);

const [small] = sizes;

test('a label narrows the views, and q leaves the viewer for the screen it was opened on', async () => {
	const screen = await open(small);
	try {
		await screen.press(']', ']', ']', 'enter');
		expect(screen.text()).toContain('only account APP');
		await screen.press('q');
		expect(screen.text()).toContain('1 Servers');
	} finally {
		screen.close();
	}
});

test('an empty profile says why it is empty and what fills it', async () => {
	const screen = await open(small, saved('mutex', '2.15.3-mutex'));
	try {
		expect(screen.text()).toContain('nats-server never turns the sampling of mutexes on');
	} finally {
		screen.close();
	}
});

test('a profile of few samples says that its parts are chance', async () => {
	const screen = await open(small, saved('heap', '2.10.27-heap.before'));
	try {
		expect(screen.text()).toMatch(/Only \d+ samples: below 100 the parts are chance/);
	} finally {
		screen.close();
	}
});
