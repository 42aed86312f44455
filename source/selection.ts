// From pictures and choices to what is on screen: rows in order, events that pass, the selected server, what is off.

import type { Config } from './config.ts';
import { type Frame, frame, layout, type MainLayout } from './layout.ts';
import type { ActionsOff } from './model/action.ts';
import { columns as allColumns } from './model/columns.ts';
import type { LoggedEvent } from './model/event.ts';
import { type EventLogSnapshot, isShown } from './model/event-log.ts';
import { parseEventFilter, parseServerFilter } from './model/filter.ts';
import type { Work } from './model/filter-work.ts';
import type { FleetSnapshot, ServerRow } from './model/fleet.ts';
import { lastOnly } from './model/last-only.ts';
import type { LinkState } from './model/link.ts';
import { lastOffset, sortRows } from './model/table.ts';
import type { Facts } from './ui-reducer.ts';
import { type Pane, topScreen, type UiState } from './ui-state.ts';

/** What the selection is made from. */
export type Pictures = {
	ui: UiState;
	fleet: FleetSnapshot;
	log: EventLogSnapshot;
	link: LinkState;
	now: number;
	columns: number;
	rows: number;
	config: Pick<Config, 'readOnly' | 'columns' | 'ascii'>;
};

export type Selection = {
	servers: readonly ServerRow[];
	events: readonly LoggedEvent[];
	/** True where a filter has not come to all of them yet. */
	unfinished: { servers: boolean; events: boolean };
	/** The server that keys act on: of the open screen, of the selected event, or of the table's cursor. */
	selected?: ServerRow;
	/** The event under the cursor, or the newest while following. */
	event?: LoggedEvent;
	layout?: MainLayout;
	frame?: Frame;
	/** Name of an account, or its key where none is known or keys are asked for. */
	nameOf: (account: string) => string;
	facts: Facts;
};

const serverFilter = lastOnly(parseServerFilter);
const eventFilter = lastOnly(parseEventFilter);

/** How long a frame may look for what passes, milliseconds; what it did not come to is for the next one. */
const filterWork = 50;

/** What passes, in its old order, the end looked at first; `unfinished` where the time was over before all was. */
type Passing<T> = { passed: readonly T[]; unfinished: boolean };

const passes = <T>(all: readonly T[], work: Work | undefined, test: (each: T) => boolean): Passing<T> => {
	work?.begin(filterWork);
	const passed: T[] = [];
	for (let index = all.length - 1; index >= 0; index--) {
		const each = all[index];
		if (each !== undefined && test(each)) passed.push(each);
	}
	return { passed: passed.reverse(), unfinished: work?.unfinished ?? false };
};

/** `_again` differs where the same picture was not looked through yet. */
const passing = lastOnly(
	(
		log: EventLogSnapshot,
		filter: string,
		off: UiState['events']['off'],
		_again: number,
	): Passing<LoggedEvent> => {
		const parsed = eventFilter(filter);
		const known = (account: string): string | undefined => log.accountNames.get(account);
		return passes(
			log.events,
			parsed.ok ? parsed.work : undefined,
			(event) => isShown(event, off) && (!parsed.ok || parsed.matches(event, known)),
		);
	},
);

/** Rises while a filter has not come to all. */
let again = 0;

/** Rows that pass, in order: once for a picture of the fleet and a second of the clock, however many keys are pressed. */
const ordered = lastOnly(
	(
		rows: readonly ServerRow[],
		filterText: string,
		column: string,
		descending: boolean,
		totals: boolean,
		now: number,
		_again: number,
	): Passing<ServerRow> => {
		const filter = serverFilter(filterText);
		const work = filter.ok ? filter.work : undefined;
		const { passed, unfinished } = passes(rows, work, (row) => !filter.ok || filter.matches(row, now));
		return { passed: sortRows(passed, { column, descending }, { now, totals }), unfinished };
	},
);

const keysOf = lastOnly((servers: readonly ServerRow[]) => servers.map(({ key }) => key));
const numbersOf = lastOnly((events: readonly LoggedEvent[]) => events.map(({ seq }) => seq));

const panesOf = (main: MainLayout | undefined): Pane[] =>
	(['servers', 'detail', 'events'] as const).filter((pane) => main?.[pane] !== undefined);

/** The event a key acts on: the first at or after the cursor. */
const eventAt = (events: readonly LoggedEvent[], cursor: number | undefined): LoggedEvent | undefined =>
	cursor === undefined ? events.at(-1) : (events.find(({ seq }) => seq >= cursor) ?? events.at(-1));

const selectedServer = (
	{ ui, fleet }: Pictures,
	servers: readonly ServerRow[],
	event: LoggedEvent | undefined,
): ServerRow | undefined => {
	const screen = topScreen(ui);
	if (screen.name === 'server') return fleet.rows.find(({ key }) => key === screen.key);
	const onEvents = screen.name === 'events' || ui.focus === 'events';
	if (onEvents && (screen.name === 'events' || ui.events.cursor !== undefined)) {
		const { server, serverName } = event ?? {};
		const found = fleet.rows.find(
			({ info }) => info.id === server?.id || info.name === (server?.name ?? serverName),
		);
		if (found) return found;
		if (screen.name === 'events') return undefined;
	}
	return servers.find(({ key }) => key === ui.servers.cursor) ?? servers[0];
};

/** Everything derived from pictures and choices; pure, and cheap enough for every frame. */
export const select = (pictures: Pictures): Selection => {
	const { ui, fleet, log, now, columns, rows, config } = pictures;
	const { filter, sort } = ui.servers;
	const table = ordered(fleet.rows, filter, sort.column, sort.descending, ui.totals, now, again);
	const list = passing(log, ui.events.filter, ui.events.off, again);
	if (table.unfinished || list.unfinished) again++;
	const servers = table.passed;
	const events = list.passed;
	const event = eventAt(events, ui.events.cursor);
	const main = layout(columns, rows, {
		servers: servers.length,
		detail: true,
		focus: ui.focus,
		zoom: ui.zoom,
	});
	const page = frame(columns, rows);
	const top = topScreen(ui);
	const eventPage = top.name === 'main' ? (main?.events?.rows ?? 1) - 1 : (page?.body.rows ?? 1) - 1;
	return {
		servers,
		events,
		unfinished: { servers: table.unfinished, events: list.unfinished },
		event,
		layout: main,
		frame: page,
		selected: selectedServer(pictures, servers, event),
		nameOf: (account) => (ui.keys ? account : (log.accountNames.get(account) ?? account)),
		facts: {
			rows: keysOf(servers),
			events: numbersOf(events),
			serverPage: Math.max(1, (main?.servers?.rows ?? 3) - 2),
			eventPage: Math.max(1, eventPage),
			lastScroll: Number.MAX_SAFE_INTEGER,
			sortColumns: allColumns.map(({ id }) => id),
			lastOffset: lastOffset(main?.servers?.columns ?? columns, {
				wide: true,
				offset: 0,
				chosen: config.columns,
				ascii: config.ascii,
			}),
			panes: panesOf(main),
		},
	};
};

/** Why nothing may be asked of a server now; `reload` is off by itself in read-only mode. */
export const actionsOff = (
	link: LinkState,
	server: ServerRow | undefined,
	readOnly: boolean,
): ActionsOff | undefined => {
	if (link.phase !== 'connected') return 'disconnected';
	if (readOnly) return 'read-only';
	if (server?.state === 'down' || server?.state === 'lameduck') return server.state;
	return undefined;
};
