// The connections of the whole system: who floods, who is slow, who waits.

import { connectionName } from '../../model/connection.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import { modes } from '../../model/mode.ts';
import { counts, timeSpans } from '../../table/filter-quantity.ts';
import type { Field } from '../../table/list-language.ts';
import { connectionsScope } from '../accounts/scopes.ts';
import { defineScreen } from '../define-screen.ts';
import { connectionsArea } from './area.ts';
import { connectionColumns } from './columns.ts';
import { connectionDetail } from './detail.ts';
import { type ConnectionFacts, connectionFacts } from './facts.ts';
import { connectionJson } from './json.ts';
import { connectionExamples, connectionsLegend } from './legend.ts';
import { connectionsOnce } from './once.ts';
import { connectionOpened, connectionTabs } from './opened.ts';
import { connectionsReport } from './report.ts';
import { askedFields, subjectRefusal } from './scope.ts';
import { type ConnectionsSnapshot, connectionsHonesty } from './snapshot.ts';
import { openConnections } from './source.ts';
import { connectionTarget } from './target.ts';

const fields: readonly Field<ConnectionRow, ConnectionFacts>[] = [
	{ names: ['tag'], texts: ({ identity }) => identity?.tags ?? [] },
	{ names: ['issuer'], texts: ({ identity }) => [identity?.issuer] },
	{ names: ['mqtt'], texts: ({ last }) => [last.mqttClient] },
	{ names: ['subject'], texts: ({ listens }) => [listens] },
	{ names: ['port'], number: { unit: counts, value: ({ last }) => last.port } },
	{ names: ['window'], number: { unit: timeSpans, value: ({ rates }) => rates?.window } },
];

export const connections = defineScreen<ConnectionRow, ConnectionsSnapshot, ConnectionFacts>({
	id: 'connections',
	key: '4',
	modes,
	title: 'Connections',
	tab: 'Open',
	about: 'every client of every server, with what it sends and takes',
	noun: ['connection', 'connections'],
	list: 'table',
	empty: () => 'No server has told of a connection yet.',
	source: {
		asked: 'while visible',
		open: openConnections,
		once: connectionsOnce,
		// Histories go on being written.
		freeze: (snapshot) => ({
			...snapshot,
			rows: snapshot.rows.map((row) => ({ ...row, history: row.history.clone() })),
		}),
	},
	asks: askedFields,
	asksMany: ['server'],
	refusal: subjectRefusal,
	rows: ({ rows }) => rows,
	report: connectionsReport,
	// All connections of a system are much to ask for where nobody looks at them.
	isJudgedInView: true,
	most: 100,
	honesty: connectionsHonesty,
	heading: ({ rows }) => ({ area: connectionsArea(rows) }),
	facts: connectionFacts,
	keyOf: ({ key }) => key,
	namesOf: ({ last }) => [connectionName(last) ?? '', last.server.name, String(last.cid)],
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld === true,
	columns: connectionColumns,
	sort: { column: 'trouble', descending: true },
	fields,
	anywhere: ({ last, identity }, { nameOf }) => [
		...[last.name, last.mqttClient, last.ip, last.server.name, last.server.cluster, last.lang],
		...[identity?.user, identity?.account, identity && nameOf(identity.account)],
	],
	rowLook: ({ troubles: [worst], isOld }, { glyphs }) => {
		if (isOld) return { glyph: glyphs.unknown, token: 'warn', faded: true };
		if (worst === undefined) return { glyph: ' ', faded: false };
		return worst.severity === 'critical'
			? { glyph: glyphs.down, token: 'crit', faded: false }
			: { glyph: '!', token: 'warn', faded: false };
	},
	legend: connectionsLegend,
	examples: connectionExamples,
	stateOf: ({ troubles: [worst], isOld }) => (isOld ? 'unknown' : (worst?.text ?? 'ok')),
	detail: connectionDetail,
	tabs: connectionTabs,
	opened: connectionOpened,
	serverOf: ({ last: { server } }) => ({ id: server.id, name: server.name }),
	connectionOf: connectionTarget,
	scopes: ({ identity }): Readonly<Record<string, string>> =>
		identity === undefined ? {} : { streams: connectionsScope({ name: identity.account }) },
	json: connectionJson,
	copy: ({ last }) => ({
		text: `${last.cid} ${last.server.id}`,
		what: `cid ${last.cid} of ${last.server.name}`,
	}),
});
