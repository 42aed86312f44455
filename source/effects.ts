// Carries out the effects of keys: copies, writes files, asks servers, and says the result in a toast.

import { resolve } from 'node:path';
import { type ContextSwitch, contextEffects } from './app/context-effects.ts';
import {
	type ControllerFacts,
	type Effects,
	type OutputEffects,
	type ProfileEffects,
	type ServerEffects,
	type SettingsEffects,
	showToast,
} from './app/controls.ts';
import { keepSettings, type SettingsMemory } from './app/keep-settings.ts';
import { messageEffects } from './app/message-effects.ts';
import { recordEffects } from './app/record-effects.ts';
import { rollEffects } from './app/roll-effects.ts';
import type { Selection } from './app/selection.ts';
import { tapEffects } from './app/tap-effects.ts';
import { openInViewer } from './app/viewer-effects.ts';
import type { Config } from './config/config.ts';
import { longestInterval, shortestByKey, shortestInterval } from './format/duration.ts';
import { scpLine } from './format/shell.ts';
import type { Monitor } from './hooks/monitor.ts';
import type { StartTap } from './hooks/tap-keeper.ts';
import type { Actions } from './hooks/use-actions.ts';
import type { Ui } from './hooks/use-ui.ts';
import type { ViewerStore } from './hooks/viewer-store.ts';
import { profileKinds } from './model/action.ts';
import { isWorrying, newsText } from './model/config-news.ts';
import { savedCount } from './model/profile-many.ts';
import { isRunning } from './model/rolling-reload.ts';
import { askLastMessage } from './nats/js-last-message.ts';
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
	monitor: Monitor;
	/** What keys and commands do with time. */
	time: Effects['time'];
	config: Config;
	actions: Actions;
	/** The viewer of profiles. */
	viewer: ViewerStore;
	/** The selection and the screens; `refresh` has the sources of visible screens ask again. */
	view: {
		look: BaseLook;
		notice?: Notice;
		select: () => Selection;
		screens: readonly Screen[];
		refresh: () => void;
	};
	terminal: {
		quit: () => void;
		suspend: () => void;
		repaint: () => void;
		writeRaw: (sequence: string) => void;
		/** The address at which scp finds this machine; absent without an ssh session. */
		scpHost?: string;
	};
	/** The choices beside those of lists, and the settings that changes are compared with. */
	choices: {
		setPalette: (name: PaletteName) => void;
		setInterval: (ms: number) => void;
		settings: SettingsMemory;
	};
	/** The context that a recording is named after. */
	recordAs?: string;
	/** Starts a tap; absent in read-only mode. */
	startTap?: StartTap;
	/** Called with the path of each file that is told again at the end. */
	onSaved: (path: string) => void;
	/** The way to other systems; absent where there is none. */
	contexts?: ContextSwitch;
	/** The last exported file, and the last choice of a profile. */
	memory: Pick<ControllerFacts, 'exports' | 'lastProfile'>;
};

const noticeText = ({ lines }: Notice): string =>
	lines
		.map((line) =>
			typeof line === 'string' ? line : `${line.label ? `${line.label.padEnd(10)}` : ''}${line.text}`,
		)
		.join('\n');

/** The text that `y` copies, of the row that keys act on or of the open object. */
const copyable = ({ view: { select, look } }: EffectsContext): { text: string; what: string } | undefined => {
	const { item, open } = select();
	return item?.copy(look, open);
};

/** The file that `e` writes: of the open object where it has its own, else of the list. */
const exportable = ({ ui, view: { select, look } }: EffectsContext): Export | undefined => {
	const { active, item, open } = select();
	if (open !== undefined && active && active.screen.list !== 'log' && !isMain(ui.get()))
		return item?.exportOpened?.() ?? active.view.export(look);
	return active?.view.export(look);
};

type Say = (text: string, token: Toast['token']) => void;

const outputEffects = (context: EffectsContext, toast: Say): OutputEffects => {
	const { ui, config, terminal, memory } = context;
	return {
		copyable: () => copyable(context),
		copy(text, what) {
			if (config.clipboard === 'none') {
				toast('copying is off: --clipboard none', 'warn');
				return;
			}
			if (Buffer.byteLength(text) > clipboardLimit) {
				toast(`${what} is too long for the clipboard of a terminal`, 'warn');
				return;
			}
			terminal.writeRaw(clipboardSequence(text));
			toast(`copied ${what}`, 'ok');
		},
		export() {
			const wanted = exportable(context);
			if (wanted === undefined) {
				toast('nothing to export', 'warn');
				return;
			}
			writeExport(config.dir, wanted).then(
				(path) => {
					Object.assign(memory.exports, { path, at: ui.now() });
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
	};
};

const settingsEffects = (context: EffectsContext, toast: Say): SettingsEffects => {
	const { ui, monitor, config, view, choices } = context;
	const setInterval = (ms: number): void => {
		monitor.steering?.setInterval(ms);
		choices.setInterval(ms);
	};
	const setTheme = (name: PaletteName): void => {
		choices.settings.theme = name;
		choices.setPalette(name);
	};
	return {
		setTheme,
		...keepSettings({
			...{ ui, setInterval, setTheme, toast },
			screens: everyList(view.screens),
			file: config.file,
			memory: choices.settings,
			interval: () => monitor.interval(),
		}),
		setInterval(change) {
			const before = monitor.interval();
			const wanted = Math.round(change(before));
			const ms = Math.max(shortestInterval, Math.min(longestInterval, wanted));
			setInterval(ms);
			const further = ms === before && ms <= shortestByKey ? '; :interval goes lower' : '';
			toast(`a round every ${ms / 1000}s${further}`, 'info');
		},
	};
};

const closeDialog = (ui: Ui, name: 'reload' | 'saved'): void =>
	ui.change((state) => (state.dialog?.name === name ? { ...state, dialog: undefined } : state));

const serverEffects = ({ ui, actions, view }: EffectsContext, toast: Say): ServerEffects => {
	const { reload, act } = actions;
	return {
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
					`${server.name} reloaded${news.replaceAll('→', view.look.theme.glyphs.arrow)}`,
					worries ? 'warn' : 'ok',
				);
				if (!overtaken) closeDialog(ui, 'reload');
			});
		},
	};
};

const profileEffects = (context: EffectsContext, toast: Say): ProfileEffects => {
	const { ui, terminal, memory } = context;
	const { profile, profiles } = context.actions;
	return {
		capture(server, request) {
			const { level, seconds = 5 } = request;
			memory.lastProfile = { kind: profileKinds.indexOf(request.kind), level, seconds };
			void profile.capture(server, request).then((end) => {
				const open = ui.get().dialog?.name === 'saved';
				if (end.step === 'saved' && !open)
					toast(`${request.kind} of ${server.name} saved: ${end.path}`, 'ok');
				if (end.step === 'failed' && !open)
					toast(`${request.kind} of ${server.name}: ${end.message}`, 'crit');
			});
		},
		captureMany(servers, request) {
			const { level, seconds = 5 } = request;
			memory.lastProfile = { kind: profileKinds.indexOf(request.kind), level, seconds };
			void profiles.start(servers, request).then((end) => {
				if (end === undefined || ui.get().dialog?.name === 'profiles') return;
				const { saved, of } = savedCount(end);
				toast(`${request.kind}: ${saved} of ${of} saved; P shows them`, saved < of ? 'crit' : 'ok');
			});
		},
		closeMany: profiles.close,
		hide() {
			profile.hide();
			closeDialog(ui, 'saved');
		},
		view(paths) {
			void openInViewer(context.viewer, paths).then((sentence) => {
				if (sentence !== undefined) toast(sentence, 'crit');
			});
		},
		scpLine() {
			const { state } = profile;
			return state.step === 'saved' && terminal.scpHost !== undefined
				? scpLine(resolve(state.path), terminal.scpHost)
				: undefined;
		},
	};
};

/** What runs on the present system, in words. */
const underWay = ({ rolling, profile, profiles }: EffectsContext['actions']): string | undefined => {
	if (isRunning(rolling.roll)) return 'a rolling reload';
	const isCapturing =
		profile.state.step === 'capturing' ||
		(profiles.many !== undefined && profiles.many.endedAt === undefined);
	return isCapturing ? 'a capture' : undefined;
};

/** The effects for one state of the app; `noticeKey` is for the keys of a full-screen notice. */
export const createEffects = (context: EffectsContext): Effects & { noticeKey: (key: string) => void } => {
	const { ui, monitor, view, terminal } = context;
	const toast: Say = (text, token) => showToast(ui, clean(text), token);
	const { quit, suspend, repaint } = terminal;
	const output = outputEffects(context, toast);
	const refresh = (): void => {
		monitor.steering?.retry();
		view.refresh();
	};
	return {
		program: { quit, suspend, repaint, refresh },
		settings: settingsEffects(context, toast),
		output,
		servers: serverEffects(context, toast),
		messages: messageEffects(ui, toast, (target) => {
			const wire = monitor.acting?.wire();
			return wire && askLastMessage(wire, target);
		}),
		rolls: rollEffects({ ui, rolling: context.actions.rolling, directory: context.config.dir }, toast),
		profiles: profileEffects(context, toast),
		time: context.time,
		tap: tapEffects({
			keeper: monitor.acting?.tap,
			isAccount: monitor.watching.mode === 'account',
			startTap: context.startTap,
		}),
		recording: recordEffects({
			...{ recorder: monitor.acting?.recorder, dir: context.config.dir, now: ui.now, toast },
			...{ context: context.recordAs, onSaved: context.onSaved },
		}),
		contexts: contextEffects(ui, context.contexts, () => underWay(context.actions)),
		noticeKey(key) {
			if (key === 'q' || key === 'escape' || key === 'ctrl+c') quit();
			else if (key === 'r') refresh();
			else if (key === 'y' && view.notice) output.copy(noticeText(view.notice), 'the details');
			else if (key === 'ctrl+z') suspend();
			else if (key === 'ctrl+l') repaint();
		},
	};
};
