// What the screen of one system hands over to that of the next.

import type { UiState } from '../ui/ui-state.ts';
import type { ControllerFacts } from './controls.ts';
import type { SettingsMemory } from './keep-settings.ts';

/** What a person typed and chose lately, wherever. */
export type ScreenMemory = Pick<ControllerFacts, 'lastProfile' | 'history' | 'exports'>;

export type KeptScreen = { ui: UiState; settings: SettingsMemory; interval: number; memory: ScreenMemory };

/** Nothing was typed or chosen yet. */
export const noMemory = (): ScreenMemory => ({
	lastProfile: { kind: 4, level: 0, seconds: 5 },
	history: {},
	exports: {},
});
