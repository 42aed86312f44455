// Where health comes from: what every list reports, for which their sources are opened too, and the servers' own word.

import type { ObjectKind } from '../../model/health/finding.ts';
import { HealthBook } from '../../model/health/health-book.ts';
import type { Wire } from '../../nats/wire.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import { answering } from '../answering.ts';
import { isIn } from '../modes.ts';
import { polledSource } from '../polled-source.ts';
import type { Screen } from '../screen.ts';
import type { Source, Watching } from '../source.ts';
import { cheapEvery, HealthzMemory, healthzRound } from './ask-healthz.ts';
import { kinds } from './kinds.ts';
import type { HealthShot, HealthzRound } from './snapshot.ts';

/** A lost quorum has servers asked at once, no more often than this, milliseconds. */
const hurryEvery = 5000;

const noRound: HealthzRound = { asked: 0, answered: 0 };

/** Servers tell of their own health to the system account alone. */
const noHealthz: Source<HealthzRound> = { get: () => noRound, subscribe: () => () => {} };

const openHealthz = (watching: Watching): Source<HealthzRound> => {
	if (watching.mode === 'account') return noHealthz;
	const memory = new HealthzMemory();
	let deniedBy: Wire | undefined;
	const source = polledSource<HealthzRound>(
		watching,
		noRound,
		async (wire, before, { signal, spend, isWished }) => {
			if (deniedBy === wire && !isWished) return before;
			if (isWished) memory.hurry();
			const round = await healthzRound({
				...{ wire, memory, signal, spend, timeout: watching.timeout, inFull: isWished },
				servers: answering(watching.servers.get().fleet.rows),
				learn: (id, healthz) => watching.learnHealth?.(id, healthz),
			});
			deniedBy = round.denied === undefined ? undefined : wire;
			return round;
		},
		{ name: 'healthz', base: () => cheapEvery },
	);
	let lost = newestLoss(watching);
	let hurriedAt = Number.NEGATIVE_INFINITY;
	const stop = watching.events.subscribe(() => {
		const newest = newestLoss(watching);
		// Of many that are lost together one round tells.
		const isSoon = performance.now() - hurriedAt < hurryEvery;
		if (newest === lost || isSoon || deniedBy !== undefined) return;
		lost = newest;
		hurriedAt = performance.now();
		source.refresh?.();
	});
	return {
		...source,
		close() {
			stop();
			source.close?.();
		},
	};
};

/** The number of the last event about a quorum that was lost. */
const newestLoss = ({ events }: Watching): number | undefined =>
	events.get().events.findLast(({ kind }) => kind === 'JS QUORUM')?.seq;

/** What is open for health, for as long as anybody looks at one of its screens. */
type Opened = { users: number; healthz: Source<HealthzRound>; others: readonly Source<unknown>[] };

const opened = new WeakMap<Watching, Opened>();

/** The lists whose rows are judged, with the kind of each. */
export const judgedLists = (lists: readonly Screen[]): readonly Screen[] =>
	lists.filter(({ judged }) => judged === 'everywhere');

const enter = (watching: Watching, lists: readonly Screen[]): Opened => {
	const known = opened.get(watching) ?? {
		users: 0,
		healthz: openHealthz(watching),
		others: judgedLists(lists).map((list) => list.open(watching)),
	};
	known.users++;
	opened.set(watching, known);
	return known;
};

/** Who goes from one tab to the next is back at once: what is open stays open until then. */
const leave = (watching: Watching, known: Opened): void => {
	setImmediate(() => {
		known.users--;
		if (known.users > 0) return;
		opened.delete(watching);
		known.healthz.close?.();
		for (const source of known.others) source.close?.();
	});
};

const asksOf = (lists: readonly Screen[]): readonly ObjectKind[] => {
	const ids = judgedLists(lists).map(({ id }) => id);
	return (Object.keys(kinds) as ObjectKind[]).filter(
		(kind) => kind === 'server' || ids.includes(kinds[kind].screen),
	);
};

/** The health of all that the mode knows; `all` are the lists whose sources it opens. */
export const openHealth = (watching: Watching, all: readonly Screen[]): Source<HealthShot> => {
	const { past, mode = 'system' } = watching;
	const lists = all.filter((list) => isIn(list, mode));
	const own = watching.health ?? new HealthBook();
	// Each moment that is looked back on has a book of its own.
	const bookOf = (): HealthBook => past?.health() ?? own;
	const known = enter(watching, lists);
	const asks = asksOf(lists);
	const shotOf = memoizeLast(
		(healthz: HealthzRound, book: HealthBook, _version: number): HealthShot => ({
			...book.snapshot(watching.servers.get().fleet.at),
			...{ healthz, asks },
		}),
	);
	return {
		get() {
			const book = bookOf();
			return shotOf(known.healthz.get(), book, book.version);
		},
		subscribe(listener) {
			const told = past === undefined ? own.subscribe(listener) : past.subscribe(listener);
			const ends = [told, known.healthz.subscribe(listener)];
			return () => {
				for (const end of ends) end();
			};
		},
		refresh() {
			known.healthz.refresh?.();
			for (const source of known.others) source.refresh?.();
		},
		close: () => leave(watching, known),
	};
};
