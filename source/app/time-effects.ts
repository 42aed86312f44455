// What keys and commands do with time: they move the machine, and say why where it does not move.

import { clock } from '../format/time.ts';
import type { TimeMachine, TimeState } from '../hooks/time-machine.ts';
import type { Compared } from '../hooks/use-compare.ts';
import type { Action } from '../keys/actions.ts';
import { eventKinds } from '../model/event.ts';
import { clean } from '../system/clean.ts';
import type { Toast } from '../ui/ui-state.ts';
import type { HeaderTime } from '../views/header-time.ts';
import { showToast, type TimeEffects, type Ui } from './controls.ts';

/** The effects; `off` gives the groups of events that are not shown, which nobody goes to. */
export const timeEffects = (
	ui: Ui,
	machine: TimeMachine,
	{ off, compare }: { off: () => readonly string[]; compare: Compared['toggle'] },
): TimeEffects => {
	const say = (text: string): void => showToast(ui, text, 'info');
	const none = 'nothing is kept yet to look back on';
	const tell = (moved: boolean, why: string): void => {
		const isEmpty = machine.time.get().span === undefined && !machine.isBack();
		if (!moved) say(isEmpty ? (machine.acting?.recorder?.keepsNothing ?? none) : why);
	};
	/** What stands still would stay where it is. */
	const leavePause = (): void => ui.change((state) => ({ ...state, paused: false }));
	return {
		isBack: () => machine.isBack(),
		isReplay: () => machine.time.get().isReplay,
		span: () => machine.span(),
		step(by) {
			leavePause();
			tell(machine.step(by), by < 0 ? 'nothing was kept before this' : 'this is the end');
		},
		skip(ms) {
			leavePause();
			tell(machine.skip(ms), none);
		},
		goTo(at) {
			leavePause();
			tell(machine.goTo(at), none);
		},
		toStart() {
			leavePause();
			tell(machine.toStart(), none);
		},
		toEnd: () => void machine.toEnd(),
		play: () => machine.togglePlay(),
		compare() {
			const since = compare();
			if (since === undefined) say('no longer compared');
			else if (typeof since === 'number') say(`compared with ${clock(since)} from here on; d ends it`);
			else say(since.refused);
		},
		changeSpeed: (by) => machine.changeSpeed(by),
		toEvent(by) {
			void machine.wholeLog().then((log) => {
				const hidden = off();
				const times = (log?.events ?? [])
					.filter(({ kind }) => !hidden.includes(eventKinds[kind].group))
					.map(({ at }) => at)
					.sort((a, b) => a - b);
				tell(machine.toNeighbour(times, by), by < 0 ? 'no event before this' : 'no event after this');
			});
		},
	};
};

/** What the header says of the moment that is looked at, at a time by the clock on the wall; nothing for now. */
export const headerTime = ({ at, span, ...time }: TimeState, now: number): HeaderTime | undefined =>
	at === undefined ? undefined : { ...time, at, now, span: span ?? { from: at, to: at } };

/** The actions in the words of what is looked at: a recording has an end, and no now. */
export const inTimeWords = <A extends Action>(
	actions: readonly A[],
	{ isReplay }: Pick<TimeState, 'isReplay'>,
): readonly A[] =>
	isReplay
		? actions.map((action) =>
				action.id === 'time.now' ? { ...action, label: 'go to the end', hint: 'end' } : action,
			)
		: actions;

/** How long it is said that a recording is damaged, milliseconds. */
const damageSpan = 15_000;

/** Says what of a recording is damaged, at a time by the clock on the wall. */
export const damageToast = (trouble: string, now: number): Toast => ({
	...{ text: clean(trouble), token: 'warn', until: now + damageSpan },
});
