// The keys that the footer names in each context, and the order in which it gives them up.

import type { Action, Context } from '../keys/actions.ts';
import { type KeyHint, keyHints } from '../keys/key-hints.ts';

/** A hint with its rank: the lowest rank leaves first, `always` never. */
export type RankedHint = { hint: KeyHint; rank: number };

const always = 99;

/** The hints in their order in the row. Two ids are one hint with two keys. */
type Ranks = readonly (readonly [ids: string, rank: number])[];

const tablePane: Ranks = [
	['help', always],
	['filter', 9],
	['search', 1],
	['command', 4],
	['open', 8],
	['screen.connections', 7],
	['pane.next', 7],
	['pane.zoom', 1],
	['table.sort.previous table.sort.next', 5],
	['table.sort.reverse', 3],
	['live.pause', 6],
	['live.refresh', 2],
	['server.reload', always],
	['server.profile', always],
	['copy', 2],
	['export', 1],
	['quit', always],
];

/** The hints of the servers while some are marked. */
const markedPane: Ranks = [
	['server.reload', always],
	['server.profile', always],
	['mark.toggle', 9],
	['mark.all', 8],
	['filter', 6],
	['table.sort.previous table.sort.next', 5],
	['copy', 2],
	['export', 1],
	['back', always],
	['help', always],
];

/** The hints of a full-screen list: actions on its rows come before those on their servers. */
const tableScreen: Ranks = tablePane.flatMap(([ids, rank]): Ranks => {
	if (ids === 'open')
		return [
			[ids, rank],
			['raft.queues', 8],
			['subject.tap', 8],
		];
	if (ids === 'server.reload')
		return [
			['connection.kick', always],
			['connection.move', always],
			[ids, 3],
		];
	return [[ids, ids === 'server.profile' ? 3 : rank]];
});

/** The hints while an earlier moment is looked at, wherever. */
const back: Ranks = [
	['time.now', always],
	['time.back time.on', always],
	['time.play', always],
	['time.minute.back time.minute.on', 8],
	['time.event.next time.event.previous', 7],
	['time.go', 9],
	['time.speed.slower time.speed.faster', 4],
	['compare', 6],
	['filter', 3],
	['open', 2],
	['help', always],
	['quit', 5],
];

const logPane: Ranks = [
	['help', always],
	['filter', 9],
	['search', 1],
	['command', 1],
	['open', 7],
	['pane.next', 6],
	['move.last', 8],
	['events.kinds', 4],
	['live.pause', 5],
	['show.raw', 1],
	['server.reload', 2],
	['server.profile', 2],
	['copy', 3],
	['export', 1],
	['quit', always],
];

const ranks: Record<Context, Ranks> = {
	servers: tablePane,
	detail: tablePane,
	events: logPane,
	table: tableScreen,
	object: [
		['back', always],
		['connection.kick', always],
		['connection.move', always],
		['pane.next', 4],
		['screen.connections', 7],
		['server.previous server.next', 6],
		['show.raw', 3],
		['live.pause', 2],
		['live.refresh', 1],
		['server.reload', always],
		['server.profile', always],
		['copy', 5],
		['export', 3],
		['help', always],
		['quit', 4],
	],
	log: [
		['back', always],
		['filter', 9],
		['search', 2],
		['events.kinds', 5],
		['move.last', 8],
		['match.next match.previous', 1],
		['open', 7],
		['show.raw', 6],
		['copy', 4],
		['export', 3],
		['help', always],
		['quit', 2],
	],
};

/** What asks servers for something, which no single moment that is over can be asked for. */
const isOfNow = (ids: string): boolean => /^(live|connection)\.|^server\.(reload|profile)$/.test(ids);

/**
 * The hints of a context that has these actions, in their order; `mode` where servers are marked, where an earlier moment is
 * looked at, or where there is no other moment than that.
 */
export const rankedHints = (
	actions: readonly Action[],
	context: Context,
	mode?: 'marks' | 'back' | 'still',
): RankedHint[] => {
	const here = actions.filter((action) => action.where.includes(context));
	const isMarked = mode === 'marks' && (context === 'servers' || context === 'detail');
	const usual = isMarked ? markedPane : ranks[context];
	const still = usual.filter(([ids]) => !isOfNow(ids));
	return (mode === 'back' ? back : mode === 'still' ? still : usual).flatMap(([ids, rank]) => {
		const named = ids.split(' ').flatMap((id) => here.find((action) => action.id === id) ?? []);
		return keyHints(named).map((hint) => ({ hint, rank }));
	});
};
