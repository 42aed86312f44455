// The view of a table stays where it is: at the top until a row is chosen, then where that row is in sight.

import { afterEach, describe, expect, test } from 'vitest';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import { fleetSnapshot } from '../fixtures/fleet.ts';
import { type AppScreen, openApp } from '../helpers/app-screen.tsx';

const sizes = [
	{ columns: 80, rows: 24 },
	{ columns: 120, rows: 40 },
	{ columns: 200, rows: 60 },
	{ columns: 60, rows: 15 },
];

const count = 303;

/** As many servers, whose order by CPU turns by so many places: who was first is further down. */
const turned = (by: number): FleetSnapshot => {
	const fleet = fleetSnapshot();
	const [model] = fleet.rows;
	if (model === undefined) throw new Error('no server');
	const rows = Array.from({ length: count }, (_, index) => {
		const name = `us-east-1-n${String(index + 1).padStart(3, '0')}`;
		const cpu = (count - ((index + by) % count)) / 10;
		return { ...model, key: name, info: { ...model.info, id: name, name }, statsz: { ...model.statsz, cpu } };
	});
	return { ...fleet, rows };
};

let screen: AppScreen | undefined;
afterEach(() => screen?.close());

/** The names in view, in order, and the one under the cursor. */
const inView = (text: string): { names: string[]; cursor?: string } => {
	const found = [...text.matchAll(/^([> ]) \S \S*(n\d\d\d)/gmu)];
	return { names: found.map(([, , name = '']) => name), cursor: found.find(([, mark]) => mark === '>')?.[2] };
};

const nameAt = (rank: number, by: number): string =>
	`n${String(((rank - by + count) % count) + 1).padStart(3, '0')}`;

for (const size of sizes) {
	describe(`at ${size.columns}x${size.rows}`, () => {
		test('without a key the view stays at the top and the first row is under the cursor, whoever it is', async () => {
			screen = await openApp({ size, fleet: turned(0) });
			for (const by of [0, 1, 7, 40, 64]) {
				await screen.publish(turned(by));
				const { names, cursor } = inView(screen.text());
				expect(names[0]).toBe(nameAt(0, by));
				expect(cursor).toBe(nameAt(0, by));
				expect(screen.text()).not.toContain('following us-');
				expect(screen.text()).toMatch(/ 1–\d+ of 303 /);
			}
		});

		test('a row that was chosen is followed, the title says so, and the view moves only to keep it in sight', async () => {
			const chosen = nameAt(1, 0);
			screen = await openApp({ size, fleet: turned(0) });
			await screen.press('j');
			const page = inView(screen.text()).names.length;
			expect(screen.text()).toMatch(/following us-east-1-n002 /);
			await screen.publish(turned(1));
			expect(inView(screen.text())).toMatchObject({ cursor: chosen });
			expect(inView(screen.text()).names[0]).toBe(nameAt(0, 1));
			await screen.publish(turned(page + 4));
			expect(inView(screen.text()).cursor).toBe(chosen);
			expect(inView(screen.text()).names.at(-1)).toBe(chosen);
			await screen.press('g');
			expect(inView(screen.text()).names[0]).toBe(nameAt(0, page + 4));
		});

		test('a list that was left for one of its rows comes back as it was', async () => {
			screen = await openApp({ size, fleet: turned(0) });
			await screen.press('G', 'k', 'k');
			const before = inView(screen.text());
			await screen.press('enter');
			expect(inView(screen.text())).not.toEqual(before);
			await screen.press('q');
			expect(inView(screen.text())).toEqual(before);
		});
	});
}
