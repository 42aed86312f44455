// The moving picture: rows with a lifetime, the first of them without motion, and a bound on its weight.

import { describe, expect, test } from 'vitest';
import { Film } from '../../scripts/film.ts';
import { type Frame, movingSvg, thinned } from '../../scripts/moving-svg.ts';
import { waitFor } from '../helpers/wait-for.ts';

const options = { title: 'One & all', seconds: 4, columns: 20, maxBytes: 10_000 };

const frame = (at: number, ...rows: string[]): Frame => ({ at, rows, caption: 'a scene' });

/** The keyframes of the row that holds `text`; undefined where it is always there. */
const lifetimeOf = (svg: string, text: string): string | undefined => {
	const name = new RegExp(`<g class="(t\\d+)[^"]*">${text}`).exec(svg)?.[1];
	return name === undefined ? undefined : new RegExp(`@keyframes ${name}{(.*)}\\.${name}{`).exec(svg)?.[1];
};

describe('the moving picture', () => {
	const frames = [frame(0, 'head', 'one'), frame(1, 'head', 'two'), frame(2, 'head', 'one')];
	const svg = movingSvg(frames, options);

	test('draws a row that does not change once, and without motion', () => {
		expect(svg.match(/head/g)).toHaveLength(1);
		expect(lifetimeOf(svg, 'head')).toBeUndefined();
	});

	test('shows a row for its lifetime and hides it before and after', () => {
		expect(lifetimeOf(svg, 'two')).toBe('0%{visibility:hidden}25%{visibility:visible}50%{visibility:hidden}');
	});

	test('draws a row that comes again once, with both lifetimes', () => {
		expect(svg.match(/one/g)).toHaveLength(1);
		expect(lifetimeOf(svg, 'one')).toBe(
			'0%{visibility:visible}25%{visibility:hidden}50%{visibility:visible}',
		);
	});

	test('shows its first frame, and no other, where nothing moves', () => {
		const [beforeMedia = '', rest = ''] = svg.split('@media (prefers-reduced-motion:no-preference)');
		expect(beforeMedia).not.toContain('animation');
		expect(beforeMedia).toContain('.l{visibility:hidden}');
		expect(rest).toMatch(/<g class="t\d+">one/);
		expect(rest).toMatch(/<g class="t\d+ l">two/);
	});

	test('says what it shows to those who do not see it', () => {
		expect(svg).toContain('role="img"');
		expect(svg).toContain('<title>One &amp; all</title>');
	});

	test('leaves out frames that stay for a moment until it weighs no more than it may', () => {
		const many = Array.from({ length: 400 }, (_, index) => frame(index / 100, `row ${index} `.repeat(5)));
		const light = movingSvg(many, { ...options, maxBytes: 4000 });
		expect(Buffer.byteLength(light)).toBeLessThanOrEqual(4000);
		expect(light).toContain('row 0 ');
		expect(light).toContain('row 399 ');
		expect(() => movingSvg(many, { ...options, maxBytes: 500 })).toThrow('weighs more than 500 bytes');
	});

	test('keeps the first and the last frame of each scene', () => {
		const scenes = [frame(0, 'a'), frame(0.1, 'b'), frame(0.2, 'c'), { ...frame(0.3, 'd'), caption: 'next' }];
		expect(thinned(scenes, 1).map(({ rows }) => rows[0])).toEqual(['a', 'c', 'd']);
	});
});

describe('a film', () => {
	test('is as long as it was planned, also where a scene takes longer', async () => {
		const shown: string[] = [];
		let screen = 'before';
		let drawn = (): void => {};
		const film = new Film({
			take: () => {
				shown.push(screen);
				return [screen];
			},
			watch: (callback) => {
				drawn = callback;
			},
		});
		await film.scene('calm', 0.05, async () => {});
		const start = performance.now();
		await film.scene('busy', 0.05, async () => {
			await waitFor(() => performance.now() - start > 200, { what: 'more time than planned' });
			screen = 'after';
			drawn();
			await waitFor(() => shown.includes('after'), { what: 'its picture' });
		});
		expect(film.seconds).toBeCloseTo(0.1);
		expect(film.frames.map(({ rows, caption }) => `${caption}: ${rows}`)).toEqual([
			'calm: before',
			'busy: before',
			'busy: after',
		]);
		expect(film.frames[1]?.at).toBeCloseTo(0.05);
		expect(film.frames[2]?.at).toBeGreaterThan(0.05);
		expect(film.frames[2]?.at).toBeLessThan(0.1);
	});
});
