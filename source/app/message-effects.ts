// Shows the last message of a subject on a key: it is in its dialog alone, and gone with it.

import type { MessageState, MessageTarget } from '../model/last-message.ts';
import type { Toast } from '../ui/ui-state.ts';
import type { MessageEffects, Ui } from './controls.ts';

/** `ask` gives the answer, or nothing where there is no link to ask over. */
export const messageEffects = (
	ui: Ui,
	toast: (text: string, token: Toast['token']) => void,
	ask: (target: MessageTarget) => Promise<MessageState> | undefined,
): MessageEffects => ({
	show(target) {
		if (target === undefined) {
			toast('no subject of a stream is selected', 'warn');
			return;
		}
		const answer = ask(target);
		if (answer === undefined) {
			toast('there is no link to ask over', 'warn');
			return;
		}
		const dialog = { name: 'message', target, state: { step: 'asking' }, scroll: 0 } as const;
		ui.change((state) => ({ ...state, dialog }));
		void answer.then((told) =>
			ui.change((state) =>
				state.dialog?.name === 'message' && state.dialog.target === target
					? { ...state, dialog: { ...state.dialog, state: told } }
					: state,
			),
		);
	},
});
