// The screen of routes: who of a cluster sees whom, in a matrix that folds what is whole.

import type { RouteRow } from '../../../model/network/route-row.ts';
import { term } from '../../accounts/scopes.ts';
import { defineScreen } from '../../define-screen.ts';
import { routesReport } from '../reports.ts';
import { routeColumns } from './columns.ts';
import { connections, routeOpened } from './connections.ts';
import { routeDetail } from './detail.ts';
import { type RouteFacts, routeFacts } from './facts.ts';
import { cellFigures } from './figures.ts';
import { routeJson } from './json.ts';
import { routeExamples, routesLegend } from './legend.ts';
import { routeRowLook } from './matrix.ts';
import { routesPane } from './pane.ts';
import { type RoutesSnapshot, routesHonesty } from './snapshot.ts';
import { openRoutes, routesOnce } from './source.ts';

export const routes = defineScreen<RouteRow, RoutesSnapshot, RouteFacts>({
	...{ id: 'routes', key: '7', title: 'Routes', list: 'custom' },
	about: 'the routes between servers of a cluster',
	noun: ['server with routes', 'servers with routes'],
	empty: () => 'No server has told of a route yet.',
	source: {
		...{ asked: 'while visible', open: openRoutes, once: routesOnce },
		// Trends go on being written, so a frozen snapshot has its own copy.
		freeze: (snapshot) => ({ ...snapshot, trends: snapshot.trends?.clone() }),
	},
	rows: ({ rows }) => rows,
	report: routesReport,
	honesty: routesHonesty,
	heading: ({ counts }) => ({ siblings: counts }),
	facts: routeFacts,
	keyOf: ({ key }) => key,
	namesOf: ({ name, server }) => [name, server.info.id],
	blockOf: ({ group }) => group.place,
	figures: cellFigures,
	columns: routeColumns,
	sort: { column: 'trouble', descending: true },
	fields: [
		{
			names: ['to'],
			texts: ({ group, name, peers }) => [...group.names.filter((each) => each !== name), ...peers.keys()],
		},
		{ names: ['state'], texts: (row) => row.group.names.map((name) => row.stateOf(name)) },
	],
	anywhere: ({ name, group, troubles }) => [name, group.name, ...troubles.map(({ text }) => text)],
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld,
	rowLook: (row, { glyphs }) => routeRowLook(row, glyphs),
	stateOf: ({ troubles: [worst], isOld }) => (isOld ? 'unknown' : (worst?.text ?? 'ok')),
	pane: routesPane,
	detail: routeDetail,
	tabs: [{ list: connections }],
	opened: routeOpened,
	legend: routesLegend,
	examples: routeExamples,
	scopes: ({ name }) => ({ connections: term('server', name), streams: term('server', name) }),
	serverOf: ({ server }) => ({ id: server.info.id, name: server.info.name }),
	json: routeJson,
	copy: ({ name, troubles: [worst] }) => ({
		text: worst === undefined ? name : `${name}: ${worst.text}`,
		what: name,
	}),
});
