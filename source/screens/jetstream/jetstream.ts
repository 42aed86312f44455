// The servers with JetStream: what they store, what they lead, and how their meta group is.

import { rankIn } from '../../model/fleet-facts.ts';
import { domainOf } from '../../model/jetstream-place.ts';
import { isOld, stateWords } from '../../model/server-facts.ts';
import { term } from '../accounts/scopes.ts';
import { defineScreen } from '../define-screen.ts';
import type { Honesty } from '../list-facts.ts';
import { serverTexts } from '../servers/filter.ts';
import { rowMark } from '../servers/state-mark.ts';
import { jetStreamColumns } from './columns.ts';
import { jetStreamDetail } from './detail.ts';
import { type JetStreamFacts, jetStreamFacts, troublesOfRow } from './facts.ts';
import { jetStreamJson } from './json.ts';
import { jetStreamExamples, jetStreamLegend } from './legend.ts';
import { metaLines } from './meta-lines.ts';
import { honestyOf } from './round-facts.ts';
import { isOffOn, type JetStreamRow, type JetStreamSnapshot } from './snapshot.ts';
import { askJetStreamOnce, openJetStream } from './source.ts';
import { tabHeading } from './tab-counts.ts';

/** What nobody has to be asked for. */
const still =
	'What servers tell of themselves is here all the same; only STRMS, LEADS, CONS and MSGS are not.';

/** `JetStream is off on all 3 servers.`, where rows would be. */
const noneText = ({ fleet }: JetStreamSnapshot): string => {
	const names = fleet.rows.map(({ info }) => info.name);
	const whom = names.length === 1 ? names[0] : `all ${names.length} servers`;
	const which = names.slice(0, 8).join('  ') + (names.length > 8 ? ` and ${names.length - 8} more` : '');
	return `JetStream is off on ${whom}. ${which} answered; none has jetstream configured.`;
};

/** `6 of 8 have it`. */
const haveText = ({ fleet, rows }: JetStreamSnapshot): string => {
	const having = rows.filter(({ isOn, server }) => isOn && server.state !== 'down').length;
	return `${having} of ${fleet.rows.length} have it`;
};

const honesty = (snapshot: JetStreamSnapshot): Honesty => {
	const { fleet, round } = snapshot;
	const { none: _, at, ...said } = honestyOf(round, { still });
	return {
		...said,
		// Most of it is told without a question.
		...(at !== undefined && { at: fleet.at }),
		...(isOffOn(fleet.rows) && { none: noneText(snapshot) }),
	};
};

/** What narrows a list to one server. */
const serverScope = (name: string): string => term('server', name);

export const jetstream = defineScreen<JetStreamRow, JetStreamSnapshot, JetStreamFacts>({
	id: 'jetstream',
	key: '6',
	title: 'JetStream',
	tab: 'Servers',
	about: 'JetStream on every server, and the meta group that decides on it',
	noun: ['server', 'servers'],
	list: 'table',
	empty: () => 'No server has told of JetStream yet.',
	source: {
		asked: 'while visible',
		open: openJetStream,
		once: askJetStreamOnce,
		// Histories go on being written.
		freeze: (snapshot) => {
			const rows = snapshot.fleet.rows.map((row) => ({ ...row, history: row.history.clone() }));
			const copies = new Map(rows.map((row) => [row.key, row]));
			return {
				...snapshot,
				fleet: { ...snapshot.fleet, rows },
				rows: snapshot.rows.map((row) => ({ ...row, server: copies.get(row.server.key) ?? row.server })),
			};
		},
	},
	rows: ({ rows }) => rows,
	honesty,
	heading: (snapshot) => ({
		...tabHeading(snapshot.counts, { jetstream: snapshot.rows.length }),
		...(snapshot.rows.length > 0 && { summary: haveText(snapshot) }),
	}),
	facts: jetStreamFacts,
	keyOf: ({ server }) => server.key,
	namesOf: ({ server }) => [server.info.name, server.key],
	columns: jetStreamColumns,
	sort: { column: 'trouble', descending: true },
	rank: ({ server }, facts) => rankIn(facts, server),
	isPast: ({ server }) => isOld(server),
	fields: [
		{ names: ['tag', 'tags'], texts: ({ server }) => server.info.tags },
		{ names: ['state'], texts: ({ server }) => [stateWords[server.state], server.state] },
		{ names: ['server'], texts: ({ server }) => [server.info.name] },
		{ names: ['ver', 'version'], texts: ({ server }) => [server.info.version] },
	],
	anywhere: (row) => [...serverTexts(row.server), domainOf(row.server)],
	above: metaLines,
	rowLook: (row, look) => {
		const { server } = row;
		const troubles = troublesOfRow(row, look);
		if (server.state === 'ok' && troubles.length === 0) return { glyph: ' ', faded: isOld(server) };
		return { ...rowMark(server, troubles, look.glyphs), faded: isOld(server) };
	},
	stateOf: ({ server }) => stateWords[server.state],
	detail: jetStreamDetail,
	open: ({ server }) => ({ screen: 'streams', scope: serverScope(server.info.name) }),
	scopes: ({ server }) => ({
		connections: serverScope(server.info.name),
		streams: serverScope(server.info.name),
	}),
	legend: jetStreamLegend,
	examples: jetStreamExamples,
	serverOf: ({ server }) => ({ id: server.info.id, name: server.info.name }),
	json: (row, look) => jetStreamJson(row, troublesOfRow(row, look)),
	copy: ({ server }) => ({ text: server.info.name, what: server.info.name }),
});
