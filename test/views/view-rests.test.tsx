// A minute without a key: the servers of a large system go up and down round after round, and the view stays where it was.

import { afterEach, describe, expect, test } from 'vitest';
import { FleetAnswers } from '../../source/demo/fleet/fleet-answers.ts';
import { planFleet } from '../../source/demo/fleet/fleet-plan.ts';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import { Roster } from '../../source/model/roster.ts';
import { readHeartbeat } from '../../source/nats/statsz.ts';
import { now } from '../fixtures/fleet.ts';
import { type AppScreen, openApp } from '../helpers/app-screen.tsx';

const sizes = [
	{ columns: 80, rows: 24 },
	{ columns: 60, rows: 15 },
];

const interval = 2000;

/** A minute and a bit. */
const rounds = 33;

/** What natstop knows after each round of a system whose loads all change. */
const minute = (): FleetSnapshot[] => {
	const options = { servers: 303, clusters: 6, rate: 0, seed: 7, accidents: false };
	const plan = planFleet(options, now);
	const answers = plan.servers.map((server) => new FleetAnswers(server, plan));
	const roster = new Roster(interval);
	return Array.from({ length: rounds }, (_, round) => {
		const at = now - (rounds - 1 - round) * interval;
		roster.beginRound(at);
		for (const answer of answers) {
			const sample = readHeartbeat(Buffer.from(answer.statsz(at, plan.servers.length)), at);
			if (sample) roster.heard(sample);
		}
		roster.endRound(at);
		roster.tick(at);
		return roster.snapshot(at);
	});
};

const fleets = minute();

let screen: AppScreen | undefined;
afterEach(() => screen?.close());

const open = async (size: (typeof sizes)[number]): Promise<AppScreen> => {
	const [first] = fleets;
	screen = await openApp({ size, fleet: first, config: { screens: {} } });
	return screen;
};

/** What the title says of the view, the names in it, and which of them is under the cursor. */
const inView = (text: string) => {
	const rows = [...text.matchAll(/^([> ]) \S (\S+-n\d+)/gmu)];
	return {
		from: Number(/ (\d+)–\d+ of 303 /.exec(text)?.[1]),
		names: rows.map(([, , name = '']) => name),
		cursor: rows.findIndex(([, mark]) => mark === '>'),
		chosen: rows.find(([, mark]) => mark === '>')?.[2],
	};
};

for (const size of sizes) {
	describe(`a minute without a key at ${size.columns}x${size.rows}`, () => {
		test('leaves the view at the top, while who is there changes', async () => {
			const { text, publish } = await open(size);
			const seen = new Set<string | undefined>();
			for (const fleet of fleets) {
				await publish(fleet);
				const { from, cursor, chosen, names } = inView(text());
				expect({ from, cursor }).toEqual({ from: 1, cursor: 0 });
				expect(names.length).toBeGreaterThan(4);
				expect(text()).not.toMatch(/following \S+-n\d/);
				seen.add(chosen);
			}
			// Else nothing would have tried to move it.
			expect(seen.size).toBeGreaterThan(1);
		});

		test('with a row chosen moves it only as far as keeps that row in sight', async () => {
			const { text, publish, press } = await open(size);
			// Behind those that something is wrong with, where the load alone decides.
			await press(...Array.from({ length: 28 }, () => 'j'));
			const { chosen = '' } = inView(text());
			let before = inView(text());
			let moves = 0;
			for (const fleet of fleets) {
				await publish(fleet);
				const after = inView(text());
				expect(after.chosen).toBe(chosen);
				expect(text()).toContain(`following ${chosen}`);
				if (after.from !== before.from) {
					moves++;
					// It stands at the edge that it went over, and no further in.
					const edge = after.from > before.from ? after.names.length - 1 : 0;
					expect(after.cursor).toBe(edge);
				}
				before = after;
			}
			expect(moves).toBeGreaterThan(0);
			await press('g');
			expect(inView(text()).from).toBe(1);
		});
	});
}
