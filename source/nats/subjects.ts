// Every subject natstop uses. No other file spells one.

/** Requests to all servers, to ourselves, and what is subscribed to. Never `>` or `$SYS.>`: that would hide 503s. */
export const subjects = {
	userInfo: '$SYS.REQ.USER.INFO',
	/** Answered by every version; the same as PING.STATSZ. */
	ping: '$SYS.REQ.SERVER.PING',
	pingIdz: '$SYS.REQ.SERVER.PING.IDZ',
	pingVarz: '$SYS.REQ.SERVER.PING.VARZ',
	heartbeat: '$SYS.SERVER.*.STATSZ',
	/** Answered where the other requests about claims are. */
	claimsList: '$SYS.REQ.CLAIMS.LIST',
	/** Counts of every account on every server, since 2.9. */
	accountStatz: '$SYS.REQ.ACCOUNT.PING.STATZ',
	/** All servers at once; and where an account cannot be part of a subject. */
	pingJsz: '$SYS.REQ.SERVER.PING.JSZ',
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
	'$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE',
	'$JS.EVENT.ADVISORY.>',
] as const;

/**
 * Requests that only servers with a full or cache resolver answer, `nsc push` among them. Elsewhere nobody may listen:
 * interest would make a request time out that fails at once without.
 */
export const claimsSubjects = ['$SYS.REQ.CLAIMS.UPDATE', '$SYS.REQ.CLAIMS.DELETE'] as const;

/**
 * The most subscriptions natstop makes: events and claims, heartbeats, two inboxes for answers, and one for a single first
 * answer.
 */
export const mostSubscriptions = eventSubjects.length + claimsSubjects.length + 4;

/** A service of one server. */
export type ServerService =
	| 'STATSZ'
	| 'VARZ'
	| 'CONNZ'
	| 'RELOAD'
	| 'PROFILEZ'
	| 'KICK'
	| 'LDM'
	| 'ACCOUNTZ'
	| 'JSZ'
	| 'RAFTZ'
	| 'IPQUEUESZ'
	| 'HEALTHZ'
	| 'ROUTEZ'
	| 'GATEWAYZ'
	| 'LEAFZ';

/** The subject of a service of one server, by its id. */
export const serverSubject = (id: string, service: ServerService): string =>
	`$SYS.REQ.SERVER.${id}.${service}`;

/** The id in the subject of what a server publishes about itself: `$SYS.SERVER.<id>.SHUTDOWN`. */
export const serverOf = (subject: string): string | undefined => subject.split('.')[2];

/** The subject of an inbox with its random part replaced: `_INBOX.>`. */
export const inboxPattern = (subject: string): string => subject.replace(/\.[A-Z0-9]{22}(\..*)?$/i, '.>');

/** A subject as a permission names it: one for all servers, all accounts and all inboxes. */
export const permissionPattern = (subject: string): string =>
	inboxPattern(subject)
		.replace(/^\$SYS\.REQ\.SERVER\.(?!PING)[^.]+\./, '$SYS.REQ.SERVER.*.')
		.replace(/^\$SYS\.REQ\.ACCOUNT\.(?!PING)[^.]+\./, '$SYS.REQ.ACCOUNT.*.');

/** What the servers know of an account, by its name or public key. */
export const accountInfoSubject = (account: string): string => `$SYS.REQ.ACCOUNT.${account}.INFO`;

/** The use of JetStream by an account, by its name or public key. */
export const accountJszSubject = (account: string): string => `$SYS.REQ.ACCOUNT.${account}.JSZ`;

/** What the connections of an account listen to, by its name or public key; of our own account where none is named. */
export const accountConnzSubject = (account = 'PING'): string => `$SYS.REQ.ACCOUNT.${account}.CONNZ`;

/** What every instance of a micro service in our account answers. */
export const serviceSubjects = { ping: '$SRV.PING', stats: '$SRV.STATS' } as const;

/** The description of one instance of a micro service. */
export const serviceInfoSubject = (service: string, id: string): string => `$SRV.INFO.${service}.${id}`;

/** The statistics of one instance. */
export const serviceStatsSubject = (service: string, id: string): string => `$SRV.STATS.${service}.${id}`;

/** Service and id in the subject that an instance listens to for itself. */
export const instanceIn = (subject: string): readonly [service: string, id: string] | undefined => {
	const [, service, id] = /^\$SRV\.PING\.([\w-]{1,128})\.([\w-]{1,128})$/.exec(subject) ?? [];
	return service === undefined || id === undefined ? undefined : [service, id];
};

/** Whether a subject is for what a client is asked about itself, and for answers to its own questions. */
export const isClientsOwn = (subject: string): boolean => /^(\$SRV\.|_INBOX)/.test(subject);

/** What can stand between two dots of a subject that is published to; PING means every account's own there. */
export const isSubjectToken = (text: string): boolean => /^[^\s.*>]+$/.test(text) && text !== 'PING';

/** What screens ask of accounts beside their counts, as permissions name it. */
export const accountPermissions = {
	claims: '$SYS.REQ.SERVER.*.ACCOUNTZ',
	uses: '$SYS.REQ.SERVER.*.JSZ',
	use: '$SYS.REQ.ACCOUNT.*.JSZ',
	subscriptions: '$SYS.REQ.ACCOUNT.*.CONNZ',
	list: subjects.claimsList,
} as const;
