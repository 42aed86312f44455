// The screen of closed connections: when and why each ended, and the clients that reconnect again and again.

import { type ClosedRow, isBadEnd } from '../../model/closed-book.ts';
import { connectionName } from '../../model/connection.ts';
import { modes } from '../../model/mode.ts';
import { connectionJson } from '../connections/json.ts';
import { defineScreen } from '../define-screen.ts';
import { closedColumns } from './columns.ts';
import { closedDetail } from './detail.ts';
import { type ClosedFacts, closedFacts } from './facts.ts';
import { closedExamples, closedLegend } from './legend.ts';
import { type ClosedSnapshot, closedHonesty, closedOnce, openClosed } from './source.ts';

export const closed = defineScreen<ClosedRow, ClosedSnapshot, ClosedFacts>({
	...{ id: 'closed', key: '4', title: 'Closed connections', tab: 'Closed', list: 'table' },
	modes,
	about: 'clients that have gone, when and why',
	noun: ['closed connection', 'closed connections'],
	empty: () => 'No server has told of a connection that ended.',
	source: { asked: 'while visible', open: openClosed, once: closedOnce },
	rows: ({ rows }) => rows,
	most: 100,
	honesty: closedHonesty,
	facts: closedFacts,
	keyOf: ({ key }) => key,
	namesOf: ({ last }) => [connectionName(last) ?? '', last.server.name, String(last.cid)],
	columns: closedColumns,
	sort: { column: 'stop', descending: true },
	fields: [{ names: ['cluster'], texts: ({ last }) => [last.server.cluster] }],
	anywhere: ({ last, identity }, { nameOf }) => [
		...[last.name, last.mqttClient, last.ip, last.server.name, last.reason, last.lang],
		...[identity?.user, identity?.account, identity && nameOf(identity.account)],
	],
	rowLook: ({ last }) =>
		isBadEnd(last) ? { glyph: '!', token: 'warn', faded: false } : { glyph: ' ', faded: false },
	legend: closedLegend,
	examples: closedExamples,
	detail: closedDetail,
	serverOf: ({ last: { server } }) => ({ id: server.id, name: server.name }),
	json: ({ last, identity }, look) => connectionJson({ last, identity, troubles: [] }, look),
	copy: ({ last }) => ({
		text: `${last.cid} ${last.server.id} ${last.reason ?? ''}`.trim(),
		what: `cid ${last.cid} of ${last.server.name}`,
	}),
});
