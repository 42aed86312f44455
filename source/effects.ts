// The effects of keys: what is copied, written, asked of servers and told in the footer.

import { resolve } from 'node:path';
import { type ControllerFacts, type Effects, showToast } from './app/controls.ts';
import { keepSettings, type SettingsMemory } from './app/keep-settings.ts';
import type { Selection } from './app/selection.ts';
import type { Config } from './config/config.ts';
import { longestInterval, shortestByKey, shortestInterval } from './format/duration.ts';
import { scpLine } from './format/shell.ts';
import type { Session } from './hooks/session.ts';
import type { UseConnectionAct } from './hooks/use-connection-act.ts';
import type { Profile } from './hooks/use-profile.ts';
import type { Reload } from './hooks/use-reload.ts';
import type { Ui } from './hooks/use-ui.ts';
import { type ProfileLevel, profileKinds } from './model/action.ts';
import { isWorrying, newsText } from './model/config-news.ts';
import { everyList } from './screens/every-list.ts';
import type { BaseLook, Screen } from './screens/screen.ts';
import { clean } from './system/clean.ts';
import { clipboardLimit, clipboardSequence } from './system/clipboard.ts';
import type { Export } from './system/export-file.ts';
import { exportPath, writeExport } from './system/export-file.ts';
import type { PaletteName } from './theme.ts';
import { isMain, type Toast } from './ui/ui-state.ts';
import type { Notice } from './views/notice.tsx';

export type EffectsContext = {
	ui: Ui;
	monitor: Session;
	config: Config;
	reload: Reload;
	act: UseConnectionAct;
	profile: Profile;
	look: BaseLook;
	scpHost?: string;
	notice?: Notice;
	select: () => Selection;
	/** Asks again for what only visible screens ask for. */
	refreshScreens: () => void;
	quit: () => void;
	suspend: () => void;
	repaint: () => void;
	writeRaw: (sequence: string) => void;
	setPalette: (name: PaletteName) => void;
	setRoundInterval: (ms: number) => void;
	screens: readonly Screen[];
	/** What settings are compared with. */
	settings: SettingsMemory;
	/** The last file that `e` wrote. */
	exports: ControllerFacts['exports'];
	rememberProfile: (choice: { kind: number; level: ProfileLevel; seconds: number }) => void;
};

const noticeText = ({ lines }: Notice): string =>
	lines
		.map((line) =>
			typeof line === 'string' ? line : `${line.label ? `${line.label.padEnd(10)}` : ''}${line.text}`,
		)
		.join('\n');

/** What `y` copies: of the row that keys act on, or of the open object. */
const copyable = ({ select, look }: EffectsContext): { text: string; what: string } | undefined => {
	const { item, open } = select();
	return item?.copy(look, open);
};

/** What `e` writes: the open object where it has a file of its own, else the list. */
const exportable = ({ ui, select, look }: EffectsContext): Export | undefined => {
	const { active, item, open } = select();
	if (open !== undefined && active && active.screen.list !== 'log' && !isMain(ui.get()))
		return item?.exportOpened?.() ?? active.view.export(look);
	return active?.view.export(look);
};

/** The effects for one state of the app. */
export const createEffects = (context: EffectsContext): Effects & { noticeKey: (key: string) => void } => {
	const { ui, monitor, config, reload, act, profile, notice } = context;
	const toast = (text: string, token: Toast['token']): void => showToast(ui, clean(text), token);
	const copy = (text: string, what: string): void => {
		if (config.clipboard === 'none') {
			toast('copying is off: --clipboard none', 'warn');
			return;
		}
		if (Buffer.byteLength(text) > clipboardLimit) {
			toast(`${what} is too long for the clipboard of a terminal`, 'warn');
			return;
		}
		context.writeRaw(clipboardSequence(text));
		toast(`copied ${what}`, 'ok');
	};
	const refresh = (): void => {
		monitor.keeper.retry();
		monitor.loop.refresh();
		context.refreshScreens();
	};
	const setInterval = (ms: number): void => {
		monitor.loop.setInterval(ms);
		context.setRoundInterval(ms);
	};
	const setTheme = (name: PaletteName): void => {
		context.settings.theme = name;
		context.setPalette(name);
	};
	const closeDialog = (name: 'reload' | 'saved'): void =>
		ui.change((state) => (state.dialog?.name === name ? { ...state, dialog: undefined } : state));
	return {
		quit: context.quit,
		suspend: context.suspend,
		repaint: context.repaint,
		refresh,
		copy,
		copyable: () => copyable(context),
		setTheme,
		...keepSettings({
			...{ ui, setInterval, setTheme, toast },
			screens: everyList(context.screens),
			file: config.file,
			memory: context.settings,
			interval: () => monitor.loop.roster.interval,
		}),
		setInterval(change) {
			const before = monitor.loop.roster.interval;
			const wanted = Math.round(change(before));
			const ms = Math.max(shortestInterval, Math.min(longestInterval, wanted));
			setInterval(ms);
			const further = ms === before && ms <= shortestByKey ? '; :interval goes lower' : '';
			toast(`a round every ${ms / 1000}s${further}`, 'info');
		},
		export() {
			const wanted = exportable(context);
			if (wanted === undefined) {
				toast('nothing to export', 'warn');
				return;
			}
			writeExport(config.dir, wanted).then(
				(path) => {
					Object.assign(context.exports, { path, at: ui.now() });
					toast(`written to ${path}`, 'ok');
				},
				(error: unknown) =>
					toast(`not written: ${error instanceof Error ? error.message : String(error)}`, 'crit'),
			);
		},
		exportPath() {
			const wanted = exportable(context);
			return wanted && exportPath(config.dir, wanted, '<time>');
		},
		askReload: reload.ask,
		askAct: act.ask,
		act: (what, target) => act.send?.(what, target),
		reload(server) {
			void reload.send?.(server).then(({ end, overtaken }) => {
				if (end.step !== 'applied' && end.step !== 'unchanged') return;
				const news =
					end.step === 'applied' ? ` in ${Math.round(end.ms)}ms${newsText(end.news)}` : newsText([], true);
				const worries = end.step === 'applied' && isWorrying(end.news);
				toast(
					`${server.name} reloaded${news.replaceAll('→', context.look.theme.glyphs.arrow)}`,
					worries ? 'warn' : 'ok',
				);
				if (!overtaken) closeDialog('reload');
			});
		},
		capture(server, request) {
			context.rememberProfile({
				kind: profileKinds.indexOf(request.kind),
				level: request.level,
				seconds: request.seconds ?? 5,
			});
			void profile.capture(server, request).then((end) => {
				const open = ui.get().dialog?.name === 'saved';
				if (end.step === 'saved' && !open)
					toast(`${request.kind} of ${server.name} saved: ${end.path}`, 'ok');
				if (end.step === 'failed' && !open)
					toast(`${request.kind} of ${server.name}: ${end.message}`, 'crit');
			});
		},
		hideCapture() {
			profile.hide();
			closeDialog('saved');
		},
		scpLine() {
			const { state } = profile;
			return state.step === 'saved' && context.scpHost !== undefined
				? scpLine(resolve(state.path), context.scpHost)
				: undefined;
		},
		noticeKey(key) {
			if (key === 'q' || key === 'escape' || key === 'ctrl+c') context.quit();
			else if (key === 'r') refresh();
			else if (key === 'y' && notice) copy(noticeText(notice), 'the details');
			else if (key === 'ctrl+z') context.suspend();
			else if (key === 'ctrl+l') context.repaint();
		},
	};
};
