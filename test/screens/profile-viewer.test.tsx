// The viewer of profiles through the real root: a capture, Enter, and what its views look like at every size.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { now } from '../fixtures/fleet.ts';
import { openApp, type Recording, sizes } from '../helpers/app-screen.tsx';
import { recordedPath } from '../helpers/profiles.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();

/** The copy of a recorded profile under the name that natstop gives it. */
const saved = (kind: 'cpu' | 'heap' | 'mutex', name: string) => {
	const path = join(dir, `natstop-east-2-${kind}-${kind === 'cpu' ? '8s' : 'd0'}-20261128T111501Z.pprof`);
	copyFileSync(recordedPath(name), path);
	const request = { server: 'east-2', kind, level: 0 } as const;
	return { step: 'saved', path, bytes: 12_384, ms: 8000, mode: 0o600, ...request } as const;
};

const open = async (size: Recording['size'], profile = saved('cpu', '2.15.3-cpu.before')) => {
	const screen = await openApp({ size, app: { capture: async () => profile } });
	await screen.press('P', 'enter', 'enter');
	await screen.goOn(now, '[Top]');
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
