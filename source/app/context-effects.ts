// Switching to the system of another context: what forbids it, and what is said meanwhile and after.

import type { ContextBook } from '../config/contexts.ts';
import { clean } from '../system/clean.ts';
import { type ContextEffects, showToast, type Ui } from './controls.ts';

/** The way to other systems; absent where there is none, as in tests of one screen. */
export type ContextSwitch = {
	book: ContextBook;
	/** The context that is watched, where it is one. */
	present?: string;
	/** Resolves with why not, or with nothing once the other system is watched. */
	to: (context: string) => Promise<string | undefined>;
};

/** So long stays what is said while a system is met, and why it cannot be watched, milliseconds. */
const meetingSpan = 60_000;
const failureSpan = 15_000;

/** The effects; `busy` is what runs on the present system and would be cut off. */
export const contextEffects = (
	ui: Ui,
	contexts: ContextSwitch | undefined,
	busy: () => string | undefined,
): ContextEffects => {
	const none = 'contexts cannot be switched here';
	return {
		names: () => contexts?.book.names() ?? [],
		list() {
			if (contexts === undefined) {
				showToast(ui, none, 'warn');
				return;
			}
			const { book, present } = contexts;
			const all = book.list().map(({ name, about }) => ({ name: clean(name), about: clean(about) }));
			const cursor = Math.max(
				0,
				all.findIndex(({ name }) => name === present),
			);
			const dialog = {
				name: 'contexts',
				contexts: all,
				cursor,
				...(present !== undefined && { present }),
			} as const;
			ui.change((state) => ({ ...state, dialog }));
		},
		watch(name) {
			const running = busy();
			if (contexts === undefined) showToast(ui, none, 'warn');
			else if (name === contexts.present) showToast(ui, `${clean(name)} is watched already`, 'info');
			else if (running !== undefined)
				showToast(ui, `${running} is under way: natstop stays with this system`, 'warn');
			else {
				showToast(ui, `connecting to ${clean(name)}`, 'info', meetingSpan);
				void contexts.to(name).then((why) => {
					if (why !== undefined)
						showToast(ui, clean(`${name} is not watched, nothing has changed: ${why}`), 'crit', failureSpan);
				});
			}
		},
	};
};
