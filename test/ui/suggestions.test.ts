// What the `:` line could become while it is typed, and what Tab makes of it.

import { describe, expect, test } from 'vitest';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { completeLine, type Known, suggestions, unknownText } from '../../source/ui/suggestions.ts';

const named = (names: readonly string[]): Known => ({
	servers: names.map((name) => ({ name, about: 'east' })),
	columns: [
		{ id: 'cpu', about: 'CPU' },
		{ id: 'conns', about: 'client connections' },
		{ id: 'mem', about: 'memory' },
	],
	screens,
});

const known = named(['east-1', 'east-2', 'west-1']);
const fleet = named([
	...['us-east-1', 'eu-west-1'].flatMap((site) =>
		Array.from({ length: 150 }, (_, at) => `${site}-n${at + 1}`),
	),
	'hub',
	'n3',
]);

const words = (line: string, names = known): string[] => suggestions(line, names).map(({ word }) => word);

describe('suggestions', () => {
	test('of an empty line are all commands, each with what it does', () => {
		const all = suggestions('', known);
		expect(all.length).toBeGreaterThan(10);
		for (const { about } of all) expect(about).not.toBe('');
	});

	test.each([
		['re', ['reload', 'refresh', 'reset', 'jetstream', 'streams']],
		['load', ['reload']],
		['relod', ['reload']],
		['reload ', ['east-1', 'east-2', 'west-1']],
		['open st-1', ['east-1', 'west-1']],
		['rel est-2', ['east-2', 'west-1']],
		['sort co', ['conns']],
		['sort mem ', ['asc', 'desc']],
		['theme m', ['mono']],
		['profile east-1 he', ['heap']],
		['open east-1 x', []],
		['connections w', ['west-1']],
		['events ', []],
		['xyzzyplugh', []],
	])('of %j are %j', (line, expected) => {
		expect(words(line).toSorted()).toEqual(expected.toSorted());
	});

	test('among three hundred servers that begin alike begin with those that end as was typed', () => {
		expect(words('open n31', fleet).slice(0, 2)).toEqual(['us-east-1-n31', 'eu-west-1-n31']);
		expect(words('open n31x', fleet)[0]).toBe('us-east-1-n31');
	});

	test('are the lines that they complete', () => {
		expect(suggestions('open ea', known).map(({ line }) => line)).toEqual(['open east-1 ', 'open east-2 ']);
	});
});

describe('completion', () => {
	test.each([
		['rel', 'reload '],
		['re', 're'],
		['reload e', 'reload east-'],
		['reload w', 'reload west-1 '],
		['reload x', 'reload x'],
		['profile heap', 'profile heap '],
		['profile east-1 thr', 'profile east-1 threadcreate '],
		['sort mem d', 'sort mem desc '],
		['theme mo', 'theme mono '],
		['filter cp', 'filter cp'],
		['open est-2', 'open east-2 '],
	])('of %j is %j', (line, expected) => {
		expect(completeLine(line, known)).toBe(expected);
	});

	test('of nothing known is the line itself', () => {
		expect(completeLine('', named([]))).toBe('');
		expect(completeLine('open ', named([]))).toBe('open ');
	});
});

test('a wrong word says the nearest of its own kind, not the shortest there is', () => {
	const names = fleet.servers.map(({ name }) => name);
	expect(unknownText('server', 'n31x', names)).toBe('no server "n31x": us-east-1-n31?');
	expect(unknownText('server', 'n31x', [])).toBe('no server "n31x"');
});
