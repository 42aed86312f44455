// Keys that move through time, and keys that mean nothing at a moment that is over.

import { type ActionId, actions } from '../keys/actions.ts';
import { isAtRest } from '../ui/open.ts';
import type { TimeEffects, Ui } from './controls.ts';

const minute = 60_000;

/** Actions that ask something of a server. */
export const actionsOfNow: readonly ActionId[] = actions.flatMap((action) =>
	'acts' in action && action.acts ? action.id : [],
);

const commandsOfNow: readonly string[] = [
	'reload',
	'profile',
	'kick',
	'move',
	'interval',
	'refresh',
	'pause',
];

/** True for an action that can only be done now. */
export const isOfNow = (action: ActionId): boolean => actionsOfNow.includes(action);

/** True for a command that can only be done now. */
export const isCommandOfNow = (name: string): boolean => commandsOfNow.includes(name);

/** Why nothing can be done to what was. */
export const offInPast = ({ isReplay }: Pick<TimeEffects, 'isReplay'>): string =>
	isReplay() ? 'a recording is looked at: nothing can be asked' : 'this is over: G returns to now';

/** Does an action of time, and Escape where it has nothing else to do; false for any other action. */
export const pressTime = (time: TimeEffects, ui: Ui, action: ActionId): boolean => {
	switch (action) {
		case 'time.back':
			time.step(-1);
			return true;
		case 'time.on':
			time.step(1);
			return true;
		case 'time.minute.back':
			time.skip(-minute);
			return true;
		case 'time.minute.on':
			time.skip(minute);
			return true;
		case 'time.event.next':
			time.toEvent(1);
			return true;
		case 'time.event.previous':
			time.toEvent(-1);
			return true;
		case 'time.go':
			ui.change((state) => ({ ...state, dialog: { name: 'go-to', text: '' } }));
			return true;
		case 'time.play':
			time.play();
			return true;
		case 'time.speed.slower':
			time.changeSpeed(-1);
			return true;
		case 'time.speed.faster':
			time.changeSpeed(1);
			return true;
		case 'time.now':
			time.toEnd();
			return true;
		case 'compare':
			time.compare();
			return true;
		case 'back':
			if (!time.isBack() || time.isReplay() || !isAtRest(ui.get())) return false;
			time.toEnd();
			return true;
		default:
			return false;
	}
};
