// What keys and commands do with a tap.

import type { StartTap, TapKeeper } from '../hooks/tap-keeper.ts';
import type { TapEffects } from './controls.ts';

type Options = {
	/** Absent where nothing is running. */
	keeper?: TapKeeper;
	/** Our user is one of an application's account. */
	isAccount: boolean;
	/** Absent in read-only mode. */
	startTap?: StartTap;
};

export const tapEffects = ({ keeper, isAccount, startTap }: Options): TapEffects => ({
	hindrance() {
		if (keeper === undefined) return 'nothing is running that could be tapped';
		if (!isAccount) return 'a tap needs a user of the account: this is one of the system account';
		return startTap === undefined ? 'taps are off: --read-only' : undefined;
	},
	isOn: () => keeper?.isOn ?? false,
	start(subject) {
		if (startTap !== undefined && isAccount) keeper?.start(subject, startTap);
	},
	stop: () => keeper?.stop(),
	deeper: (by) => keeper?.deeper(by),
});
