// Any screen as a command: what `natstop servers` does, a screen that is made up does too.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCommand } from '../../source/commands/list.ts';
import type { Flags } from '../../source/config/flags.ts';
import { everyList } from '../../source/screens/every-list.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { planets } from '../helpers/planets.ts';
import { teamScreens } from '../helpers/team-screens.ts';

let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ size: 1, jetstream: false });
});
afterAll(() => cluster.stop());

const print = async (flags: Flags = {}) => {
	const output = captureOutput();
	const config = configOf({ server: cluster.urls.join(','), creds: cluster.creds.sys, ...flags }, planets.id);
	const code = await listCommand(planets, config, flags, output);
	return { code, text: output.text(), complaints: output.complaints };
};

describe('the command of a screen', () => {
	test('prints its table by the first column; what is unknown is a dash, and no state where rows have none', async () => {
		expect(await print({ ascii: true })).toEqual({
			code: 0,
			complaints: [],
			text: [
				'+--------+-------+',
				'| PLANET | MOONS |',
				'+--------+-------+',
				'| Mars   |     2 |',
				'| Venus  |     0 |',
				'| X      |     - |',
				'+--------+-------+',
			].join('\n'),
		});
	});

	test('prints its JSON, filtered and sorted by its own columns', async () => {
		const { text } = await print({ json: true, sort: 'moons', filter: '!X' });
		expect(JSON.parse(text)).toEqual([
			{ name: 'Mars', moons: 2 },
			{ name: 'Venus', moons: 0 },
		]);
		expect((await print({ filter: 'pluto' })).text).toBe('no planet matches the filter');
	});

	test('refuses what it does not have as usage, with the names that it has', async () => {
		expect(await print({ sort: 'cpu' })).toEqual({
			code: 2,
			text: '',
			complaints: ['--sort: no column "cpu"; there are planet, moons'],
		});
		expect((await print({ filter: 'cpu>1' })).complaints).toEqual([
			'--filter: unknown field "cpu"; fields are planet moons',
		]);
	});
});

test('a list that stands only in a tab of an object is asked for the object that is named', async () => {
	const members = everyList(teamScreens).find(({ id }) => id === 'members');
	const output = captureOutput();
	const config = configOf({ server: cluster.urls.join(','), creds: cluster.creds.sys });
	expect(await listCommand(members ?? planets, config, { json: true }, output, 'east')).toBe(0);
	expect(JSON.parse(output.text())).toEqual([{ name: 'east-ann', size: 0 }]);
});
