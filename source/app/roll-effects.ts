// What keys do to a rolling reload, and what is said of it while its page is hidden.

import type { Rolling } from '../hooks/use-rolling.ts';
import { rollText } from '../hooks/use-rolling.ts';
import { type Roll, rollJson } from '../model/rolling-reload.ts';
import { writeExport } from '../system/export-file.ts';
import type { Toast } from '../ui/ui-state.ts';
import type { RollEffects, Ui } from './controls.ts';

type Context = { ui: Ui; rolling: Rolling; directory: string };

/** The effects of a rolling reload; `say` shows a sentence. */
export const rollEffects = (
	{ ui, rolling, directory }: Context,
	say: (text: string, token: Toast['token']) => void,
): RollEffects => {
	const told = (roll: Roll | undefined): void => {
		if (roll === undefined || ui.get().dialog?.name === 'roll') return;
		const isStopped = roll.entries.some(({ state }) => state.step === 'stopped');
		say(`${rollText(roll)}; R shows it`, isStopped ? 'crit' : 'ok');
	};
	return {
		start: (servers) => void rolling.start?.(servers).then(told),
		stop: rolling.stop,
		goOn: (again) => void rolling.goOn(again).then(told),
		close: rolling.close,
		export() {
			if (rolling.roll === undefined) return;
			const text = `${JSON.stringify(rollJson(rolling.roll), undefined, 2)}\n`;
			writeExport(directory, { name: 'rolling-reload', ending: 'json', text }).then(
				(path) => say(`written to ${path}`, 'ok'),
				(error: unknown) =>
					say(`not written: ${error instanceof Error ? error.message : String(error)}`, 'crit'),
			);
		},
	};
};
