// A made-up screen, to test what must be true of every screen that is added.

import { defineScreen } from '../../source/screens/define-screen.ts';

type Planet = { name: string; moons?: number };

const all: readonly Planet[] = [{ name: 'Venus', moons: 0 }, { name: 'Mars', moons: 2 }, { name: 'X' }];

export const planets = defineScreen<Planet, readonly Planet[], object>({
	...{ id: 'planets', key: '9', title: 'Planets', about: 'every planet', noun: ['planet', 'planets'] },
	list: 'table',
	empty: () => 'No planet.',
	source: {
		asked: 'while visible',
		open: () => ({ get: () => all, subscribe: () => () => undefined }),
		once: () => Promise.resolve({ snapshot: all, at: 0 }),
	},
	rows: (snapshot) => snapshot,
	facts: () => ({}),
	keyOf: ({ name }) => name,
	namesOf: ({ name }) => [name],
	columns: [
		{
			...{ id: 'planet', title: 'PLANET', about: 'name of the planet', width: 9, priority: 1 },
			align: 'left',
			value: ({ name }) => name,
			json: 'name',
		},
		{
			...{ id: 'moons', title: 'MOONS', about: 'its moons', width: 5, priority: 2, descending: true },
			align: 'right',
			value: ({ moons }) => moons,
			json: 'moons',
		},
	],
	sort: { column: 'planet', descending: false },
	anywhere: ({ name }) => [name],
	json: ({ name, moons }) => ({ name, moons }),
	copy: ({ name }) => ({ text: name, what: name }),
});
