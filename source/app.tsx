// The composition root of the monitor: calls the hooks, holds the choices, picks the screen.

import { Box, useApp, useWindowSize } from 'ink';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { AppProps } from './app/app-props.ts';
import { backgroundOf } from './app/background.ts';
import { dialogFactsOf } from './app/dialog-facts.ts';
import { deniedTexts, dialogOf, namedLink, noticeOf, suggestionsOf } from './app/draw-dialog.tsx';
import { asOf, drawScreen, type Shown } from './app/draw-screen.tsx';
import { hereOf, namedHere } from './app/here.ts';
import { settingsMemory } from './app/keep-settings.ts';
import { knownNames } from './app/known-names.ts';
import { lookedAt } from './app/looked-at.ts';
import { Controller } from './app/press-key.ts';
import { pressMouse } from './app/press-mouse.ts';
import { actionsOff, type Selection, select } from './app/selection.ts';
import { useViewer } from './app/use-viewer.tsx';
import type { DialogFacts } from './dialogs/dialog.ts';
import { createEffects } from './effects.ts';
import { HoldFrame } from './hooks/hold-frame.tsx';
import { useMouse } from './hooks/mouse-input.ts';
import { useClock } from './hooks/use-clock.ts';
import { useConnection } from './hooks/use-connection.ts';
import { useConnectionAct } from './hooks/use-connection-act.ts';
import { useEvents } from './hooks/use-events.ts';
import { useFreeze } from './hooks/use-freeze.ts';
import { useKeys } from './hooks/use-keys.ts';
import { useProfile } from './hooks/use-profile.ts';
import { useReload } from './hooks/use-reload.ts';
import { useServers } from './hooks/use-servers.ts';
import { ScreenSources, useLook, useShots } from './hooks/use-shots.ts';
import { useSuspend } from './hooks/use-suspend.ts';
import { useUi } from './hooks/use-ui.ts';
import { WindowTitle } from './hooks/window-title.tsx';
import { bindKeys } from './keys/keymap.ts';
import { everyList } from './screens/every-list.ts';
import { givenLists } from './screens/given-lists.ts';
import { screens as registry } from './screens/registry.ts';
import type { BaseLook } from './screens/screen.ts';
import { createTheme } from './theme.ts';
import {
	initialUi,
	isTyping,
	listOf,
	openKey,
	paneLists,
	screensInView,
	topPlace,
	type UiState,
} from './ui/ui-state.ts';
import { NoticeScreen } from './views/notice.tsx';
import { type SeenLists, SeenListsContext } from './views/seen-lists.ts';
import { TableStarts } from './views/table-pane.tsx';
import { ToastOver, toastRect } from './views/toast.tsx';
import { TooSmall } from './views/too-small.tsx';
import { windowTitle } from './views/window-title.ts';

/** The whole monitor. */
export const App = (props: AppProps) => {
	const { monitor, config, screens = registry, onSaved, capture } = props;
	const { exit } = useApp();
	const { columns, rows } = useWindowSize();
	const [palette, setPalette] = useState(config.theme);
	const [interval, setRoundInterval] = useState(config.interval);
	const theme = useMemo(() => createTheme(palette, config.ascii), [palette, config.ascii]);
	const bound = useMemo(() => bindKeys(config.keys, screens), [config.keys, screens]);
	const lists = everyList(screens);
	const ui = useUi(() => initialUi(lists, givenLists(lists, config.screens)), monitor.now);
	const [seen] = useState<SeenLists>(() => new Map());
	const [tableStarts] = useState(() => new Map<string, number>());
	const [settings] = useState(() => settingsMemory(config, ui.get().lists));
	const clock = useClock(monitor.now);
	const connection = useConnection(monitor);
	const { fleet: liveFleet } = useServers(monitor, openKey(ui.state, paneLists.servers));
	const liveLog = useEvents(monitor, listOf(ui.state, paneLists.events).off);
	const { timeout } = config.connection;
	const [sources] = useState(() => new ScreenSources(monitor.watching, screens, backgroundOf(config)));
	const { screen, of, open } = topPlace(ui.state);
	const live = useShots(sources, screensInView(ui.state), { screen, of, key: open?.key });
	const { shots, fleet, now } = useFreeze({ shots: live, fleet: liveFleet, now: clock }, ui.state.paused);
	const reload = useReload(monitor, timeout, props.sendReload);
	const act = useConnectionAct(monitor, timeout, props.sendAct);
	const profile = useProfile(monitor, { timeout, directory: config.dir, onSaved, capture });
	const { suspend, repaint } = useSuspend(props.drain);
	const viewer = useViewer({ config, suspend, repaint, quit: exit, writeRaw: props.writeRaw }, theme);
	const memory = useRef({
		lastProfile: { kind: 4, level: 0 as const, seconds: 5 } as Controller['facts']['lastProfile'],
		history: {} as Controller['facts']['history'],
		exports: {} as Controller['facts']['exports'],
	});

	const link = namedLink(connection.link, liveLog.accountNames);
	const lookOf = (state: UiState): BaseLook => ({
		...{ theme, glyphs: theme.glyphs, now, screenWidth: columns },
		...{ totals: state.totals, exact: state.exact },
		choices: { totals: state.totals, exact: state.exact, keys: state.keys },
		asOf: asOf({ ui: state, link, now }),
	});
	const selectOf = (state: UiState): Selection =>
		select({ ui: state, screens, shots, fleet, look: lookOf(state), columns, rows, config });
	const selection = selectOf(ui.state);
	useLook(sources, ...lookedAt(ui.state, selection));
	const off: DialogFacts['off'] = (server, action) =>
		actionsOff(link, server, config.readOnly && action !== 'profile');
	const dialogFacts = (state: UiState, chosen: Selection): DialogFacts =>
		dialogFactsOf(state, chosen, {
			...{ off, servers: fleet.rows, actions: namedHere(bound, chosen) },
			reload: { state: reload.state, subject: props.subjects.reload },
			act: { state: act.state, own: act.own },
			profile: { state: profile.state, directory: config.dir, cwd: process.cwd(), scpHost: props.scpHost },
			here: hereOf(state, chosen, screens, config.mouse),
			screen: { columns, rows, now: clock, theme },
		});
	const notice = noticeOf({
		...{ link, theme, now: clock, version: props.version, subject: props.subjects.ping },
		...{ stepsDone: connection.stepsDone, serverVersion: connection.serverVersion },
		refused: connection.access === 'no' ? connection.outcome : undefined,
		servers: fleet.rows.length,
		rounds: fleet.rounds,
		denied: fleet.rows.length > 0 ? [] : deniedTexts(liveLog.events),
	});
	const effects = createEffects({
		...{ ui, monitor, config, actions: { reload, act, profile }, viewer: viewer.store },
		view: {
			look: lookOf(ui.state),
			notice,
			select: () => selectOf(ui.get()),
			screens,
			refresh: () => sources.refresh(),
		},
		terminal: { quit: () => exit(), suspend, repaint, writeRaw: props.writeRaw, scpHost: props.scpHost },
		choices: { setPalette, setInterval: setRoundInterval, settings },
		memory: memory.current,
	});
	const controller = new Controller(
		ui,
		{
			...{ bound, screens, profile: profile.state, ...memory.current },
			select: () => selectOf(ui.get()),
			look: () => lookOf(ui.get()),
			allServers: () => fleet.rows,
			dialogs: () => dialogFacts(ui.get(), selectOf(ui.get())),
		},
		effects,
	);
	useKeys(
		(key) => viewer.press(key) || (notice ? effects.noticeKey(key) : controller.press(key)),
		() => viewer.isTyping() || isTyping(ui.get()),
	);
	useMouse(props.mouse, props.drain.mouse, (report) => {
		if (notice || viewer.screen) return;
		const sceneOf = (state: UiState) => {
			const toast = toastRect({ toast: state.toast, now: clock, columns, rows, theme });
			return { selection: selectOf(state), seen, theme, ...(toast && { toast }) };
		};
		pressMouse(controller, sceneOf, report);
	});
	const held = (screen: ReactNode) => (
		<HoldFrame drain={props.drain}>
			<WindowTitle
				title={props.drain.title}
				text={config.title ? windowTitle(link, liveFleet, theme.glyphs) : undefined}
			/>
			{screen}
		</HoldFrame>
	);
	if (viewer.screen) return held(viewer.screen);
	if (selection.frame === undefined) return held(<TooSmall columns={columns} rows={rows} theme={theme} />);
	const toast = <ToastOver toast={ui.state.toast} now={clock} columns={columns} rows={rows} theme={theme} />;
	if (notice) {
		return held(
			<Box width={columns} height={rows}>
				<NoticeScreen notice={notice} columns={columns} rows={rows} theme={theme} />
				{toast}
			</Box>,
		);
	}
	const overlay = (
		<>
			{suggestionsOf(ui.state, () => knownNames(selection, fleet.rows, screens), { columns, rows, theme })}
			{dialogOf(ui.state, () => dialogFacts(ui.state, selection))}
			{toast}
		</>
	);
	const shown: Shown = {
		...{ ui: ui.state, selection, look: lookOf(ui.state), fleet, link, clock, bound, interval },
		...{ version: props.version, startedAt: props.startedAt, columns, rows },
		others: monitor.health.counts(clock, ['server']),
		off: off(selection.server, 'reload'),
	};
	return held(
		<TableStarts value={tableStarts}>
			<SeenListsContext value={seen}>
				<Box width={columns} height={rows}>
					{drawScreen(shown, overlay)}
				</Box>
			</SeenListsContext>
		</TableStarts>,
	);
};
