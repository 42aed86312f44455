// A picture of the link: its state, what our user may do, and the connection while it is a live one.

import type { LinkState } from '../model/link.ts';
import type { Connection } from './connect/connect.ts';
import type { SystemAccess } from './connect/system-access.ts';
import type { UserInfo } from './connect/user-info.ts';

/** True where a person insists on the system account, and this is none. */
export const isRefused = ({ access, link: { mode } }: Pick<LinkSnapshot, 'access' | 'link'>): boolean =>
	access === 'no' && mode === undefined;

export type LinkSnapshot = {
	link: LinkState;
	access?: SystemAccess;
	/** Our user, as the server or his own token tells; absent in what was recorded. */
	userInfo?: UserInfo;
	/** The outcome of asking whether our account is the system account, in words. */
	outcome: string;
	stepsDone: number;
	serverVersion?: string;
	/** Absent before there is one, and in what was recorded. */
	connection?: Connection;
};
