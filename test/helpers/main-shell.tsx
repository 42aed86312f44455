// The main and the server screen as the program puts them together, for the tests that compare whole screens.

import type { ReactElement } from 'react';
import { actions } from '../../source/keymap.ts';
import { frame, layout } from '../../source/layout.ts';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import { fleetFacts } from '../../source/model/fleet-facts.ts';
import type { LinkState } from '../../source/model/link.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import { EventLogPane } from '../../source/views/event-log.tsx';
import { eventRow } from '../../source/views/event-row.ts';
import { Footer } from '../../source/views/footer.tsx';
import { Header, type HeaderProps } from '../../source/views/header.tsx';
import { MainScreen } from '../../source/views/main-screen.tsx';
import type { ServerScreenProps } from '../../source/views/server-body.ts';
import { ServerTable, type ServerTableProps } from '../../source/views/server-table.tsx';
import { StatszPanel, type StatszPanelProps } from '../../source/views/statsz-panel.tsx';
import { listeningSince, loggedEvents } from '../fixtures/events.ts';
import { connectedLink, now as fixtureNow, fleetSnapshot } from '../fixtures/fleet.ts';
import { logProps, type Size } from './screen-file.tsx';

export type MainShellProps = {
	size: Size;
	theme: Theme;
	fleet?: FleetSnapshot;
	link?: LinkState;
	now?: number;
	/** What the table is given beyond the fleet: filter, cursor, wide. */
	table?: Partial<ServerTableProps>;
	header?: Partial<HeaderProps>;
	panel?: Partial<StatszPanelProps>;
	focus?: 'servers' | 'detail' | 'events';
	zoom?: boolean;
	asOf?: number;
};

const interval = 2000;

/** The main screen on a fleet; the second server is selected unless told. */
export const MainShell = (props: MainShellProps): ReactElement => {
	const { size, theme, fleet = fleetSnapshot(), link = connectedLink(), now = fixtureNow, asOf } = props;
	const { focus = 'servers', zoom = false, table = {}, header = {}, panel = {} } = props;
	const servers = table.servers ?? fleet.rows;
	const places = layout(size.columns, size.rows, { servers: servers.length, detail: true, focus, zoom });
	if (!places) throw new Error('too small');
	const cursor = 'cursor' in table ? table.cursor : 'east-1';
	const shared = { now, exact: false, totals: false, theme, ...(asOf ? { asOf } : {}) };
	const row = fleet.rows.find((each) => each.key === cursor);
	const off = link.phase === 'connected' ? {} : { off: 'disconnected' as const };
	return (
		<MainScreen
			layout={places}
			theme={theme}
			header={
				<Header
					columns={size.columns}
					theme={theme}
					link={link}
					fleet={fleet}
					now={now}
					version="0.1.0"
					interval={interval}
					startedAt={listeningSince}
					paused={false}
					exact={false}
					totals={false}
					{...header}
				/>
			}
			servers={
				<ServerTable
					{...shared}
					servers={servers}
					total={fleet.rows.length}
					facts={fleetFacts(fleet)}
					sort={{ column: 'cpu', descending: true }}
					filter=""
					wide={false}
					offset={0}
					focused={focus === 'servers'}
					columns={places.servers?.columns ?? 0}
					rows={places.servers?.rows ?? 0}
					{...table}
					cursor={cursor}
				/>
			}
			detail={
				<StatszPanel
					{...shared}
					{...(row ? { row } : {})}
					focused={focus === 'detail'}
					columns={places.detail?.columns ?? 0}
					rows={places.detail?.rows ?? 0}
					{...panel}
				/>
			}
			events={
				<EventLogPane
					{...logProps(theme)}
					now={now}
					focused={focus === 'events'}
					columns={places.events?.columns ?? 0}
					rows={places.events?.rows ?? 0}
					{...(link.phase === 'connected' ? {} : { halted: 'waiting' as const })}
				/>
			}
			footer={
				<Footer actions={actions} context={focus} now={now} columns={size.columns} theme={theme} {...off} />
			}
		/>
	);
};

/** What the server screen is given in the tests, for the server with this key. */
export const serverProps = (
	key: string,
	size: Pick<Size, 'columns' | 'rows' | 'ascii'>,
	over: Partial<ServerScreenProps> = {},
): ServerScreenProps => {
	const theme = over.theme ?? createTheme('default', size.ascii);
	const row = fleetSnapshot().rows.find((each) => each.key === key);
	if (!row) throw new Error(`no ${key}`);
	const look = { nameOf: (account: string) => account, now: fixtureNow, offset: 0, selected: false, theme };
	const own = loggedEvents.filter((event) => (event.server?.name ?? event.serverName) === row.info.name);
	return {
		row,
		theme,
		now: fixtureNow,
		exact: false,
		totals: false,
		tab: 'overview',
		scroll: 0,
		eventLines: own.map((event) => eventRow(event, size.columns, look)),
		eventCount: own.length,
		columns: size.columns,
		rows: frame(size.columns, size.rows)?.body.rows ?? 0,
		...over,
	};
};
