// The screen of one server at the sizes we promise.

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ServerTab } from '../../source/ui-state.ts';
import { lastServerScroll, ServerScreen, serverScreenRows } from '../../source/views/server-screen.tsx';
import { serverProps } from '../helpers/main-shell.tsx';
import { expectScreen, Shell, sizes } from '../helpers/screen-file.tsx';

const design = sizes[0];

for (const size of sizes) {
	describe(`the server screen at ${size.columns}x${size.rows}${size.ascii ? ' in ASCII' : ''}`, () => {
		test('shows everything a statsz carries', () =>
			expectScreen('server', size, (theme) => (
				<Shell
					size={size}
					theme={theme}
					context="server"
					body={(rows) => <ServerScreen {...serverProps('east-1', size, { theme, rows })} />}
				/>
			)));
	});
}

for (const tab of ['routes', 'gateways', 'jetstream'] satisfies ServerTab[]) {
	test(`the tab ${tab} stands alone at 80 columns`, () =>
		expectScreen(`server-${tab}`, design, (theme) => (
			<Shell
				size={design}
				theme={theme}
				context="server"
				body={(rows) => <ServerScreen {...serverProps('east-1', design, { theme, rows, tab })} />}
			/>
		)));
}

test('a server without JetStream, routes and gateways says so', () =>
	expectScreen('server-edge', sizes[1], (theme) => (
		<Shell
			size={sizes[1]}
			theme={theme}
			context="server"
			body={(rows) => <ServerScreen {...serverProps('edge-nyc-1', sizes[1], { theme, rows })} />}
		/>
	)));

test('the raw statsz takes the place of everything else', () =>
	expectScreen('server-raw', design, (theme) => {
		const rawLines = ['{', `  "start": "2026-08-11T10:02:00Z",`, `  "tags": "${'x'.repeat(100)}"`, '}'];
		return (
			<Shell
				size={design}
				theme={theme}
				context="server"
				body={(rows) => <ServerScreen {...serverProps('east-1', design, { theme, rows, rawLines })} />}
			/>
		);
	}));

test('a name too long for the title leaves room for the state', () => {
	const long = 'b1-with-an-extremely-long-server-name-in-eu-west-3-availability-zone-c-0042';
	for (const size of sizes) {
		const props = serverProps('east-1', size);
		const info = { ...props.row.info, name: long };
		const [title] = serverScreenRows({ ...props, row: { ...props.row, info } });
		expect(stripVTControlCharacters(title ?? '')).toMatch(/0042 {3}[●+] ok .*1s ago/);
	}
});

test('a memory limit is unknown where the server is too old to tell it', () => {
	const props = serverProps('edge-nyc-1', sizes[1]);
	const rows = (maxProcs?: number) =>
		serverScreenRows({ ...props, row: { ...props.row, statsz: { ...props.row.statsz, maxProcs } } }).join('');
	expect(rows(2)).toContain('gomaxprocs 2   no mem limit');
	expect(rows()).toContain('gomaxprocs –   mem limit –');
});

test('scrolling ends where the last row is in view', () => {
	const props = serverProps('east-1', design);
	const last = lastServerScroll(props);
	expect(last).toBeGreaterThan(0);
	const atEnd = serverScreenRows({ ...props, scroll: last });
	expect(serverScreenRows({ ...props, scroll: last + 5 })).toEqual(atEnd);
	expect(serverScreenRows({ ...props, scroll: last - 1 })).not.toEqual(atEnd);
});
