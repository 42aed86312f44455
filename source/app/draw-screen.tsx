// Picks the screen to draw and gives the views their props, from snapshots and choices.

import { Box } from 'ink';
import type { ReactNode } from 'react';
import { PromptCursor } from '../hooks/prompt-cursor.tsx';
import type { Action } from '../keys/actions.ts';
import type { ActionsOff } from '../model/action.ts';
import { withCommas } from '../model/count-words.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { HealthCounts } from '../model/health/health-book.ts';
import type { LinkState } from '../model/link.ts';
import { judgeHonesty } from '../screens/honesty.ts';
import type { BaseLook, Shot, Size } from '../screens/screen.ts';
import type { Theme, Token } from '../theme.ts';
import { contextOf, isMain, modeOf, paneListsOf, type UiState } from '../ui/ui-state.ts';
import { Footer } from '../views/footer.tsx';
import { Header } from '../views/header.tsx';
import type { HeaderTime } from '../views/header-time.ts';
import { LogPane } from '../views/log-pane.tsx';
import { LogScreen } from '../views/log-screen.tsx';
import { MainScreen } from '../views/main-screen.tsx';
import { promptCaret } from '../views/prompt.ts';
import { Rows } from '../views/rows.tsx';
import { TablePane } from '../views/table-pane.tsx';
import { TableScreen } from '../views/table-screen.tsx';
import { type Tabs, tabsRow } from '../views/tabs-row.ts';
import { forFooter, idleActions, namedHere } from './here.ts';
import { chosenKey, type ListInView, rowAt, type Selection } from './selection.ts';

/** Everything a screen is drawn from. */
export type Shown = {
	ui: UiState;
	selection: Selection;
	look: BaseLook;
	/** The servers that the header counts and sums up. */
	fleet: FleetSnapshot;
	/** Checks that fail on what is no server. */
	others?: HealthCounts;
	link: LinkState;
	/** Our time, ms since the epoch: the clock of the header goes on while a paused screen stands still. */
	clock: number;
	off: ActionsOff | undefined;
	/** How the watched context looks in the header, where that is configured. */
	context?: { text: string; token?: Token };
	/** What is done to several servers, for the header. */
	work?: { text: string; isBad: boolean };
	/** The file that is being recorded to, for the header. */
	recording?: { forMs: number; bytes: number };
	/** The earlier moment that is looked at; absent for now. */
	time?: HeaderTime;
	bound: readonly Action[];
	version: string;
	interval: number;
	startedAt: number;
	columns: number;
	rows: number;
};

/** The time since which the screen stands still: the pause or the loss of the link, whichever came first. */
export const asOf = ({
	ui,
	link,
	now,
}: {
	ui: UiState;
	link: LinkState;
	now: number;
}): number | undefined => {
	const lostAt = link.phase === 'disconnected' ? link.since : undefined;
	return ui.paused ? Math.min(now, lostAt ?? now) : lostAt;
};

const header = ({
	ui,
	fleet,
	others,
	link,
	clock,
	version,
	interval,
	startedAt,
	columns,
	look,
	work,
	recording,
	context,
	time,
}: Shown): ReactNode => (
	<Header
		columns={columns}
		theme={look.theme}
		link={link}
		fleet={fleet}
		others={others}
		now={clock}
		version={version}
		interval={interval}
		startedAt={startedAt}
		paused={ui.paused}
		exact={ui.exact}
		totals={ui.totals}
		work={work}
		recording={recording}
		context={context}
		time={time}
	/>
);

const footer = ({ ui, selection, off, bound, columns, rows, look: { theme }, time }: Shown): ReactNode => {
	const idle = idleActions(ui, selection);
	return (
		<>
			<Footer
				actions={forFooter(namedHere(bound, selection), selection).filter(({ id }) => !idle.includes(id))}
				context={contextOf(ui, selection.facts.list.kind)}
				off={off}
				isBack={time !== undefined}
				isStill={time?.word !== undefined}
				marked={selection.marked.size}
				prompt={ui.prompt}
				columns={columns}
				theme={theme}
			/>
			<PromptCursor at={ui.prompt && { x: promptCaret(ui.prompt, columns, theme), y: rows - 1 }} />
		</>
	);
};

const halted = ({ ui, link, time }: Shown): 'paused' | 'waiting' | undefined =>
	time !== undefined ? undefined : ui.paused ? 'paused' : link.phase === 'connected' ? undefined : 'waiting';

/** How complete and how fresh a list is, for its pane. An old list says since when, and so do all without a link. */
const honestyProps = ({ honesty }: Shot, look: BaseLook, interval: number) => {
	const judged = judgeHonesty(honesty, look.now, interval);
	return { honesty: judged, look: { ...look, asOf: look.asOf ?? judged.oldSince } };
};

/** The words in the title for the scope of a list: the terms it is narrowed to, or the object it is opened on. */
const scopeText = ({ scope }: ListInView, { selection: { object } }: Shown): string =>
	scope === '' ? (object?.item?.name ?? '') : scope;

/** Props of a table's pane, wherever it stands. */
const tableProps = (list: ListInView, shown: Shown) => {
	const { screen, shot, state, view } = list;
	const { above } = shot;
	const { look } = shown;
	return {
		...honestyProps(shot, look, shown.interval),
		...{ screen, view, total: shot.total, list: state, summary: shot.summary },
		scope: scopeText(list, shown),
		following: chosenKey(view, state),
		...(above && { above: (size: Size) => above(size, look) }),
	};
};

/** Props of a log's pane, wherever it stands. */
const logProps = (list: ListInView, shown: Shown) => {
	const { screen, shot, state, view } = list;
	return {
		...honestyProps(shot, shown.look, shown.interval),
		...{ screen, view, total: shot.total, list: state },
		scope: scopeText(list, shown),
		counts: shot.counts ?? { dropped: {}, most: 0, rate: 0, since: shown.look.now },
		halted: halted(shown),
	};
};

/** The main screen: servers, the detail of one, and the log, by their rectangles. */
const mainScreen = (shown: Shown, overlay: ReactNode): ReactNode => {
	const { ui, selection, look } = shown;
	const { layout, list, server } = selection;
	const panes = paneListsOf(ui);
	const [servers, events] = [list(panes.servers), list(panes.events)];
	if (layout === undefined || servers === undefined || events === undefined) return null;
	const size = (pane: 'servers' | 'detail' | 'events') => ({
		width: layout[pane]?.columns ?? 0,
		height: layout[pane]?.rows ?? 0,
	});
	const detail =
		layout.detail &&
		servers.shot.detail(
			modeOf(ui) === 'account' ? rowAt(servers)?.key : server?.key,
			size('detail'),
			look,
			ui.focus === 'detail',
		);
	return (
		<MainScreen
			layout={layout}
			header={header(shown)}
			servers={
				<TablePane
					{...tableProps(servers, shown)}
					{...size('servers')}
					focused={ui.focus === 'servers'}
					marked={selection.marked}
				/>
			}
			detail={<Rows lines={detail ?? []} />}
			events={<LogPane {...logProps(events, shown)} {...size('events')} focused={ui.focus === 'events'} />}
			footer={footer(shown)}
			overlay={overlay}
			theme={look.theme}
		/>
	);
};

/** The tabs of the object on top, with how many rows their lists have; else the screens of the number. */
export const tabsOf = ({ object, tabs, active }: Selection): Tabs =>
	object
		? {
				all: object.tabs.map(({ id, title }) => {
					const rows = object.item?.tabs.find((tab) => tab.id === id)?.rows;
					return { id, title: rows === undefined ? title : `${title} ${withCommas(rows)}` };
				}),
				tab: object.tab,
			}
		: {
				all: tabs.map(({ id, title, tab = title }) => {
					const rows = active?.shot.siblings?.[id];
					return { id, title: rows === undefined ? tab : `${tab} ${withCommas(rows)}`, short: tab };
				}),
				tab: active?.screen.id ?? '',
			};

/** An open object: its rows, with the row of tabs under the title where its rows have none. */
export const objectRows = (selection: Selection, width: number, theme: Theme): readonly string[] => {
	const [title = '', ...rest] = selection.opened()?.rows ?? [];
	const tabs = selection.object?.hasLists ? [tabsRow(tabsOf(selection), undefined, width, theme)] : [];
	return [title, ...tabs, ...rest];
};

/** The body between header and footer, on every screen but the main one. */
const bodyOf = (shown: Shown): ReactNode => {
	const { selection, look } = shown;
	const { active, frame, open, object } = selection;
	if (frame === undefined || active === undefined) return null;
	const { columns: width, rows: height } = frame.body;
	const { screen, shot } = active;
	const isLog = screen.list === 'log';
	if (isLog) {
		const tabs = tabsRow(tabsOf(selection), undefined, width, look.theme);
		return (
			<LogScreen
				key={`${screen.id} ${active.scope}`}
				{...logProps(active, shown)}
				tabs={object && tabs}
				groups={screen.groups ?? []}
				opened={open && selection.opened()?.rows}
				width={width}
				height={height}
			/>
		);
	}
	if (open !== undefined) return <Rows lines={objectRows(selection, width, look.theme)} />;
	return (
		<TableScreen
			key={`${screen.id} ${active.scope}`}
			{...tableProps(active, shown)}
			tabs={tabsOf(selection)}
			hasDetail={screen.hasDetail}
			detail={(size) => shot.detail(selection.item?.key, size, look, false)}
			width={width}
			height={height}
		/>
	);
};

/** Draws the screen on top; the main one in place of an object that is not there any more. */
export const drawScreen = (shown: Shown, overlay: ReactNode): ReactNode => {
	const { ui, selection } = shown;
	const { object, open, item } = selection;
	const isGone = object ? object.item === undefined : open !== undefined && item === undefined;
	if (isMain(ui) || isGone) return mainScreen(shown, overlay);
	return (
		<Box flexDirection="column">
			{header(shown)}
			<Box height={selection.frame?.body.rows ?? 0} flexShrink={0}>
				{bodyOf(shown)}
			</Box>
			{footer(shown)}
			{overlay}
		</Box>
	);
};
