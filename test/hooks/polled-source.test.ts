// A source that asks round after round.

import { expect, test } from 'vitest';
import { Governor } from '../../source/nats/governor.ts';
import type { Wire } from '../../source/nats/wire.ts';
import { polledSource } from '../../source/screens/polled-source.ts';
import type { Watching } from '../../source/screens/source.ts';
import { fleetSnapshot } from '../fixtures/fleet.ts';
import { logOf, still } from '../helpers/drawn.tsx';
import { silentWire } from '../helpers/silent-wire.ts';
import { waitFor } from '../helpers/wait-for.ts';

const watching = (link: () => Wire | undefined): Watching => ({
	servers: still({ fleet: fleetSnapshot() }),
	events: still(logOf([])),
	wire: link,
	interval: () => 10,
	timeout: 1000,
	governor: new Governor(),
	wantName: () => {},
	learnName: () => {},
});

test('asks again and again, one round after the other, until it is closed', async () => {
	let running = 0;
	let most = 0;
	const source = polledSource(
		watching(() => silentWire),
		0,
		async (_, before) => {
			running++;
			most = Math.max(most, running);
			await new Promise((resolve) => setImmediate(resolve));
			running--;
			return before + 1;
		},
	);
	await waitFor(() => source.get() >= 5, { what: 'five rounds' });
	expect(most).toBe(1);
	source.close?.();
	const last = source.get();
	await new Promise((resolve) => setImmediate(resolve));
	expect(source.get()).toBe(last);
});

test('asks nothing while there is no link, and begins when there is one', async () => {
	let link: Wire | undefined;
	let asked = 0;
	const source = polledSource(
		watching(() => link),
		'old',
		async () => {
			asked++;
			return 'new';
		},
	);
	expect(source.get()).toBe('old');
	expect(asked).toBe(0);
	link = silentWire;
	await waitFor(() => source.get() === 'new', { what: 'the first round' });
	source.close?.();
});

test('shows what is known before a round has ended, and asks as seldom as it has cost', async () => {
	const shown: string[] = [];
	let asked = 0;
	const source = polledSource(
		watching(() => silentWire),
		'nothing',
		async (_, before, { show, spend }) => {
			asked++;
			show(`${before}, a part`);
			spend({ busyMs: 60_000 });
			return 'all';
		},
		{ name: 'dear' },
	);
	source.subscribe(() => shown.push(source.get()));
	await waitFor(() => source.get() === 'all', { what: 'the first round' });
	expect(shown).toEqual(['nothing, a part', 'all']);
	// Another one with the same interval, whose rounds cost nothing, goes on meanwhile.
	let rounds = 0;
	const cheap = polledSource(
		watching(() => silentWire),
		0,
		async () => ++rounds,
	);
	await waitFor(() => rounds > 5, { what: 'rounds that cost nothing' });
	expect(asked).toBe(1);
	cheap.close?.();
	source.close?.();
});
