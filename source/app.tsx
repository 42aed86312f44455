// The composition root of the monitor: calls the hooks, holds the choices, picks the screen.

import { Box, useApp, useWindowSize } from 'ink';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { AppProps } from './app/app-props.ts';
import { backgroundOf } from './app/background.ts';
import { contextMark } from './app/context-mark.ts';
import { actionFacts, dialogFactsOf } from './app/dialog-facts.ts';
import { deniedTexts, dialogOf, namedLink, noticeOf, suggestionsOf } from './app/draw-dialog.tsx';
import { asOf, drawScreen, type Shown } from './app/draw-screen.tsx';
import { hereOf, namedHere } from './app/here.ts';
import { settingsMemory } from './app/keep-settings.ts';
import { noMemory } from './app/kept-screen.ts';
import { knownNames } from './app/known-names.ts';
import { lookedAt } from './app/looked-at.ts';
import { otherSystems } from './app/other-systems.ts';
import { Controller } from './app/press-key.ts';
import { pressMouse } from './app/press-mouse.ts';
import { recordingNow } from './app/record-effects.ts';
import { actionsOff, type Selection, select } from './app/selection.ts';
import { damageToast, headerTime, inTimeWords, timeEffects } from './app/time-effects.ts';
import { useViewer } from './app/use-viewer.tsx';
import type { DialogFacts } from './dialogs/dialog.ts';
import { createEffects } from './effects.ts';
import { HoldFrame } from './hooks/hold-frame.tsx';
import { useMouse } from './hooks/mouse-input.ts';
import { useActions, workOf } from './hooks/use-actions.ts';
import { useKeys } from './hooks/use-keys.ts';
import { usePictures } from './hooks/use-pictures.ts';
import { useLook } from './hooks/use-shots.ts';
import { useSuspend } from './hooks/use-suspend.ts';
import { useTimeMachine } from './hooks/use-time.ts';
import { useUi } from './hooks/use-ui.ts';
import { WindowTitle } from './hooks/window-title.tsx';
import { bindKeys, inTime } from './keys/keymap.ts';
import { isRefused } from './nats/link-snapshot.ts';
import { everyList } from './screens/every-list.ts';
import { givenLists } from './screens/given-lists.ts';
import { systemScreens as registry } from './screens/registry.ts';
import type { BaseLook } from './screens/screen.ts';
import { createTheme } from './theme.ts';
import { keptUi } from './ui/kept-ui.ts';
import { choicesOf } from './ui/marks.ts';
import { initialUi, isTyping, listOf, paneLists, type UiState } from './ui/ui-state.ts';
import { NoticeScreen } from './views/notice.tsx';
import { type SeenLists, SeenListsContext } from './views/seen-lists.ts';
import { TableStarts } from './views/table-pane.tsx';
import { ToastOver, toastRect } from './views/toast.tsx';
import { TooSmall } from './views/too-small.tsx';
import { windowTitle } from './views/window-title.ts';

/** The whole monitor. */
export const App = (props: AppProps) => {
	const { config, screens = registry, kept, context = config.context } = props;
	const { exit } = useApp();
	const { columns, rows } = useWindowSize();
	const [palette, setPalette] = useState(kept?.settings.theme ?? config.theme);
	const [interval, setRoundInterval] = useState(kept?.interval ?? config.interval);
	const theme = useMemo(() => createTheme(palette, config.ascii), [palette, config.ascii]);
	const bound = useMemo(() => bindKeys(config.keys, screens), [config.keys, screens]);
	const lists = everyList(screens);
	const freshUi = (): UiState => initialUi(lists, givenLists(lists, config.screens));
	const monitor = useTimeMachine(props.monitor, props.past);
	const ui = useUi(() => (kept ? keptUi(kept.ui, freshUi(), screens) : freshUi()), monitor.clock);
	const [seen] = useState<SeenLists>(() => new Map());
	const [tableStarts] = useState(() => new Map<string, number>());
	const [settings] = useState(() => kept?.settings ?? settingsMemory(config, ui.get().lists));
	const pictures = usePictures(monitor, ui, screens, backgroundOf(config));
	const { clock, time, isBack, connection, liveFleet, liveLog, running, compared } = pictures;
	const { shots, fleet, now } = pictures.frozen;
	const { connection: login, dir: directory, reloadWait: wait } = config;
	const { trouble } = time;
	const { change } = ui;
	useEffect(() => {
		if (trouble !== undefined)
			change((state) => ({ ...state, toast: damageToast(trouble, monitor.clock()) }));
	}, [trouble, change, monitor]);
	const actions = useActions(monitor.acting, { ...props, timeout: login.timeout, wait, directory });
	const { suspend, repaint } = useSuspend(props.drain);
	const viewer = useViewer({ config, suspend, repaint, quit: exit, writeRaw: props.writeRaw }, theme);
	const memory = useRef(kept?.memory ?? noMemory());

	const link = namedLink(connection.link, liveLog.accountNames);
	const lookOf = (state: UiState): BaseLook => ({
		...{ theme, glyphs: theme.glyphs, now, screenWidth: columns },
		...{ totals: state.totals, exact: state.exact },
		choices: choicesOf(state),
		asOf: isBack ? undefined : asOf({ ui: state, link, now }),
		...(isBack && { past: time.word === undefined ? ('recording' as const) : ('archive' as const) }),
	});
	const selectOf = (state: UiState): Selection =>
		select({ ui: state, screens, shots, fleet, look: lookOf(state), columns, rows, config });
	const selection = selectOf(ui.state);
	useLook(pictures.sources, ...lookedAt(ui.state, selection));
	const off: DialogFacts['off'] = (server, action) =>
		isBack ? undefined : actionsOff(link, server, config.readOnly && action !== 'profile');
	const able = inTimeWords(inTime(bound, isBack), time);
	const dialogFacts = (state: UiState, chosen: Selection): DialogFacts =>
		dialogFactsOf(state, chosen, {
			...{ off, servers: fleet.rows, actions: namedHere(able, chosen) },
			time: monitor.span(),
			...actionFacts(actions, liveLog.events, props, config),
			here: hereOf(state, chosen, screens, { mouse: config.mouse, isBack }),
			screen: { columns, rows, now: clock, theme },
		});
	const present = noticeOf({
		...{ link, theme, now: clock, version: props.version, subject: props.subjects.ping },
		...{ stepsDone: connection.stepsDone, serverVersion: connection.serverVersion },
		refused: isRefused(connection) ? connection.outcome : undefined,
		...{ servers: fleet.rows.length, rounds: fleet.rounds },
		denied: fleet.rows.length > 0 ? [] : deniedTexts(liveLog.events),
	});
	// What was is looked at as it was, also before the first answer.
	const notice = isBack ? undefined : present;
	const { off: hidden } = listOf(ui.state, paneLists.events);
	const effects = createEffects({
		...{ ui, monitor, config, actions, memory: memory.current, viewer: viewer.store },
		...{ recordAs: context, onSaved: props.onSaved, startTap: props.startTap },
		view: {
			...{ look: lookOf(ui.state), notice, screens },
			select: () => selectOf(ui.get()),
			refresh: () => running?.refresh(),
		},
		time: timeEffects(ui, monitor, { off: () => hidden, compare: compared.toggle }),
		terminal: { quit: () => exit(), suspend, repaint, writeRaw: props.writeRaw, scpHost: props.scpHost },
		choices: { setPalette, setInterval: setRoundInterval, settings },
		contexts: otherSystems({
			...{ systems: props.systems, config, monitor, context },
			keep: () => ({ ui: keptUi(ui.get(), freshUi(), screens), settings, memory: memory.current }),
		}),
	});
	const controller = new Controller(
		ui,
		{
			...{ bound, screens, ...memory.current, profile: actions.profile.state },
			...{ roll: actions.rolling.roll, many: actions.profiles.many },
			...{ select: () => selectOf(ui.get()), look: () => lookOf(ui.get()), allServers: () => fleet.rows },
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
		const toastOf = ({ toast }: UiState) => toastRect({ toast, now: clock, columns, rows, theme });
		const sceneOf = (state: UiState) => ({ selection: selectOf(state), seen, theme, toast: toastOf(state) });
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
	const known = () => knownNames(selection, fleet.rows, screens, effects.contexts.names);
	const overlay = (
		<>
			{suggestionsOf(ui.state, known, { columns, rows, theme })}
			{dialogOf(ui.state, () => dialogFacts(ui.state, selection))}
			{toast}
		</>
	);
	const shown: Shown = {
		...{ selection, look: lookOf(ui.state), fleet, link, clock: time.at ?? clock, bound: able },
		ui: isBack ? { ...ui.state, paused: false } : ui.state,
		interval: isBack ? monitor.shownInterval() : interval,
		time: headerTime(time, clock),
		...{ version: props.version, startedAt: props.startedAt, columns, rows },
		...{ others: monitor.health.counts(time.at ?? clock, ['server']), off: off(selection.server, 'reload') },
		...{ context: contextMark(config.contextLooks, context), work: workOf(actions) },
		...recordingNow(monitor.acting?.recorder, clock),
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
