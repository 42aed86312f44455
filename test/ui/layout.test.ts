// Where panes go at every size.

import { describe, expect, test } from 'vitest';
import { type LayoutOptions, layout, type MainLayout, type Rect } from '../../source/ui/layout.ts';

const wish = (over: Partial<LayoutOptions> = {}): LayoutOptions => ({
	servers: 8,
	detail: true,
	focus: 'servers',
	zoom: false,
	...over,
});

const panes = ['header', 'servers', 'divider', 'detail', 'events', 'footer'] as const;

const covers = (rect: Rect | undefined, x: number, y: number): boolean =>
	rect !== undefined && x >= rect.x && x < rect.x + rect.columns && y >= rect.y && y < rect.y + rect.rows;

/** The arrangement as text: runs of equal rows, each with its panes from left to right and their widths. */
const draw = (columns: number, rows: number, arrangement: MainLayout | undefined): string => {
	if (!arrangement) return 'too small';
	const lines: { text: string; rows: number }[] = [];
	for (let y = 0; y < rows; y++) {
		const runs: { name: string; width: number }[] = [];
		for (let x = 0; x < columns; x++) {
			const here = panes.filter((pane) => covers(arrangement[pane], x, y)).join('+') || 'nothing';
			const last = runs.at(-1);
			if (last?.name === here) last.width++;
			else runs.push({ name: here, width: 1 });
		}
		const text = runs.map((run) => `${run.name} ${run.width}`).join(' | ');
		const last = lines.at(-1);
		if (last?.text === text) last.rows++;
		else lines.push({ text, rows: 1 });
	}
	return lines.map((line) => `${String(line.rows).padStart(2)}  ${line.text}`).join('\n');
};

const arrange = (columns: number, rows: number, over: Partial<LayoutOptions> = {}): string =>
	draw(columns, rows, layout(columns, rows, wish(over)));

describe('the arrangement of the main screen', () => {
	test('at 80x24 servers, four rows of detail and events stand under each other', () => {
		expect(arrange(80, 24)).toBe(
			[' 1  header 80', '10  servers 80', ' 5  detail 80', ' 7  events 80', ' 1  footer 80'].join('\n'),
		);
	});

	test('at 120x40 the header has two rows and the detail seven', () => {
		expect(arrange(120, 40)).toBe(
			[' 2  header 120', '10  servers 120', ' 8  detail 120', '19  events 120', ' 1  footer 120'].join('\n'),
		);
	});

	test('at 200x60 the detail stands on the right at full height', () => {
		expect(arrange(200, 60)).toBe(
			[
				' 2  header 200',
				'10  servers 128 | divider 1 | detail 71',
				'47  events 128 | divider 1 | detail 71',
				' 1  footer 200',
			].join('\n'),
		);
	});

	test('under 20 rows the detail is dropped', () => {
		expect(arrange(60, 15)).toBe(
			[' 1  header 60', ' 9  servers 60', ' 4  events 60', ' 1  footer 60'].join('\n'),
		);
		expect(arrange(200, 18)).not.toContain('detail');
	});

	test('under 60x15 there is nothing to arrange', () => {
		expect(arrange(59, 24)).toBe('too small');
		expect(arrange(80, 14)).toBe('too small');
	});

	test('on a short screen the detail gives way before the servers scroll', () => {
		expect(arrange(100, 24)).toBe(
			[' 2  header 100', '10  servers 100', ' 5  detail 100', ' 6  events 100', ' 1  footer 100'].join('\n'),
		);
	});

	test('many servers leave the events four rows at 80x24, and more than half of a tall screen', () => {
		expect(arrange(80, 24, { servers: 23 })).toContain('12  servers 80\n 5  detail 80\n 5  events 80');
		expect(arrange(120, 40, { servers: 60 })).toContain('18  servers 120\n 8  detail 120\n11  events 120');
	});

	test('no server yet still leaves room to say so', () => {
		expect(arrange(80, 24, { servers: 0 })).toContain(' 3  servers 80');
	});

	test('zoom gives the focused pane the whole body', () => {
		expect(arrange(200, 60, { zoom: true, focus: 'events' })).toBe(
			[' 2  header 200', '57  events 200', ' 1  footer 200'].join('\n'),
		);
	});

	test('every cell belongs to exactly one pane at any size', () => {
		for (const columns of [60, 79, 80, 99, 100, 159, 160, 161, 200, 333]) {
			for (const rows of [15, 19, 20, 24, 29, 30, 40, 60, 100]) {
				for (const servers of [0, 1, 8, 23, 400]) {
					const drawn = arrange(columns, rows, { servers });
					expect(drawn, `${columns}x${rows} with ${servers} servers`).not.toMatch(/nothing|\+/);
				}
			}
		}
	});
});
