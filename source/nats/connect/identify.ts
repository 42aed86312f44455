// Finds out who we are on a new link, and in which mode natstop goes on.

import { setTimeout as delay } from 'node:timers/promises';
import type { Mode } from '../../model/mode.ts';
import { mayAsk } from '../account/may-ask.ts';
import { subjects } from '../subjects.ts';
import type { Connection } from './connect.ts';
import { type Access, systemAccess } from './system-access.ts';
import { foundInfo, ownInfo, type UserInfo } from './user-info.ts';

/** What came of asking. `mode` is absent where a person insists on the system account, and this is none. */
export type Identity = Access & { mode?: Mode; user: Promise<UserInfo | undefined> };

/** How long our user may take to be known before PING is asked, milliseconds: what he may not ask is not tried. */
const userLimit = 1000;

/** Names of the system account where nobody says otherwise. */
const systemNames = ['$SYS', 'SYS'];

/**
 * Whether a user who may not ask PING may be one of the system account who only listens: before 2.12 servers do not say
 * whose account it is.
 */
const mayListen = (user: UserInfo | undefined): boolean => {
	const name = user?.accountName ?? user?.account ?? '';
	if (systemNames.includes(name) || user === undefined) return true;
	if (!mayAsk(user.permissions, subjects.heartbeat, 'subscribe')) return false;
	// A key is no name; a name that is another one may still be that of a system account whose user may hear heartbeats.
	return user.permissions?.subscribe?.allow !== undefined;
};

const modeOf = (
	{ access }: Access,
	isTold: boolean,
	user: UserInfo | undefined,
	as: Mode | undefined,
): Mode | undefined => {
	if (as === 'account') return 'account';
	if (access === 'no') return as === 'system' ? undefined : 'account';
	return as === 'system' || access !== 'denied' || isTold || mayListen(user) ? 'system' : 'account';
};

/**
 * Asks who we are and whether this is the system account, and tells the wire in which mode it asks from now on. Fails only
 * when the connection does.
 */
export const identify = async (
	{ wire, known }: Pick<Connection, 'wire' | 'known'>,
	timeout: number,
	as?: Mode,
): Promise<Identity> => {
	// What the wire made of questions in the mode of the link before is of no use here.
	const { wire: direct } = wire;
	const own = ownInfo(direct, timeout, known()).catch(() => undefined);
	const told = direct.server()?.isSystemAccount;
	const early =
		told === true ? undefined : await Promise.race([own, delay(userLimit, undefined, { ref: false })]);
	const asked = await systemAccess(direct, timeout, mayAsk(early?.permissions, subjects.ping));
	const mode = modeOf(asked, told === true, early, as);
	if (mode === 'account') wire.decide(mode, (await own)?.permissions);
	else if (mode !== undefined) wire.decide(mode);
	const user = own.then((found) => found ?? foundInfo(wire, timeout, known()).catch(() => undefined));
	return { ...asked, ...(mode && { mode }), user };
};
