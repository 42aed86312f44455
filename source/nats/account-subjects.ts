// The one list of what natstop may publish and subscribe with the user of an application's account.

import { isCoveredBy } from '../model/subject-match.ts';

/** Requests that servers answer to every account, about itself. */
export const accountRequests = {
	/** Connections; every server answers, and one by its name alone. */
	connz: '$SYS.REQ.ACCOUNT.PING.CONNZ',
	/** Counts and traffic. */
	statz: '$SYS.REQ.ACCOUNT.PING.STATZ',
	/** Use and limits of JetStream. */
	jetstream: '$JS.API.INFO',
} as const;

/** What JetStream is asked for: lists, and one object by its name. */
export const jsSubjects = {
	streamList: '$JS.API.STREAM.LIST',
	streamNames: '$JS.API.STREAM.NAMES',
	streamInfo: (stream: string): string => `$JS.API.STREAM.INFO.${stream}`,
	consumerList: (stream: string): string => `$JS.API.CONSUMER.LIST.${stream}`,
	consumerInfo: (stream: string, consumer: string): string => `$JS.API.CONSUMER.INFO.${stream}.${consumer}`,
	lastMessage: (stream: string): string => `$JS.API.STREAM.MSG.GET.${stream}`,
} as const;

/**
 * What may be published, as permissions name it. Nothing here creates, changes, consumes or acknowledges anything: a
 * subject that is not covered by one of these is never sent.
 */
export const accountPublishes: readonly string[] = [
	'$SYS.REQ.USER.INFO',
	// Once for each new link, to learn whether this is the system account.
	'$SYS.REQ.SERVER.PING',
	accountRequests.connz,
	accountRequests.statz,
	// Answered only where an operator gives the account more of itself.
	'$SYS.REQ.ACCOUNT.*.INFO',
	accountRequests.jetstream,
	'$JS.API.STREAM.NAMES',
	'$JS.API.STREAM.LIST',
	'$JS.API.STREAM.INFO.*',
	'$JS.API.CONSUMER.LIST.*',
	'$JS.API.CONSUMER.INFO.*.*',
	// One last message, on a key.
	'$JS.API.DIRECT.GET.*',
	'$JS.API.DIRECT.GET.*.>',
	'$JS.API.STREAM.MSG.GET.*',
	'$SRV.PING',
	'$SRV.PING.>',
	'$SRV.STATS',
	'$SRV.STATS.>',
	'$SRV.INFO',
	'$SRV.INFO.>',
];

/** The events of an account. Never all advisories: each request would bring an audit of itself along. */
export const accountEventSubjects = [
	'$JS.EVENT.ADVISORY.STREAM.>',
	'$JS.EVENT.ADVISORY.CONSUMER.>',
	'$JS.EVENT.ADVISORY.DOMAIN.>',
	'$JS.EVENT.ADVISORY.SERVER.>',
	'$SYS.ACCOUNT.CLIENT.AUTH.ERR',
] as const;

/** Events that an operator may give an account, by its name or key. */
export const accountSubscribes: readonly string[] = [...accountEventSubjects, '$SYS.ACCOUNT.*.>'];

/** JetStream in another domain has its subjects under a prefix. */
const inDomain = /^\$JS\.(?!API\.|EVENT\.)[^.*>\s]+\.API\./;

/** The subject as the list has it: one of another domain as that of our own. */
const ofOurDomain = (subject: string): string => subject.replace(inDomain, '$JS.API.');

/** True for what account mode may publish. */
export const mayPublishInAccount = (subject: string): boolean => {
	const own = ofOurDomain(subject);
	return accountPublishes.some((pattern) => isCoveredBy(own, pattern));
};

/** True for what account mode may subscribe to; inboxes are the wire's own. */
export const maySubscribeInAccount = (subject: string): boolean =>
	accountSubscribes.some((pattern) => isCoveredBy(subject, pattern));
