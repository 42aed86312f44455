// The commands `:save` and `:reset`: they write the settings that were changed on screen, or put them back.

import { changedSettings, type SettingChange, type Settings } from '../config/changed-settings.ts';
import { checkConfigFile, saveConfigFile } from '../config/save-config.ts';
import type { Screen } from '../screens/screen.ts';
import { clean } from '../system/clean.ts';
import type { PaletteName } from '../theme.ts';
import { type Toast, withList } from '../ui/ui-state.ts';
import type { SettingsEffects, Ui } from './controls.ts';

/** The settings at the start, the settings as last written, and the theme of this moment. */
export type SettingsMemory = {
	started: Settings;
	kept: Settings;
	theme: PaletteName;
};

/** The memory at the start, with the choices of the lists then. */
export const settingsMemory = (
	{ interval, theme }: Pick<Settings, 'interval'> & { theme: PaletteName },
	lists: Settings['lists'],
): SettingsMemory => {
	const started = { interval, theme, lists };
	return { started, kept: started, theme };
};

export type KeepContext = {
	ui: Ui;
	screens: readonly Screen[];
	/** The configuration file; absent where there is no home folder for it. */
	file: string | undefined;
	memory: SettingsMemory;
	interval: () => number;
	setInterval: (ms: number) => void;
	setTheme: (name: PaletteName) => void;
	toast: (text: string, token: Toast['token']) => void;
};

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const shown = ({ name, from, to }: SettingChange) => ({ name, from: clean(from), to: clean(to) });

/** The effects of `:save` and `:reset`. */
export const keepSettings = (context: KeepContext): Omit<SettingsEffects, 'setInterval' | 'setTheme'> => {
	const { ui, screens, file, memory, toast } = context;
	const present = (): Settings => ({
		interval: context.interval(),
		theme: memory.theme,
		lists: ui.get().lists,
	});
	return {
		askSave() {
			if (file === undefined) {
				toast('not saved: there is no home folder; HOME or XDG_CONFIG_HOME names one', 'warn');
				return;
			}
			const changes = changedSettings(screens, memory.kept, present());
			if (changes.length === 0) {
				toast('there is nothing to save: no setting has changed', 'info');
				return;
			}
			try {
				checkConfigFile(file);
			} catch (error) {
				toast(`not saved: ${sentence(error)}`, 'crit');
				return;
			}
			ui.change((state) => ({
				...state,
				dialog: { name: 'save', path: clean(file), changes: changes.map(shown), scroll: 0 },
			}));
		},
		save() {
			if (file === undefined) return;
			const now = present();
			saveConfigFile(file, changedSettings(screens, memory.kept, now)).then(
				() => {
					memory.kept = now;
					toast(`saved to ${file}`, 'ok');
				},
				(error: unknown) => toast(`not saved: ${sentence(error)}`, 'crit'),
			);
		},
		reset() {
			const { interval, theme, lists } = memory.started;
			if (changedSettings(screens, memory.started, present()).length === 0) {
				toast('all settings are as natstop started', 'info');
				return;
			}
			context.setInterval(interval);
			context.setTheme(theme);
			ui.change((state) =>
				Object.entries(lists).reduce(
					(after, [id, { sort, filter, chosen }]) => withList(after, id, { sort, filter, chosen, offset: 0 }),
					state,
				),
			);
			toast('columns, sort, filters, interval and theme are as natstop started', 'ok');
		},
	};
};
