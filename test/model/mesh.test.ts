// Who belongs together and who does not see whom, by the routes that servers tell of.

import { beforeEach, describe, expect, test } from 'vitest';
import { Roster } from '../../source/model/roster.ts';
import { began, type SampleOptions, sample } from '../helpers/samples.ts';

const none = { msgs: 0, bytes: 0 };

let roster: Roster;
let time: number;
beforeEach(() => {
	roster = new Roster(2000);
	time = 0;
});

/** A server of the cluster `edge`, with routes to these. */
const node = (name: string, ...peers: string[]): SampleOptions => ({
	id: `N-${name}`,
	name,
	cluster: 'edge',
	statsz: { routes: peers.map((peer) => ({ name: peer, sent: none, received: none, pending: 0 })) },
});

/** One round; gives what is told after it. */
const round = (...nodes: SampleOptions[]): string[] => {
	time += 2000;
	roster.beginRound(began + time);
	for (const options of nodes) roster.heard(sample({ ...options, at: time, rtt: 1 }));
	roster.endRound(began + time);
	return roster
		.tick(began + time + 100)
		.filter(({ kind }) => kind === 'ROUTE')
		.map(({ server, text }) => `${server?.name}: ${text}`);
};

describe('two sites with one cluster name', () => {
	const sites = [node('a-0', 'a-1'), node('a-1', 'a-0'), node('b-0', 'b-1'), node('b-1', 'b-0')];

	test('miss no routes to each other', () => {
		for (let i = 0; i < 4; i++) expect(round(...sites)).toEqual([]);
		const meshes = roster.snapshot(began + time).rows.map(({ mesh }) => mesh);
		expect(meshes).toEqual(['N-a-0', 'N-a-0', 'N-b-0', 'N-b-0']);
	});

	test('still lose routes of their own', () => {
		round(...sites);
		const cut = [node('a-0'), node('a-1'), ...sites.slice(2)];
		round(...cut);
		expect(round(...cut)).toEqual(['a-0: no route to a-1', 'a-1: no route to a-0']);
		expect(round(...sites)).toEqual(['a-0: route to a-1 is back', 'a-1: route to a-0 is back']);
	});

	test('and one set of server names miss no routes either, though one site is larger', () => {
		const other = (name: string, ...peers: string[]) => ({ ...node(name, ...peers), id: `M-${name}` });
		const twins = [
			node('n-0', 'n-1', 'n-2'),
			node('n-1', 'n-0', 'n-2'),
			node('n-2', 'n-0', 'n-1'),
			other('n-0', 'n-1'),
			other('n-1', 'n-0'),
		];
		for (let i = 0; i < 4; i++) expect(round(...twins)).toEqual([]);
	});
});

describe('a route', () => {
	const full = [node('n1', 'n2', 'n3'), node('n2', 'n1', 'n3'), node('n3', 'n1', 'n2')];
	const cut = [node('n1', 'n3'), node('n2', 'n3'), node('n3', 'n1', 'n2')];

	test('that was never there is missing where a third server has one to both', () => {
		round(...cut);
		expect(round(...cut)).toEqual(['n1: no route to n2', 'n2: no route to n1']);
	});

	test('is told as back even when its other end answers a round later', () => {
		round(...full);
		round(...cut);
		round(...cut);
		const [n1, n2, n3] = full as [SampleOptions, SampleOptions, SampleOptions];
		expect(round(n1, n3)).toEqual(['n1: route to n2 is back']);
		expect(round(n1, n2, n3)).toEqual(['n2: route to n1 is back']);
	});

	test('is not back because its other end went away, and is when that has come again', () => {
		round(...full);
		round(...cut);
		round(...cut);
		const left = [node('n1', 'n3'), node('n3', 'n1')];
		for (let i = 0; i < 3; i++) expect(round(...left)).toEqual([]);
		expect(round(...full)).toEqual(['n1: route to n2 is back', 'n2: route to n1 is back']);
	});
});
