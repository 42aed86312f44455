// A source that asks round after round.

import { expect, test } from 'vitest';
import { Governor } from '../../source/nats/governor.ts';
import type { Wire } from '../../source/nats/wire.ts';
import { polledSource, type Round } from '../../source/screens/polled-source.ts';
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

test('whoever asks for a round while one is under way gets it at once, and not when the next one is due', async () => {
	const rounds: Pick<Round<number>, 'isWished' | 'focused' | 'follows'>[] = [];
	const ends: (() => void)[] = [];
	const source = polledSource(
		{ ...watching(() => silentWire), interval: () => 3_600_000 },
		0,
		async (_, before, { isWished, focused, follows }) => {
			rounds.push({ isWished, focused, follows });
			await new Promise<void>((resolve) => ends.push(resolve));
			return before + 1;
		},
	);
	const begun = (count: number) => waitFor(() => ends.length === count, { what: `round ${count}` });
	await begun(1);
	source.refresh?.();
	// The round that was asked for is refused while the first one lasts.
	await new Promise((resolve) => setTimeout(resolve, 0));
	ends[0]?.();
	await begun(2);
	source.focus?.('one');
	await new Promise((resolve) => setTimeout(resolve, 0));
	ends[1]?.();
	await begun(3);
	source.focus?.(undefined);
	ends[2]?.();
	await begun(4);
	source.close?.();
	ends[3]?.();
	expect(rounds).toEqual([
		{ isWished: false, focused: undefined, follows: false },
		{ isWished: true, focused: undefined, follows: true },
		{ isWished: false, focused: 'one', follows: false },
		{ isWished: false, focused: undefined, follows: false },
	]);
});
