// Which servers belong to the system that was watched.

import { describe, expect, test } from 'vitest';
import { kinship } from '../../source/model/kinship.ts';

const now = Date.UTC(2026, 0, 1);
const hour = 3_600_000;
const known = [
	{ id: 'NA', name: 'n1', cluster: 'east', heardAt: now - 1000 },
	{ id: 'NB', name: 'n2', cluster: 'east', heardAt: now - 1000 },
];

describe('a system after a reconnect', () => {
	test('is the same as soon as one server of it answers', () => {
		const met = [
			{ id: 'NX', name: 'n9', cluster: 'east', start: now - hour },
			{ id: 'NB', name: 'n2', cluster: 'east', start: now - hour },
		];
		expect(kinship(known, met)).toBe('same');
	});

	test('is another one when it has nothing in common with what was known', () => {
		expect(kinship(known, [{ id: 'NX', name: 'other', start: now - hour }])).toBe('other');
		expect(kinship(known, [{ id: 'NX', name: 'n1', cluster: 'west', start: now }])).toBe('other');
	});

	test('is the same after all of it was restarted, by its names', () => {
		const met = [
			{ id: 'NX', name: 'n1', cluster: 'east', start: now },
			{ id: 'NY', name: 'n2', cluster: 'east', start: now },
		];
		expect(kinship(known, met)).toBe('same');
	});

	test('is another one when its servers are called alike but ran beside ours', () => {
		expect(kinship(known, [{ id: 'NX', name: 'n1', cluster: 'east', start: now - hour }])).toBe('other');
	});

	test('is nothing that can be told where nobody answers or nobody was known', () => {
		expect(kinship(known, [])).toBe('unknown');
		expect(kinship([], [{ id: 'NX', name: 'n1' }])).toBe('unknown');
	});
});
