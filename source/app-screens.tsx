// Which screen is drawn, from what is known and chosen: props for the views, nothing else.

import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Config } from './config.ts';
import { jsonLines } from './format/json.ts';
import { width } from './format/text.ts';
import type { Action } from './keymap.ts';
import type { ActionsOff } from './model/action.ts';
import type { EventLogSnapshot } from './model/event-log.ts';
import type { FleetSnapshot, ServerRow } from './model/fleet.ts';
import { fleetFacts } from './model/fleet-facts.ts';
import { lastOnly } from './model/last-only.ts';
import type { LinkState } from './model/link.ts';
import type { RawStatsz } from './nats/servers-loop.ts';
import type { Selection } from './selection.ts';
import type { Theme } from './theme.ts';
import { contextOf, topScreen, type UiState } from './ui-state.ts';
import { EventLogPane } from './views/event-log.tsx';
import { eventRow, serverColumnsFor } from './views/event-row.ts';
import { EventsScreen } from './views/events-screen.tsx';
import { Footer } from './views/footer.tsx';
import { Header } from './views/header.tsx';
import { MainScreen } from './views/main-screen.tsx';
import type { ServerScreenProps } from './views/server-body.ts';
import { lastServerScroll, ServerScreen } from './views/server-screen.tsx';
import { ServerTable } from './views/server-table.tsx';
import { StatszPanel } from './views/statsz-panel.tsx';

/** Everything a screen is drawn from. */
export type Shown = {
	ui: UiState;
	selection: Selection;
	fleet: FleetSnapshot;
	log: EventLogSnapshot;
	link: LinkState;
	/** The last statsz that came as the answer of an open server. */
	raw: RawStatsz | undefined;
	/** Our time for ages; stands still while paused. */
	now: number;
	/** Our time for toasts, which goes on. */
	clock: number;
	off: ActionsOff | undefined;
	bound: readonly Action[];
	version: string;
	interval: number;
	startedAt: number;
	config: Pick<Config, 'columns'>;
	columns: number;
	rows: number;
	theme: Theme;
};

const header = ({
	ui,
	fleet,
	link,
	clock,
	version,
	interval,
	startedAt,
	columns,
	theme,
}: Shown): ReactNode => (
	<Header
		columns={columns}
		theme={theme}
		link={link}
		fleet={fleet}
		now={clock}
		version={version}
		interval={interval}
		startedAt={startedAt}
		paused={ui.paused}
		exact={ui.exact}
		totals={ui.totals}
	/>
);

const footer = ({ ui, off, bound, clock, columns, theme }: Shown): ReactNode => (
	<Footer
		actions={bound}
		context={contextOf(ui)}
		off={off}
		prompt={ui.prompt}
		toast={ui.toast}
		now={clock}
		columns={columns}
		theme={theme}
	/>
);

/** When the picture stands still: since when. Of a pause and a loss of the link, whichever came first. */
export const asOf = ({ ui, link, now }: Pick<Shown, 'ui' | 'link' | 'now'>): number | undefined => {
	const lostAt = link.phase === 'disconnected' ? link.since : undefined;
	return ui.paused ? Math.min(now, lostAt ?? now) : lostAt;
};

const halted = ({ ui, link }: Shown): 'paused' | 'waiting' | undefined =>
	ui.paused ? 'paused' : link.phase === 'connected' ? undefined : 'waiting';

/** Names of one fleet begin alike: the log gives them more room where there is some. */
const serverColumnsOf = lastOnly((servers: readonly ServerRow[], columns: number): number =>
	serverColumnsFor(columns, Math.max(0, ...servers.map(({ info }) => width(info.name)))),
);

const eventLogProps = ({ ui, selection, log, now, theme, ...shown }: Shown) => ({
	events: selection.events,
	unfinished: selection.unfinished.events,
	total: log.events.length,
	dropped: log.dropped,
	rate: log.rate,
	since: log.since,
	filter: ui.events.filter,
	cursor: ui.events.cursor,
	offset: ui.events.offset,
	serverColumns: serverColumnsOf(shown.fleet.rows, shown.columns),
	halted: halted({ ...shown, ui, selection, log, now, theme }),
	nameOf: selection.nameOf,
	now,
	theme,
});

/** The row that keys act on: the first where a filter hides the one that was chosen. */
const cursorOf = (servers: readonly ServerRow[], cursor: string | undefined): string | undefined =>
	cursor === undefined || servers.some(({ key }) => key === cursor) ? cursor : servers[0]?.key;

/** The main screen: table, detail and log by their rectangles. */
export const mainScreen = (shown: Shown, overlay: ReactNode): ReactNode => {
	const { ui, selection, fleet, now, theme, config } = shown;
	const { layout, selected } = selection;
	if (layout === undefined) return null;
	const view = { now, exact: ui.exact, totals: ui.totals, theme, asOf: asOf(shown) };
	const size = (pane: 'servers' | 'detail' | 'events') => ({
		columns: layout[pane]?.columns ?? 0,
		rows: layout[pane]?.rows ?? 0,
		focused: ui.focus === pane,
	});
	return (
		<MainScreen
			layout={layout}
			header={header(shown)}
			servers={
				<ServerTable
					{...view}
					{...size('servers')}
					servers={selection.servers}
					unfinished={selection.unfinished.servers}
					total={fleet.rows.length}
					facts={fleetFacts(fleet)}
					cursor={cursorOf(selection.servers, ui.servers.cursor)}
					sort={ui.servers.sort}
					filter={ui.servers.filter}
					wide={ui.servers.wide}
					offset={ui.servers.offset}
					chosen={config.columns}
				/>
			}
			detail={<StatszPanel {...view} {...size('detail')} row={selected} />}
			events={<EventLogPane {...eventLogProps(shown)} {...size('events')} />}
			footer={footer(shown)}
			overlay={overlay}
			theme={theme}
		/>
	);
};

/** Header, body and footer of a full screen. */
const page = (shown: Shown, body: ReactNode, overlay: ReactNode): ReactNode => {
	const { frame } = shown.selection;
	return (
		<Box flexDirection="column">
			{header(shown)}
			<Box height={frame?.body.rows ?? 0} flexShrink={0}>
				{body}
			</Box>
			{footer(shown)}
			{overlay}
		</Box>
	);
};

/** Props of the server screen, or nothing when its server has left. */
const serverProps = (shown: Shown): ServerScreenProps | undefined => {
	const { ui, selection, log, now, theme, raw } = shown;
	const screen = topScreen(ui);
	const { selected: row, frame } = selection;
	if (screen.name !== 'server' || row === undefined || frame === undefined) return undefined;
	const { columns, rows } = frame.body;
	const own = log.events.filter(
		({ server, serverName }) => server?.id === row.info.id || (server?.name ?? serverName) === row.info.name,
	);
	const serverColumns = serverColumnsOf(shown.fleet.rows, shown.columns);
	const context = { nameOf: selection.nameOf, now, offset: 0, selected: false, theme, serverColumns };
	// What the server before it answered says nothing about this one.
	const answer = raw?.id === row.info.id ? raw.data : { note: 'no direct answer yet' };
	return {
		row,
		theme,
		now,
		exact: ui.exact,
		totals: ui.totals,
		tab: screen.tab,
		scroll: screen.scroll,
		rawLines: screen.raw ? jsonLines(answer, columns - 2) : undefined,
		eventLines: own.slice(-rows).map((event) => eventRow(event, columns, context)),
		eventCount: own.length,
		asOf: asOf(shown),
		columns,
		rows,
	};
};

/** Furthest scroll of the screen on top. */
export const lastScroll = (shown: Shown): number => {
	const server = serverProps(shown);
	if (server) return lastServerScroll(server);
	const screen = topScreen(shown.ui);
	const { event } = shown.selection;
	if (screen.name !== 'events' || !screen.detail || event === undefined) return 0;
	return Math.max(0, jsonLines(event.data ?? {}, shown.columns).length - 4);
};

export const serverScreen = (shown: Shown, overlay: ReactNode): ReactNode => {
	const props = serverProps(shown);
	return props === undefined ? mainScreen(shown, overlay) : page(shown, <ServerScreen {...props} />, overlay);
};

export const eventsScreen = (shown: Shown, overlay: ReactNode): ReactNode => {
	const { ui, selection } = shown;
	const screen = topScreen(ui);
	if (screen.name !== 'events') return null;
	const { frame, event } = selection;
	const detail = screen.detail ? { event, raw: screen.raw, scroll: screen.scroll } : undefined;
	return page(
		shown,
		<EventsScreen
			{...eventLogProps(shown)}
			off={ui.events.off}
			detail={detail}
			columns={frame?.body.columns ?? 0}
			rows={frame?.body.rows ?? 0}
		/>,
		overlay,
	);
};
