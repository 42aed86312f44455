// The screen of leafnodes: who is connected to which hub, how far away, and who went or comes back again and again.

import { type LeafRow, leafName, roleOf } from '../../../model/network/leaf-row.ts';
import { term } from '../../accounts/scopes.ts';
import { defineScreen } from '../../define-screen.ts';
import type { Example } from '../../legend.ts';
import { linkRowLook } from '../link-cells.ts';
import { leafnodesReport } from '../reports.ts';
import { leafColumns } from './columns.ts';
import { leafDetail } from './detail.ts';
import type { LeafFacts } from './facts.ts';
import { leafJson } from './json.ts';
import {
	type LeafnodesSnapshot,
	leafFacts,
	leafnodesHeading,
	leafnodesHonesty,
	leafnodesOnce,
	openLeafnodes,
} from './source.ts';

const stateOf = ({ isOld, goneSince, remote, troubles: [worst] }: LeafRow): string => {
	if (isOld) return 'unknown';
	if (remote !== undefined) return worst?.text ?? 'not connected';
	return worst?.text ?? (goneSince === undefined ? 'ok' : 'gone');
};

const examples = (row: LeafRow): readonly Example[] => {
	const isPlain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);
	const { end, server } = row;
	const name = leafName(row);
	return [
		...(isPlain(name) ? [[`name=${name}`, 'called like it'] as const] : []),
		...(isPlain(end.account) ? [[`acc=${end.account}`, 'of its account'] as const] : []),
		...(isPlain(server.name) ? [[`server=${server.name}`, 'on its server'] as const] : []),
	];
};

export const leafnodes = defineScreen<LeafRow, LeafnodesSnapshot, LeafFacts>({
	...{ id: 'leafnodes', key: '7', title: 'Leafnodes', list: 'table' },
	about: 'leafnodes, and those that went within ten minutes',
	noun: ['leafnode', 'leafnodes'],
	empty: () => 'No server has told of a leafnode yet.',
	source: {
		...{ asked: 'while visible', open: openLeafnodes, once: leafnodesOnce },
		// Trends go on being written, so a frozen snapshot has its own copies.
		freeze: (snapshot) => ({
			...snapshot,
			rows: snapshot.rows.map((row) => ({ ...row, history: row.history.clone() })),
		}),
	},
	rows: ({ rows }) => rows,
	report: leafnodesReport,
	honesty: leafnodesHonesty,
	heading: leafnodesHeading,
	facts: leafFacts,
	keyOf: ({ key }) => key,
	namesOf: (row) => [leafName(row) ?? '', row.end.account ?? '', row.server.name, row.key],
	columns: leafColumns,
	sort: { column: 'trouble', descending: true },
	fields: [
		{ names: ['from', 'to'], texts: ({ server, end }) => [server.name, end.name] },
		{ names: ['state'], texts: (row) => [stateOf(row)] },
	],
	anywhere: (row, { nameOf }) => [
		...[row.end.name, row.end.ip, row.end.account, row.server.name, row.server.cluster],
		row.end.account && nameOf(row.end.account),
	],
	rank: ({ rank }) => rank,
	isPast: ({ isOld, goneSince }) => isOld === true || goneSince !== undefined,
	rowLook: linkRowLook,
	stateOf,
	legend: (glyphs) => [
		{
			title: 'Leafnodes',
			entries: [
				[glyphs.down, 'it is gone, or something else about it is bad; the detail says what'],
				['gone 12s', 'in RTT: it is not there any more since then; its row stays for ten minutes'],
				[
					'none 12s',
					'in RTT: a remote of the configuration of that server without a connection, as seen since then',
				],
				['ROLE hub', 'the leafnode dialled this server; leaf: this server dialled, and its hub is not seen'],
				['BACK', 'how often it connected within five minutes, by CONNECT events'],
				['The leaf end says', 'in the detail: the round trip as the other end measures it'],
				['7 of 8 answered', 'servers that told of theirs in the last round, and who did not'],
			],
		},
	],
	examples,
	detail: leafDetail,
	scopes: ({ end, server }) => ({
		connections: [
			term('server', server.name),
			...(end.account === undefined ? [] : [term('acc', end.account)]),
		].join(' '),
	}),
	serverOf: ({ server }) => ({ id: server.id, name: server.name }),
	json: leafJson,
	copy: (row) => ({
		text: [leafName(row), row.end.account, row.server.name].filter((part) => part !== undefined).join(' '),
		what: `${leafName(row) ?? 'leafnode'}${roleOf(row) === undefined ? '' : ` (${roleOf(row)})`}`,
	}),
});
