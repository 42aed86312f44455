// What one round of asking for accounts came to.

import { type Account, isIdle } from '../../model/account.ts';
import type { LoggedEvent } from '../../model/event.ts';
import { firstAndMore } from '../../model/first-names.ts';
import { accountPermissions } from '../../nats/subjects.ts';

export type AccountsSnapshot = {
	accounts: readonly Account[];
	/** When the round ended, our clock; absent before the first. */
	at?: number;
	/** When somebody answered last. */
	answeredAt?: number;
	/** Servers that should answer, those that did, and the names of those that did not. */
	expected: number;
	answered: number;
	silent: readonly string[];
	/** Servers too old to be asked: `west-9 (2.8.4)`. */
	tooOld: readonly string[];
	/** Servers whose OUT has copies for routes and gateways in it. */
	routed: readonly string[];
	/** Servers that answered with an error, and their words. */
	refused: readonly string[];
	/** The subject that our user may not publish to. */
	denied?: string;
	/** Why nobody answered, in words. */
	failed?: string;
	/** What else may not be asked: subjects as permissions name them. */
	deniedDetails: readonly string[];
	/** A full resolver has told of accounts that no server has loaded. */
	isComplete: boolean;
	/** What happened lately, for the events of the account that is open. */
	events?: readonly LoggedEvent[];
	accountNames: ReadonlyMap<string, string>;
};

export const nothingKnown: AccountsSnapshot = {
	...{ accounts: [], expected: 0, answered: 0 },
	...{ silent: [], tooOld: [], routed: [], refused: [], deniedDetails: [], isComplete: false },
	accountNames: new Map(),
};

/** Servers named at most. */
const mostNames = 4;

/** What is not known where one of them is denied. */
export const deniedWords: Readonly<Record<string, string>> = {
	[accountPermissions.claims]: 'limits and claims',
	[accountPermissions.uses]: 'JetStream use',
	[accountPermissions.use]: 'JetStream use of one account',
	[accountPermissions.list]: 'accounts that are not loaded',
};

const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1000))}s`;

/** What the list lacks, the worst first; nothing where all servers told everything. The line is cut where it has no room. */
export const missingText = (snapshot: AccountsSnapshot): string | undefined => {
	const { at, answeredAt, expected, answered, silent, tooOld, routed, refused, deniedDetails } = snapshot;
	if (at === undefined) return expected === 0 ? undefined : `asking ${expected} servers`;
	const none = answered === 0 && answeredAt !== undefined ? ` for ${seconds(at - answeredAt)}` : '';
	const whom = silent.length === 0 || answered === 0 ? '' : `: not ${firstAndMore(silent, mostNames)}`;
	const parts = [
		...(answered < expected ? [`${answered} of ${expected} answered${none}${whom}`] : []),
		...refused.slice(0, 1),
		...(tooOld.length > 0 ? [`too old: ${firstAndMore(tooOld, mostNames)}`] : []),
		...deniedDetails.map((subject) => `no ${deniedWords[subject] ?? 'details'}: not permitted ${subject}`),
		...(routed.length > 0 ? [`~ with routed copies: ${firstAndMore(routed, mostNames)}`] : []),
	];
	return parts.length === 0 ? undefined : parts.join('   ');
};

/** How many there are, and what the list is of, where nothing is wrong with it. */
export const completeText = ({ at, isComplete, accounts }: AccountsSnapshot): string | undefined => {
	if (at === undefined) return undefined;
	const used = accounts.filter((account) => !isIdle(account)).length;
	const counted = `${used} in use, ${accounts.length - used} idle`;
	return isComplete ? counted : `${counted}   all that the servers have loaded`;
};
