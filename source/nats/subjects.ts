// Every subject natstop speaks. Nothing else in the program spells one.

/** Requests to all servers, to ourselves, and what is subscribed to. Never `>` or `$SYS.>`: that would hide 503s. */
export const subjects = {
	userInfo: '$SYS.REQ.USER.INFO',
	/** Answered by every version; the same as PING.STATSZ. */
	ping: '$SYS.REQ.SERVER.PING',
	pingStatsz: '$SYS.REQ.SERVER.PING.STATSZ',
	pingIdz: '$SYS.REQ.SERVER.PING.IDZ',
	pingVarz: '$SYS.REQ.SERVER.PING.VARZ',
	heartbeat: '$SYS.SERVER.*.STATSZ',
} as const;

/** The event subscriptions, one by one so that each can be denied by itself. */
export const eventSubjects = [
	'$SYS.SERVER.*.SHUTDOWN',
	'$SYS.SERVER.*.LAMEDUCK',
	'$SYS.SERVER.*.CLIENT.AUTH.ERR',
	'$SYS.SERVER.*.OCSP.>',
	'$SYS.ACCOUNT.*.CONNECT',
	'$SYS.ACCOUNT.*.DISCONNECT',
	'$SYS.ACCOUNT.*.SERVER.CONNS',
	'$SYS.ACCOUNT.*.CLAIMS.UPDATE',
	'$JS.EVENT.ADVISORY.>',
] as const;

/** A service of one server. */
export type ServerService = 'STATSZ' | 'VARZ' | 'RELOAD' | 'PROFILEZ';

/** The subject of a service of one server, by its id. */
export const serverSubject = (id: string, service: ServerService): string =>
	`$SYS.REQ.SERVER.${id}.${service}`;

/** What the servers know of an account, by its name or public key. */
export const accountInfoSubject = (account: string): string => `$SYS.REQ.ACCOUNT.${account}.INFO`;
