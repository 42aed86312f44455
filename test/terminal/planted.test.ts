// Trouble comes to whoever only looks: three servers of a large system get into it, and are on the first screenful.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FleetSimulator } from '../../source/demo/fleet/fleet-simulator.ts';
import { type PlantedTrouble, plantedServers } from '../../source/demo/fleet/planted.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { closeTerminals, start, type Terminal } from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
let cluster: OperatorTestCluster;
let fleet: FleetSimulator;
beforeAll(async () => {
	cluster = await startCluster({ size: 1, jetstream: false });
	const options = { servers: 300, clusters: 6, rate: 20, seed: 1, accidents: false };
	fleet = new FleetSimulator(await cluster.systemClient(), options);
	await fleet.start();
});
afterAll(async () => {
	fleet?.stop();
	await cluster?.stop();
});

const sizes = [
	{ columns: 200, rows: 60 },
	{ columns: 120, rows: 40 },
	{ columns: 80, rows: 24 },
	{ columns: 60, rows: 15 },
];

const named = ({ columns, rows }: (typeof sizes)[number]): string => `${columns}x${rows}`;

/** The sign of each before its row. */
const signs: Readonly<Record<PlantedTrouble, string>> = { hot: '✗', stale: '[○✗]', lagging: '!' };

/** Seconds until each is judged, at most: a figure by three rounds, silence by 15 s; and then one more round and two seconds. */
const limits: Readonly<Record<PlantedTrouble, number>> = { hot: 10, lagging: 10, stale: 19 };

/** The row of a server on the screen, with its sign. */
const rowOf = (trouble: PlantedTrouble, name: string): RegExp =>
	new RegExp(`^[> ] ${signs[trouble]} ${name} `, 'm');

const underCursor = (terminal: Terminal): string | undefined => /^> \S (\S+)/m.exec(terminal.screen())?.[1];

describe('in a system of 301 servers', () => {
	test('one that is stale, one that lags and one that is hot are on the first screenful without a key, and reached in two', async () => {
		const args = ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys];
		const terminals = sizes.map((size) => ({ size, terminal: start(args, size) }));
		await Promise.all(terminals.map(({ terminal }) => terminal.waitForText(/301 srv|301 of 301/)));
		const planted = [...plantedServers(fleet.plan)];
		expect(planted).toHaveLength(3);
		for (const [trouble, { name }] of planted)
			for (const { terminal } of terminals) expect(terminal.screen()).not.toMatch(rowOf(trouble, name));
		const at = performance.now();
		fleet.perform({ do: 'plant' });
		await Promise.all(
			terminals.flatMap(({ size, terminal }) =>
				planted.map(async ([trouble, { name }]) => {
					await terminal.waitForText(rowOf(trouble, name));
					const seconds = ((performance.now() - at) / 1000).toFixed(1);
					console.log(
						`${named(size)}: ${trouble} ${name} is on the screen after ${seconds} s of ${limits[trouble]}`,
					);
				}),
			),
		);
		for (const { terminal } of terminals) {
			expect(terminal.screen()).toMatch(/ 1–\d+ of 301 /);
			const names: (string | undefined)[] = planted.map(([, { name }]) => name);
			// One of them is under the cursor by itself; silence ends as critical, and then that one is first.
			await waitFor(() => names.includes(underCursor(terminal)), { what: 'the first problem' });
			const reached = new Set([underCursor(terminal)]);
			for (const key of ['u', 'u']) {
				const before = underCursor(terminal);
				terminal.send(key);
				await waitFor(() => underCursor(terminal) !== before, { what: 'the next problem' });
				reached.add(underCursor(terminal));
			}
			expect(reached).toEqual(new Set(names));
		}
	}, 300_000);
});
