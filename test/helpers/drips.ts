// A made-up log of the messages on a subject, to test what must be true of every log that is added.

import { defineScreen } from '../../source/screens/define-screen.ts';

type Drip = { text: string; many: number };

export const dripSubject = 'test.drips';

export const drips = defineScreen<Drip, readonly Drip[], { mark: string }>({
	...{ id: 'drips', key: '9', title: 'Drips', about: 'what drips', noun: ['drip', 'drips'], list: 'log' },
	empty: () => 'Nothing drips.',
	source: {
		asked: 'always',
		open: () => ({ get: () => [], subscribe: () => () => undefined }),
	},
	rows: (snapshot) => snapshot,
	facts: () => ({ mark: '' }),
	keyOf: ({ text }) => text,
	namesOf: ({ text }) => [text],
	columns: [
		{
			...{ id: 'drip', title: 'DRIP', about: 'what dripped', width: 9, priority: 1, align: 'left' },
			value: ({ text }) => text,
			json: 'drip',
		},
	],
	sort: { column: 'drip', descending: false },
	anywhere: ({ text }) => [text],
	groups: ['loud', 'soft'],
	groupsOff: ['soft'],
	groupOf: ({ text }) => (text.startsWith('soft') ? 'soft' : 'loud'),
	line: ({ text }, width) => text.padEnd(width).slice(0, width),
	stream: {
		follow({ connection: { wire }, everything }, onRow) {
			const decoder = new TextDecoder();
			const taken = wire.subscribe(dripSubject, ({ data }) => onRow({ text: decoder.decode(data), many: 1 }));
			return { facts: () => ({ mark: everything ? '*' : '-' }), stop: taken.stop };
		},
		text: ({ text, many }, { mark }) => `${mark} ${text} ${many}`,
		leftOut: (many) => ({ text: 'gap', many }),
	},
	json: ({ text, many }) => ({ drip: text, many }),
	copy: ({ text }) => ({ text, what: text }),
});
