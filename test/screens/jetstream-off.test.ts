// When JetStream is off on all servers, and when only on most of them.

import { expect, test } from 'vitest';
import { factsOf, noRound, offText } from '../../source/screens/jetstream/round-facts.ts';

const server = (id: string) => ({ id, name: id, version: '2.15.1' });

/** A round of one server that has it, or does not, beside `off` that are not asked. */
const round = (off: readonly string[], isOn: boolean) =>
	factsOf(
		{
			...{ answered: new Set(['n1']), silent: [], refused: [] },
			off: new Set(isOn ? [] : ['n1']),
		},
		{ before: noRound, asked: [server('n1')], off, at: 1, timeout: 2000 },
	);

test('JetStream is not off on all servers where more have none than have it', () => {
	expect(offText(round(['n2', 'n3', 'n4'], true))).toBe(undefined);
	expect(offText(round(['n2', 'n3', 'n4'], false))).toBe('JetStream is off on all 4 servers.');
});

test('JetStream is off on all servers where nobody has to be asked for it', () => {
	const inputs = { before: noRound, asked: [], off: ['n1', 'n2'], at: 1, timeout: 2000 };
	const facts = factsOf({ answered: new Set(), off: new Set(), silent: [], refused: [] }, inputs);
	expect(offText(facts)).toBe('JetStream is off on all 2 servers.');
});
