// What a user needs to be allowed so that natstop can do all of its work, of three kinds.

import { accountEventSubjects, accountPublishes } from './account-subjects.ts';
import { claimsSubjects, eventSubjects, subjects } from './subjects.ts';

/** Subjects to publish and to subscribe to; `deny` what a wildcard of `publish` would allow besides. */
export type NeededPermissions = {
	publish: readonly string[];
	deny?: readonly string[];
	subscribe: readonly string[];
};

/** Requests about servers, accounts and JetStream. */
const watched: readonly string[] = [
	...[subjects.userInfo, subjects.ping, subjects.pingIdz, subjects.pingVarz],
	...['$SYS.REQ.SERVER.*.STATSZ', '$SYS.REQ.SERVER.*.CONNZ', subjects.accountStatz],
	...['$SYS.REQ.SERVER.*.ROUTEZ', '$SYS.REQ.SERVER.*.GATEWAYZ', '$SYS.REQ.SERVER.*.LEAFZ'],
	...['$SYS.REQ.ACCOUNT.*.INFO', '$SYS.REQ.ACCOUNT.*.JSZ', '$SYS.REQ.SERVER.*.ACCOUNTZ'],
	...['$SYS.REQ.SERVER.*.JSZ', '$SYS.REQ.SERVER.*.RAFTZ', '$SYS.REQ.SERVER.*.IPQUEUESZ'],
	...['$SYS.REQ.SERVER.*.HEALTHZ', subjects.claimsList],
];

const listened: readonly string[] = ['_INBOX.>', subjects.heartbeat, ...eventSubjects, ...claimsSubjects];

const acts: readonly string[] = ['VARZ', 'RELOAD', 'PROFILEZ', 'KICK', 'LDM'].map(
	(service) => `$SYS.REQ.SERVER.*.${service}`,
);

/** The replies to a user with an inbox of its own: with _INBOX.> he could read those to others. */
const ownInbox = '_INBOX_natstop.>';

/** Requests of account mode that a user need not be allowed: they are tried at most once. */
const optional: readonly string[] = [subjects.ping, '$SYS.REQ.ACCOUNT.*.INFO'];

/** One last message, on a key: who may look may not read messages unless he is allowed to. */
const reads = (subject: string): boolean => subject.includes('.GET.');

const looks: readonly string[] = accountPublishes.filter(
	(subject) => !optional.includes(subject) && !reads(subject) && subject !== '$JS.API.STREAM.NAMES',
);

/** By the name of the user. */
export const neededPermissions = {
	watch: { publish: watched, subscribe: listened },
	act: {
		publish: [...watched, ...acts],
		deny: ['$SYS.REQ.SERVER.PING.PROFILEZ'],
		subscribe: listened,
	},
	account: { publish: looks, subscribe: [ownInbox, ...accountEventSubjects] },
} as const satisfies Record<string, NeededPermissions>;

/** Whose permissions can be printed. */
export type PermissionsOf = keyof typeof neededPermissions;

/** The account that each user belongs to, in the examples. */
export const accountOfUser: Readonly<Record<PermissionsOf, string>> = {
	watch: 'SYS',
	act: 'SYS',
	account: 'APP',
};
