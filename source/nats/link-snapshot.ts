// A picture of the link: its state, what our user may do, and the connection while it is a live one.

import type { LinkState } from '../model/link.ts';
import type { Connection } from './connect/connect.ts';
import type { SystemAccess } from './connect/system-access.ts';

export type LinkSnapshot = {
	link: LinkState;
	access?: SystemAccess;
	/** The outcome of asking whether our account is the system account, in words. */
	outcome: string;
	stepsDone: number;
	serverVersion?: string;
	/** Absent before there is one, and in what was recorded. */
	connection?: Connection;
};
