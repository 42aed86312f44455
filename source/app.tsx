// The composition root of the monitor: calls the hooks, holds the choices, picks the screen.

import { Box, useApp, useWindowSize } from 'ink';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type DialogShown, dialogOf, noticeOf } from './app-dialogs.tsx';
import { eventsScreen, lastScroll, mainScreen, type Shown, serverScreen } from './app-screens.tsx';
import type { Config } from './config.ts';
import { Controller } from './controller.ts';
import { createDeeds } from './deeds.ts';
import type { Drain } from './drain.ts';
import { Held } from './hooks/held.tsx';
import type { Monitor } from './hooks/monitor.ts';
import { useClock } from './hooks/use-clock.ts';
import { useConnection } from './hooks/use-connection.ts';
import { useEvents } from './hooks/use-events.ts';
import { useFreeze } from './hooks/use-freeze.ts';
import { useKeys } from './hooks/use-keys.ts';
import { useProfile } from './hooks/use-profile.ts';
import { type SendReload, useReload } from './hooks/use-reload.ts';
import { useServers } from './hooks/use-servers.ts';
import { useSuspend } from './hooks/use-suspend.ts';
import { useUi } from './hooks/use-ui.ts';
import { bindKeys } from './keymap.ts';
import type { LoggedEvent } from './model/event.ts';
import { actionsOff, select } from './selection.ts';
import { createTheme } from './theme.ts';
import { initialUi, isTyping, topScreen } from './ui-state.ts';
import { NoticeScreen } from './views/notice.tsx';
import { TooSmall } from './views/too-small.tsx';

export type AppProps = {
	monitor: Monitor;
	config: Config;
	version: string;
	startedAt: number;
	/** The subjects that screens name. */
	subjects: { ping: string; reload: (id: string) => string };
	/** Where scp finds this machine; absent when nobody came over ssh. */
	scpHost?: string;
	/** A file was saved; its path is printed again at the end. */
	onSaved: (path: string) => void;
	/** Sends a reload; absent in read-only mode, where nothing can reach it. */
	sendReload?: SendReload;
	/** Of the terminal the screen is drawn on. */
	drain: Drain;
	/** Writes an escape sequence to the terminal between two frames. */
	writeRaw: (sequence: string) => void;
};

/** What our user may not do, in words. */
const deniedText = ({ kind, text }: LoggedEvent): string | undefined =>
	kind === 'DENIED' ? text : undefined;

/** The whole monitor. */
export const App = (props: AppProps) => {
	const { monitor, config } = props;
	const { exit } = useApp();
	const { columns, rows } = useWindowSize();
	const [palette, setPalette] = useState(config.theme);
	const [interval, setRoundInterval] = useState(config.interval);
	const theme = useMemo(() => createTheme(palette, config.ascii), [palette, config.ascii]);
	const bound = useMemo(() => bindKeys(config.keys), [config.keys]);
	const ui = useUi(() => initialUi(config));
	const clock = useClock(true);
	const top = topScreen(ui.state);
	const connection = useConnection(monitor);
	const picture = useServers(monitor, top.name === 'server' ? top.key : undefined);
	const liveLog = useEvents(monitor, ui.state.events.off);
	const { fleet, raw, log, now } = useFreeze(
		{ raw: undefined, ...picture, log: liveLog, now: clock },
		ui.state.paused,
	);
	const { timeout } = config.connection;
	const reload = useReload(monitor, timeout, props.sendReload);
	const profile = useProfile(monitor, { timeout, directory: config.dir, onSaved: props.onSaved });
	const { suspend, repaint } = useSuspend();
	const memory = useRef({
		lastProfile: { kind: 4, level: 0 as const, seconds: 5 } as Controller['facts']['lastProfile'],
		filters: { servers: [], events: [], command: [] } as Controller['facts']['filters'],
	});

	const account = connection.link.accountName;
	const link = { ...connection.link, accountName: account && (log.accountNames.get(account) ?? account) };
	const selection = select({ ui: ui.state, fleet, log, link, now, columns, rows, config });
	const off: DialogShown['off'] = (server, action) =>
		actionsOff(link, server, config.readOnly && action === 'reload');
	const shown: Shown = {
		...{ ui: ui.state, selection, fleet, log, link, raw, now, clock, bound, interval, theme },
		...{ columns, rows, config, version: props.version, startedAt: props.startedAt },
		off: off(selection.selected, 'reload'),
	};
	const selectNow = () => {
		const state = ui.get();
		const fresh = select({ ui: state, fleet, log, link, now, columns, rows, config });
		return {
			...fresh,
			facts: { ...fresh.facts, lastScroll: lastScroll({ ...shown, ui: state, selection: fresh }) },
		};
	};
	const notice = noticeOf({
		...{ link, theme, now: clock, version: props.version, subject: props.subjects.ping },
		...{ stepsDone: connection.stepsDone, serverVersion: connection.serverVersion },
		refused: connection.access === 'no' ? connection.outcome : undefined,
		servers: fleet.rows.length,
		rounds: fleet.rounds,
		denied: fleet.rows.length > 0 ? [] : liveLog.events.flatMap((event) => deniedText(event) ?? []),
	});
	const deeds = createDeeds({
		...{ ui, monitor, config, reload, profile, log, theme, suspend, raw, now: clock, scpHost: props.scpHost },
		...{ repaint, writeRaw: props.writeRaw, select: selectNow },
		quit: () => exit(),
		setPalette,
		setRoundInterval,
		rememberProfile: (choice) => {
			memory.current.lastProfile = choice;
		},
		notice,
	});
	const controller = new Controller(
		ui,
		{
			...{ bound, off, reload: reload.state, profile: profile.state, ...memory.current },
			select: selectNow,
			allServers: () => fleet.rows,
		},
		deeds,
	);
	useKeys(
		(key) => (notice ? deeds.noticeKey(key) : controller.press(key)),
		() => isTyping(ui.get()),
	);

	// Not before the first round is over: until then the first row is whoever answered first.
	const first = fleet.rounds > 0 ? selection.servers[0]?.key : undefined;
	const { cursor } = ui.state.servers;
	useEffect(() => {
		if (cursor !== undefined || first === undefined) return;
		ui.change((state) => ({ ...state, servers: { ...state.servers, cursor: first } }));
	}, [cursor, first, ui.change]);

	const held = (screen: ReactNode) => <Held drain={props.drain}>{screen}</Held>;
	if (selection.frame === undefined) return held(<TooSmall columns={columns} rows={rows} theme={theme} />);
	if (notice) return held(<NoticeScreen notice={notice} columns={columns} rows={rows} theme={theme} />);
	const overlay = dialogOf({
		...{ ui: ui.state, fleet, bound, columns, rows, theme, off, now: clock, scpHost: props.scpHost },
		...{ reload: reload.state, profile: profile.state, reloadSubject: props.subjects.reload },
		directory: config.dir,
		cwd: process.cwd(),
	});
	const draw = top.name === 'server' ? serverScreen : top.name === 'events' ? eventsScreen : mainScreen;
	return held(
		<Box width={columns} height={rows}>
			{draw(shown, overlay)}
		</Box>,
	);
};
