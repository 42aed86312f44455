// The screen of servers, which natstop shows first.

import { jsonLines } from '../../format/json.ts';
import { serverJson } from '../../format/server-json.ts';
import { width } from '../../format/text.ts';
import { fileNamePart } from '../../model/action.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { type FleetFacts, fleetFacts, peerSeverityIn, rankIn, troublesIn } from '../../model/fleet-facts.ts';
import { isOld, stateWords } from '../../model/server-facts.ts';
import type { Opened, OpenedView } from '../../table/list-state.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import { defineScreen } from '../define-screen.ts';
import { eventRow, serverColumnsFor } from '../events/event-row.ts';
import type { ScreenLook, Size } from '../screen.ts';
import { pairOf, type ServersSnapshot } from '../source.ts';
import { serverColumns, serverOrder } from './columns.ts';
import { markFields, serverFields, serverTexts } from './filter.ts';
import { serverExamples, serversLegend } from './legend.ts';
import { serverTabs } from './server-body.ts';
import { serverScreen } from './server-screen.ts';
import { rowMark } from './state-mark.ts';
import { statszPanelRows } from './statsz-panel.ts';

/** The snapshot of the servers; `log` has the events of each. */
type Snapshot = ServersSnapshot & { log?: EventLogSnapshot };

type Facts = FleetFacts & { nameOf: (account: string) => string; isMarked: (id: string) => boolean };

type ServerLook = ScreenLook<Facts>;

/** The same as long as only events come: nothing is sorted again for them. */
const factsOf = memoizeLast(
	(
		facts: FleetFacts,
		names: EventLogSnapshot['accountNames'] | undefined,
		marks: readonly string[] = [],
	): Facts => {
		const marked = new Set(marks);
		return {
			...facts,
			nameOf: (account) => names?.get(account) ?? account,
			isMarked: (id) => marked.has(id),
		};
	},
);

const eventsOf = ({ info }: ServerRow, log: EventLogSnapshot | undefined): readonly LoggedEvent[] =>
	(log?.events ?? []).filter(
		({ server, serverName }) => server?.id === info.id || (server?.name ?? serverName) === info.name,
	);

/** The statsz that the open server answered to us alone; nothing while the last one is still of another server. */
const answerOf = ({ info }: ServerRow, { raw }: Snapshot): unknown =>
	raw?.id === info.id ? raw.data : undefined;

const opened = (
	row: ServerRow | undefined,
	{ tab, raw, scroll }: Opened,
	{ width: columns, height }: Size,
	look: ServerLook,
	snapshot: Snapshot,
): OpenedView => {
	if (row === undefined) return { rows: [], page: 1, last: 0 };
	const { theme, now, exact, totals, asOf, nameOf, screenWidth } = look;
	const own = eventsOf(row, snapshot.log);
	const longest = Math.max(0, ...snapshot.fleet.rows.map(({ info }) => width(info.name)));
	const context = {
		...{ nameOf, now, theme, offset: 0, selected: false },
		serverColumns: serverColumnsFor(screenWidth, longest),
	};
	return serverScreen({
		...{ row, theme, now, exact, totals, scroll, asOf, columns, rows: height },
		troubles: troublesIn(look, row),
		peer: (name) => peerSeverityIn(look, row, name),
		tab: serverTabs.find((known) => known === tab) ?? 'overview',
		rawLines: raw
			? jsonLines(answerOf(row, snapshot) ?? { note: 'no direct answer yet' }, columns - 2)
			: undefined,
		eventLines: own.slice(-height).map((event) => eventRow(event, columns, context)),
		eventCount: own.length,
	});
};

export const servers = defineScreen<ServerRow, Snapshot, Facts>({
	id: 'servers',
	key: '1',
	title: 'Servers',
	about: 'every server of the system, and how it is',
	noun: ['server', 'servers'],
	list: 'table',
	empty: () => 'No server has answered yet.',
	source: {
		asked: 'always',
		open: (watching) => pairOf(watching.servers, watching.events, (known, log) => ({ ...known, log })),
		async once({ servers: ask }) {
			const { fleet, why, silent } = await ask();
			return { snapshot: { fleet }, at: fleet.at, silent, ...(fleet.rows.length === 0 && { failed: why }) };
		},
		freeze: ({ fleet, ...rest }) => ({
			...rest,
			// Histories go on being written, so a frozen snapshot has its own copies.
			fleet: { ...fleet, rows: fleet.rows.map((row) => ({ ...row, history: row.history.clone() })) },
		}),
	},
	rows: ({ fleet }) => fleet.rows,
	facts: ({ fleet, log }, { keys, marks }) =>
		factsOf(fleetFacts(fleet), keys ? undefined : log?.accountNames, marks),
	keyOf: ({ key }) => key,
	...serverOrder,
	columns: serverColumns,
	sort: { column: 'trouble', descending: true },
	rank: (row, facts) => rankIn(facts, row),
	fields: [...serverFields, ...markFields],
	anywhere: serverTexts,
	rowLook: (row, look) => ({ ...rowMark(row, troublesIn(look, row), look.glyphs), faded: isOld(row) }),
	stateOf: ({ state }) => stateWords[state],
	detail: (row, { width: columns, height }, look, focused) => {
		const { theme, now, exact, totals, asOf } = look;
		return statszPanelRows({
			...{ row, theme, now, exact, totals, asOf, focused, columns, rows: height },
			troubles: row && troublesIn(look, row),
			peer: row && ((name) => peerSeverityIn(look, row, name)),
		});
	},
	legend: serversLegend,
	examples: serverExamples,
	tabs: serverTabs,
	opened,
	serverOf: ({ info }) => ({ id: info.id, name: info.name }),
	json: (row, look) => serverJson(row, troublesIn(look, row)),
	copy: ({ info }, _, open) =>
		open ? { text: info.id, what: 'the server id' } : { text: info.name, what: info.name },
	exportOpened: (row, snapshot) => ({
		name: `statsz-${fileNamePart(row.info.name, row.info.id)}`,
		ending: 'json',
		text: `${JSON.stringify(answerOf(row, snapshot) ?? serverJson(row, troublesIn(fleetFacts(snapshot.fleet), row)), undefined, 2)}\n`,
	}),
});
