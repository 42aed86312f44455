// The raft groups of streams and consumers on one server, as it sees them.

import { jsonSeconds, jsonTime } from '../../format/json-value.ts';
import { countIn } from '../../format/number.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { duration } from '../../format/time.ts';
import type { AssetGroupRow } from '../../model/jetstream/asset-group.ts';
import { counts, shortSpans } from '../../table/filter-quantity.ts';
import { defineScreen } from '../define-screen.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import { figureColumn, linkRowLook, nameColumn, textColumn, troubleColumn } from '../network/link-cells.ts';
import { polledSource } from '../polled-source.ts';
import type { Once, OnceOptions, Source, Watching } from '../source.ts';
import { type AssetGroups, askAssetGroups, noAssetGroups } from './ask-assets.ts';

/** The class of these requests in the budget. */
const groupsClass = 'raftz-groups';

/** Milliseconds between two rounds, as a multiple of that of statsz. */
const seldom = 2.5;

/** Longest wait for one answer, milliseconds. */
const answerLimit = 2000;

/** The groups of a peer of a meta group, by its key in the list of these. */
const openAssetGroups = (watching: Watching, of = ''): Source<AssetGroups> => {
	const name = of.slice(of.lastIndexOf('\n') + 1);
	return polledSource<AssetGroups>(
		watching,
		noAssetGroups,
		async (wire, before, { signal, spend }) => {
			const { asked } = withJetStream(watching.servers.get().fleet.rows);
			const server = asked.find((one) => one.name === name);
			if (server === undefined) return { ...before, failed: `${name} does not answer.` };
			const timeout = Math.min(watching.timeout, answerLimit);
			const found = await askAssetGroups(server, { wire, timeout, signal, spend });
			return signal.aborted ? before : found;
		},
		{ name: groupsClass, keptAs: `${groupsClass} ${of}`, base: (interval) => seldom * interval },
	);
};

/** The groups of one server, as a person names it. */
const assetGroupsOnce = async ({
	servers,
	wire,
	timeout,
	of = '',
}: OnceOptions): Promise<Once<AssetGroups>> => {
	const { fleet, why, silent } = await servers('one');
	const { asked } = withJetStream(fleet.rows);
	const server = asked.find(({ id, name }) => name === of || id === of);
	if (server === undefined) {
		const failed = fleet.rows.length === 0 ? why : `no server ${of} with JetStream`;
		return { snapshot: noAssetGroups, at: wire.now(), failed, silent };
	}
	const snapshot = await askAssetGroups(server, { wire, timeout });
	const { denied, failed, partial } = snapshot;
	const reason = denied === undefined ? failed : `not permitted to publish ${denied}`;
	return {
		...{ snapshot, at: wire.now(), silent },
		...(reason !== undefined && { failed: reason }),
		...(partial !== undefined && { partial }),
	};
};

/** What it is in the group, by its own word. */
const roleOf = ({ view }: AssetGroupRow): string => {
	if (view.isCatchingUp) return 'catches up';
	if (view.isPaused) return 'paused';
	return view.isObserver ? 'observer' : view.state;
};

/** A group as a JSON object. Fields are added, never renamed. */
export const assetGroupJson = (row: AssetGroupRow): Readonly<Record<string, unknown>> => {
	const { account, accountName, stream, consumer, view, leader, lag, seen, behind, troubles } = row;
	return {
		group: view.group,
		server: view.server.name,
		account,
		account_name: accountName,
		...{ stream, consumer, role: roleOf(row), leader, leader_since: jsonTime(view.leaderSince) },
		...{ committed: view.committed, applied: view.applied, behind, lag, seen: jsonSeconds(seen) },
		...{ term: view.term, log: view.logMessages, log_bytes: view.logBytes, queued: view.queued },
		...{ size: view.size, quorum: view.quorum, overrun: view.isOverrun, write_error: view.writeError },
		trouble: troubles.map(({ check, severity, text }) => ({ check, severity, text })),
	};
};

const entry = (id: 'committed' | 'applied', about: string, priority: number) =>
	figureColumn<AssetGroupRow, Record<never, never>>(
		{
			...{ id, title: id.toUpperCase(), about, priority, width: 9, json: id, unit: counts },
			cell: ({ view }, width, { glyphs }) => ({ text: countIn(view[id], width, glyphs, true) }),
		},
		({ view }) => view[id],
	);

export const assetGroups = defineScreen<AssetGroupRow, AssetGroups, Record<never, never>>({
	...{ id: 'raft-groups', key: '6', title: 'Raft groups', tab: 'Groups', list: 'table' },
	about: 'the raft groups of streams and consumers on one server',
	noun: ['group', 'groups'],
	empty: () => 'It has told of no group yet.',
	source: { asked: 'while visible', open: openAssetGroups, once: assetGroupsOnce },
	rows: ({ rows }) => rows,
	honesty({ at, denied, failed, partial }) {
		if (denied !== undefined) return { at, denied: { subject: denied, still: 'The meta group is known.' } };
		return {
			at,
			failed,
			partial,
			...(at !== undefined && { none: 'No stream or consumer of it has replicas.' }),
		};
	},
	facts: () => ({}),
	keyOf: ({ key }) => key,
	namesOf: ({ name, view }) => [name ?? view.group, view.group],
	columns: [
		nameColumn(
			{
				...{ id: 'asset', title: 'ASSET', width: 20, most: 48, priority: 1, json: 'stream' },
				about: 'the stream or consumer whose group it is; its own name where none has it',
				aliases: ['stream', 'consumer'],
			},
			({ name, view }) => name ?? view.group,
		),
		textColumn(
			{ id: 'kind', title: 'KIND', about: 'stream or consumer', width: 8, priority: 5, json: 'consumer' },
			({ kind }) => kind,
		),
		textColumn(
			{ id: 'role', title: 'ROLE', about: 'what the server is in it', width: 10, priority: 2, json: 'role' },
			roleOf,
		),
		{
			...{ id: 'leader', title: 'LEADER', about: 'who leads, as the server knows', align: 'left' },
			...{ width: 8, most: 16, priority: 3, json: 'leader', value: ({ leader }) => leader },
			nameWidth: ({ leader = '' }) => cellsOf(leader),
			cell: ({ leader }, width, { glyphs }) => ({ text: fitMiddle(leader ?? glyphs.none, width, glyphs) }),
		},
		figureColumn(
			{
				...{ id: 'behind', title: 'BEHIND', about: 'entries agreed on that it has not applied', priority: 4 },
				...{ json: 'behind', unit: counts },
			},
			({ behind }) => behind,
		),
		figureColumn(
			{
				...{ id: 'lag', title: 'LAG', about: 'entries that the slowest of the others lacks; of the leader' },
				...{ priority: 6, json: 'lag', unit: counts },
			},
			({ lag }) => lag,
		),
		figureColumn(
			{
				...{ id: 'seen', title: 'SEEN', about: 'since the leader heard of the most silent of the others' },
				...{ priority: 7, width: 5, json: 'seen', unit: shortSpans },
				cell: ({ seen }, _, { glyphs }) => ({ text: seen === undefined ? glyphs.none : duration(seen) }),
			},
			({ seen }) => seen,
		),
		figureColumn(
			{
				...{ id: 'log', title: 'LOG', about: 'entries in its log since its last snapshot', priority: 8 },
				...{ json: 'log', unit: counts },
			},
			({ view }) => view.logMessages,
		),
		figureColumn(
			{
				...{ id: 'queued', title: 'QUEUES', about: 'entries that wait in its queues', priority: 9 },
				...{ json: 'queued', unit: counts },
			},
			({ view }) => view.queued,
		),
		entry('committed', 'the last entry that it knows to be agreed on', 10),
		entry('applied', 'the last entry that it has applied', 11),
		figureColumn(
			{
				...{ id: 'term', title: 'TERM', about: 'elections there were, as it knows', priority: 12 },
				...{ width: 5, json: 'term', unit: counts },
			},
			({ view }) => view.term,
		),
		textColumn(
			{ id: 'group', title: 'GROUP', about: 'name of the group', width: 14, priority: 13, json: 'group' },
			({ view }) => view.group,
		),
		{
			...troubleColumn<AssetGroupRow, Record<never, never>>(14, ({ behind = 0, lag = 0 }) => behind + lag),
			about: 'what is wrong, the worst of it; sorts by that, then by BEHIND and LAG',
		},
	],
	sort: { column: 'trouble', descending: true },
	fields: [{ names: ['acc', 'account'], texts: ({ account, accountName }) => [account, accountName] }],
	anywhere: ({ name, account, view }) => [name, account, view.group],
	rank: ({ rank }) => rank,
	rowLook: linkRowLook,
	scopes: ({ accountName }) => ({ streams: `acc=${accountName}`, connections: `acc=${accountName}` }),
	json: assetGroupJson,
	copy: ({ name, view }) => ({ text: view.group, what: name ?? view.group }),
});
