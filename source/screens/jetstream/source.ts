// Where the figures of servers with JetStream come from: what they tell of themselves, and what they are asked while somebody looks.

import { setTimeout as wait } from 'node:timers/promises';
import { gatherJsz } from '../../nats/gather-jsz.ts';
import type { JszKind } from '../../nats/jsz.ts';
import type { Wire } from '../../nats/wire.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import { partialText } from '../answering.ts';
import { polledSource } from '../polled-source.ts';
import type { Once, OnceOptions, Source, Watching } from '../source.ts';
import { withJetStream } from './asked-servers.ts';
import { JszRounds } from './jsz-rounds.ts';
import { factsOf, noRound } from './round-facts.ts';
import { ServerBook } from './server-book.ts';
import { type AskedFigures, type JetStreamSnapshot, jetStreamSnapshot, nothingAsked } from './snapshot.ts';
import { countBook, sumOfAll, type TabCounts } from './tab-counts.ts';

/** Milliseconds between two rounds: of figures, of what is led where servers do not count it, of the streams of one server. */
const bases = { light: 5000, leaders: 30_000, copies: 10_000 } as const;

type Round = Parameters<Parameters<typeof polledSource<AskedFigures>>[2]>[2];

/** Counts of the other tabs: what servers lead, where all of them have told and nobody has counted whole lists lately. */
const countsOf = (
	{ round, book }: AskedFigures,
	asked: readonly { id: string }[],
	watching: Watching,
	now: number,
): TabCounts => {
	const counts = countBook(watching);
	const known = counts.at(now);
	const isWhole = asked.length > 0 && round.answered === round.expected;
	const take = (tab: 'streams' | 'consumers', figure: (id: string) => number | undefined): void => {
		if (isWhole && known[tab] === undefined)
			counts.take(
				tab,
				sumOfAll(asked, ({ id }) => figure(id)),
				now,
			);
	};
	take('streams', (id) => book.of(id).led);
	take('consumers', (id) => book.of(id).totals?.consumersLed);
	counts.take('jetstream', watching.servers.get().fleet.rows.length, now);
	return counts.at(now);
};

/** Asks what it is time for: figures first, as the others follow from them. */
const askFigures = async (
	wire: Wire,
	before: AskedFigures,
	{ watching, rounds }: { watching: Watching; rounds: JszRounds },
	{ signal, isWished, lookedAt, show }: Round,
): Promise<AskedFigures> => {
	const { book } = before;
	const { rows } = watching.servers.get().fleet;
	const { asked, off } = withJetStream(rows);
	if (asked.length === 0) return { ...before, round: { ...noRound, off, at: wire.now() } };
	const common = { signal, isNow: isWished };
	const round = await rounds.ask(wire, {
		...{ kind: 'light', base: bases.light, servers: asked, off, ...common },
		onAnswer: (answer) => book.tookTotals(answer),
	});
	let next = round === undefined ? before : { round, book, version: before.version + 1 };
	if (next !== before) show(next);
	const uncounted = asked.filter(({ id }) => {
		const { totals } = book.of(id);
		return totals !== undefined && totals.streamsLed === undefined;
	});
	const chosen = rows.find(({ key }) => key === lookedAt?.cursor)?.info.id;
	const here = asked.filter(({ id }) => id === chosen);
	const ask = async (kind: JszKind, base: number, servers: typeof asked, isNow: boolean): Promise<void> => {
		if (servers.length === 0 || signal.aborted || rounds.facts('light').denied !== undefined) return;
		const told = await rounds.ask(wire, {
			...{ kind, base, servers, signal, isNow },
			onAnswer: (answer) => book.tookStreams(answer, kind === 'copies'),
		});
		if (told !== undefined) next = { ...next, version: next.version + 1 };
	};
	await ask('leaders', bases.leaders, uncounted, false);
	await ask(
		'copies',
		bases.copies,
		here,
		here.some(({ id }) => book.of(id).held === undefined),
	);
	return { ...next, counts: countsOf(next, asked, watching, wire.now()) };
};

export const openJetStream = (watching: Watching): Source<JetStreamSnapshot> => {
	const { servers, events } = watching;
	const rounds = new JszRounds(watching);
	const asking = polledSource<AskedFigures>(
		watching,
		nothingAsked(),
		(wire, before, round) => askFigures(wire, before, { watching, rounds }, round),
		{ keptAs: 'jetstream', base: () => rounds.untilNext() },
	);
	const join = memoizeLast((fleet: ReturnType<typeof servers.get>['fleet'], asked: AskedFigures) =>
		jetStreamSnapshot({ fleet, asked, events: [], accountNames: new Map() }),
	);
	const withLog = memoizeLast((snapshot: JetStreamSnapshot, log: ReturnType<typeof events.get>) => ({
		...snapshot,
		events: log.events,
		accountNames: log.accountNames,
	}));
	return {
		...asking,
		get: () => withLog(join(servers.get().fleet, asking.get()), events.get()),
		subscribe(listener) {
			const ends = [servers, events, asking].map((source) => source.subscribe(listener));
			return () => {
				for (const end of ends) end();
			};
		},
		close() {
			rounds.close();
			asking.close?.();
		},
	};
};

/** Asks once, or twice for rates. */
export const askJetStreamOnce = async ({
	servers,
	wire,
	timeout,
	again,
}: OnceOptions): Promise<Once<JetStreamSnapshot>> => {
	const book = new ServerBook();
	let { fleet, why, silent } = await servers('one');
	if (again !== undefined) {
		book.look(fleet.rows);
		await wait(again);
		({ fleet, why, silent } = await servers('one'));
	}
	const { asked, off } = withJetStream(fleet.rows);
	const gather = (kind: JszKind, ids: typeof asked, onAnswer: Parameters<typeof gatherJsz>[1]['onAnswer']) =>
		gatherJsz(wire, { kind, servers: ids, timeout, onAnswer });
	const told = await gather('light', asked, (answer) => book.tookTotals(answer));
	const uncounted = asked.filter(({ id }) => told.answered.has(id) && book.of(id).led === undefined);
	if (uncounted.length > 0) await gather('leaders', uncounted, (answer) => book.tookStreams(answer, false));
	const at = wire.now();
	const round = factsOf(told, { before: noRound, asked, off, at, timeout });
	const snapshot = jetStreamSnapshot({
		...{ fleet, asked: { round, book, version: 1 }, events: [], accountNames: new Map() },
	});
	const missing = [...round.silent, ...round.refused, ...silent];
	const partial =
		round.denied !== undefined
			? `not permitted to publish ${round.denied}`
			: partialText(round.answered, round.expected + silent.length, missing);
	return {
		...{ snapshot, at, silent },
		...(fleet.rows.length === 0 && { failed: why }),
		...(partial && { partial }),
	};
};
