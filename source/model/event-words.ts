// What each kind of event means, in words: for the help and the documentation.

import type { EventKind } from './event.ts';

/** What happened. */
export const eventWords: Readonly<Record<EventKind, string>> = {
	CONNECT: 'a client logged in; what servers repeat after a reload of clients that were there is left out',
	DISCONNECT: 'a client left, and why',
	'AUTH ERR': 'a login failed; one that is tried again within ten minutes counts in the same line',
	OCSP: 'a certificate was revoked or its staple failed',
	CLAIMS: 'somebody asked to update or delete an account, as nsc push does; whether servers did is not seen',
	'LAME DUCK': 'a server is going to stop',
	SHUTDOWN: 'a server stops',
	NEW: 'a server appeared',
	RESTART: 'a server came back with a new id',
	STALE: 'a server stopped answering',
	DOWN: 'a server is gone, and how natstop knows',
	BACK: 'a server answers again',
	GONE: 'a row left the table',
	SLOW: 'slow consumers grew',
	ROUTE: 'two servers of a cluster lost or regained their route',
	VERSION: 'a server runs another version',
	CONFIG: 'a server loaded its configuration, not at our request',
	'JS LEADER': 'a leader was elected',
	'JS QUORUM': 'a stream or consumer lost its quorum',
	'JS STORAGE': 'writing to storage failed',
	'JS REMOVED': 'a server was removed from the meta group',
	'JS LIMIT': 'the limit of pending API requests was reached',
	'JS OTHER': 'any other advisory of the system account',
	CHECK:
		'something began to fail or is good again, by a check of natstop; what goes on and off counts in one line',
	RELOAD: 'a reload by natstop, and what came of it',
	KICK: 'a connection that natstop asked its server to close, and what came of it',
	MOVE: 'a client that natstop had asked to move, and whether it did',
	PROFILE: 'a profile by natstop, and where it is',
	LINK: "natstop's own connection came or went",
	DENIED: 'our user may not use a subject; each is named once',
	ARCHIVE: 'an archive of nats audit gather lacks something, or something of it cannot be read',
	CONNS: 'connections of an account on a server',
	STATSZ: 'the heartbeat itself',
};
