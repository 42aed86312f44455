// A list that is asked for at moments that are over.

import { expect, test } from 'vitest';
import { HealthBook } from '../../source/model/health/health-book.ts';
import type { Reply, Result } from '../../source/nats/requests.ts';
import type { Wire } from '../../source/nats/wire.ts';
import { type LookingBack, pastSource } from '../../source/screens/looking-back.ts';
import { silentWire } from '../helpers/silent-wire.ts';
import { waitFor } from '../helpers/wait-for.ts';

/** A wire that answers one subject with a number, which its server gave as its so manieth answer. */
const wireOf = (at: number, seq: number | undefined): Wire => ({
	...silentWire,
	now: () => at,
	ask: async (subject): Promise<Result<Reply>> =>
		seq === undefined || subject !== 'x'
			? { ok: false, failure: { kind: 'absent', words: `not asked at ${at}` } }
			: {
					ok: true,
					value: { fields: { server: { id: 'A', seq, time: `${seq}` }, seq }, ms: 1, readMs: 0, bytes: 1 },
				},
});

/** A past whose moments are set by hand. */
const pastOf = (before: readonly Wire[], now: Wire) => {
	const listeners = new Set<() => void>();
	const told: (string | undefined)[] = [];
	let wire = now;
	let pending = 0;
	const past: LookingBack = {
		wires: async (isFirst) => [...(isFirst ? before : []), wire],
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		begin() {
			pending++;
			return () => {
				pending--;
			};
		},
		witness: () => (why) => void told.push(why),
		opening: (_name, open) => open(),
		missing: () => undefined,
		health: () => new HealthBook(),
	};
	return {
		past,
		told,
		settled: () => waitFor(() => pending === 0, { what: 'answers' }),
		goTo(next: Wire) {
			wire = next;
			for (const listener of listeners) listener();
		},
	};
};

/** Everything that was answered, in order. */
const askAll = async (
	wire: Wire,
	before: readonly number[],
	{ focused }: { focused?: string },
): Promise<readonly number[]> => {
	const reply = await wire.ask(focused ?? 'x', {}, { timeout: 1 });
	return reply.ok ? [...before, Number(reply.value.fields.seq)] : before;
};

const none: readonly number[] = [];

test('rounds before the moment are asked first, and only what comes of the moment itself is shown', async () => {
	const { past, settled } = pastOf([wireOf(1, 1), wireOf(2, 2)], wireOf(3, 3));
	const shown: (readonly number[])[] = [];
	const source = pastSource(past, none, askAll);
	source.subscribe(() => shown.push(source.get()));
	await settled();
	expect(shown).toEqual([[1, 2, 3]]);
});

test('a later moment goes on from what is known, and an answer that is known already is not taken twice', async () => {
	const { past, settled, goTo } = pastOf([], wireOf(1, 1));
	const source = pastSource(past, none, askAll);
	await settled();
	goTo(wireOf(2, 1));
	await settled();
	expect(source.get()).toEqual([1]);
	goTo(wireOf(3, 2));
	await settled();
	expect(source.get()).toEqual([1, 2]);
});

test('where nothing was asked by then it is told, until there are answers', async () => {
	const { past, settled, told, goTo } = pastOf([], wireOf(1, undefined));
	const source = pastSource(past, none, askAll);
	await settled();
	expect(told).toEqual(['not asked at 1']);
	goTo(wireOf(2, 1));
	await settled();
	expect(told.at(-1)).toBeUndefined();
	expect(source.get()).toEqual([1]);
});

test('an object that nobody had open then is shown as its list knew it', async () => {
	const { past, settled, goTo, told } = pastOf([], wireOf(1, 1));
	const source = pastSource(past, none, askAll);
	await settled();
	source.focus?.('A');
	await settled();
	expect(source.get()).toEqual([1]);
	goTo(wireOf(2, 2));
	await settled();
	expect(source.get()).toEqual([1, 2]);
	expect(told.at(-1)).toBeUndefined();
});
