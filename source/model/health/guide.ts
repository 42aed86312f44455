// What each check means to those who use the system, and where to look for the cause.

/** A sentence about what follows, and keys that lead on, beside Enter. */
export type Guide = { means: string; look: string };

const guides: Readonly<Record<string, Guide>> = {
	down: {
		means:
			'Its clients are gone to other servers, if they have any; streams with one copy on it cannot be reached.',
		look: '3 DOWN and SHUTDOWN',
	},
	'lame-duck': { means: 'It sends its clients away, and ends soon: somebody stops it.', look: '3 LAME DUCK' },
	answers: {
		means: 'It is too busy to answer, or the way to it is bad; it may go stale.',
		look: '1 CPU%, RTT',
	},
	route: {
		means: 'Messages between clients of these two servers do not arrive: a message crosses one route only.',
		look: '7 the matrix   3 ROUTE',
	},
	'route-short': { means: 'Messages still arrive; fewer connections carry them.', look: '7 the matrix' },
	'route-rtt': {
		means: 'Messages between these two servers take longer than between the others.',
		look: '7 the matrix',
	},
	'route-pending': {
		means: 'Messages to that server arrive late; at all of max_pending the route is cut.',
		look: '7 the matrix',
	},
	gateway: {
		means: 'Messages between these clusters do not arrive, or take another way.',
		look: '7 gateways',
	},
	'gateway-rtt': {
		means: 'Messages between these clusters take longer than they usually do.',
		look: '7 gateways',
	},
	leafnode: {
		means: 'Clients behind that leafnode are cut off from here, or were a short while ago.',
		look: '7 leafnodes',
	},
	'leafnode-rtt': {
		means: 'Messages to and from that leafnode take longer than they usually do.',
		look: '7 leafnodes',
	},
	'service-silent': {
		means:
			'Requests that the server sends to an instance that hangs time out; those of a queue group go there, too.',
		look: '9 Instances   4 its connection',
	},
	'service-errors': {
		means: 'Who asks it gets an error for an answer, or none.',
		look: '9 Endpoints, the last error',
	},
	'service-delay': {
		means: 'The loop of that program is blocked: whoever asks it waits as long.',
		look: '9 Instances by DELAY   4 by PEND',
	},
	'service-share': {
		means: 'The other instances do its work; its queue group may be another, or its server far away.',
		look: '9 Endpoints, QUEUE',
	},
	'service-queue': {
		means: 'Each request is worked on by every instance, and whoever asks gets the first answer.',
		look: '9 Endpoints, QUEUE',
	},
	'leaf-remotes': {
		means: 'Clients of that account on this server and behind that hub do not reach each other.',
		look: '7 leafnodes   logs of it for "Leafnode"',
	},
	'meta-leader': {
		means: 'Streams and consumers can be neither made, changed nor moved; those that are there go on.',
		look: '6 Raft   3 JS LEADER',
	},
	'meta-peers': {
		means: 'Without a spare peer the next one that goes stops all changes of streams and consumers.',
		look: '6 Raft',
	},
	'meta-lag': {
		means: 'It learns late of new streams and consumers, and cannot become leader.',
		look: '6 Raft',
	},
	'js-off': {
		means: 'Its streams and consumers stand still; replicas elsewhere lack one.',
		look: '6   3 JS OTHER',
	},
	health: {
		means:
			'What it names does not work there, or is not up to date; a probe by HTTP takes it out of service.',
		look: '6 what it names',
	},
	cpu: {
		means: 'Everything it does takes longer, heartbeats of Raft groups among it.',
		look: 'P a profile   4 its connections',
	},
	memory: {
		means: 'It collects garbage all the time, and ends when the machine has no more.',
		look: 'P a heap profile',
	},
	'memory-uniform': {
		means: 'It bears more than the others of its cluster, or leaks.',
		look: 'P a heap profile   6 streams',
	},
	slow: {
		means: 'Clients that did not take their messages in time were cut off, and lost them.',
		look: '4 by PEND   4 Closed',
	},
	'stale-conns': {
		means: 'Clients that did not answer pings were cut off: their network is bad, or they hang.',
		look: '4 Closed',
	},
	stalled: {
		means: 'Publishers wait for slow readers: everybody behind them is slower.',
		look: '4 by STALL',
	},
	stalls: {
		means: 'What it publishes goes out only as fast as its slowest readers take it.',
		look: '4 by PEND',
	},
	pending: {
		means: 'It does not take its messages as fast as they come; at all of the limit it is cut off.',
		look: '4 its events',
	},
	'conn-rtt': {
		means: 'Its answers come late; its network is slower than that of the others.',
		look: '4 by RTT',
	},
	churn: {
		means: 'Each login costs its server work; a client that comes and goes may be refused, or crash.',
		look: '4 Closed   3 CONNECT',
	},
	auth: {
		means: 'Somebody has old credentials, or guesses: those clients do not get in.',
		look: '3 AUTH ERR',
	},
	rtt: { means: 'The way from natstop to it is slow; its clients may see the same.', look: '1 by RTT' },
	'js-storage': {
		means: 'At all of it nothing more can be stored there: publishers get errors.',
		look: '6 by ST%   6 streams by BYTES',
	},
	'js-memory': {
		means: 'At all of it streams in memory take nothing more there: publishers get errors.',
		look: '6 by MEM%',
	},
	'js-reserved': { means: 'New streams that want room of their own find no place there.', look: '6 RESV' },
	'js-errors': {
		means: 'Somebody asks JetStream for what it refuses: a client may be wrong, or a limit reached.',
		look: '6 ERR   3 JS',
	},
	'js-pending': { means: 'Changes of streams and consumers wait: creating one is slow.', look: '6 Raft' },
	'ha-assets': {
		means: 'So many Raft groups on one server cost it CPU, and make elections slow.',
		look: '6 by HA',
	},
	quorum: {
		means: 'Writers get no answer, and its consumers stand still, until enough replicas are back.',
		look: '6 Raft   3 JS QUORUM',
	},
	lag: {
		means: 'If its leader goes, that replica cannot take its place without a loss of time.',
		look: '6 Raft',
	},
	'replica-lag': {
		means: 'If its leader goes, that replica cannot take its place without a loss of time.',
		look: '6 Raft',
	},
	'stream-full': {
		means: 'At all of it publishers get errors, as the stream is to keep what it has.',
		look: '6 streams by FULL',
	},
	'source-lag': {
		means: 'What it copies from another stream is not up to date.',
		look: '6 the other stream',
	},
	'no-answer': {
		means: 'Nobody can write to it, read from it or acknowledge until its leader, or another one, is back.',
		look: '1 the servers   6 streams',
	},
	unbound: {
		means: 'Its messages wait until a client subscribes to where it delivers them.',
		look: '6 consumers   4 connections',
	},
	consumer: { means: 'Messages of it are not worked off.', look: '6 consumers   4 its account' },
	'consumers-full': { means: 'At all of it no further consumer can be made.', look: '6 consumers' },
	'subjects-many': {
		means: 'So many subjects cost memory, and make its start slow.',
		look: '6 streams by SUBJ',
	},
	monitor: {
		means: 'It is past a limit that somebody wrote into its metadata.',
		look: '6 its configuration',
	},
	'account-limits': {
		means: 'At all of a limit it gets no further connections, or cannot store more.',
		look: '5 its limits',
	},
	claims: {
		means: 'When they end no client of the account gets in, and those that are there are cut off.',
		look: '5 its claims',
	},
	version: {
		means: 'An upgrade has stopped half way, or one server was forgotten; features differ.',
		look: '1 by VER',
	},
	config: {
		means: 'A change has not reached every server, or one was not reloaded.',
		look: 'R reload   3 CONFIG',
	},
	'gateways-uniform': {
		means: 'Clients of that server reach other clusters than their neighbours do.',
		look: '7 gateways   R reload',
	},
	'auth-required': { means: 'Anybody who reaches the server is a client of it.', look: '4 its connections' },
	blanks: { means: 'Subjects and tools with that name in them do not work.', look: '1' },
	names: { means: 'Tools, and JetStream where it is on, take two servers for one.', look: '1 by NAME' },
	clock: {
		means: 'Times in messages and logs do not compare; tokens may end too early or too late.',
		look: '1',
	},
	tls: { means: 'From then on no client and no other server gets in by TLS.', look: '1 the server' },
	credentials: { means: 'natstop itself is cut off then.', look: 'whoami' },
};

/** The guide of a check; words that are always true where it has none of its own. */
export const guideOf = (check: string): Guide => guides[check] ?? { means: '', look: '' };

/** Ids of checks that have a guide. */
export const guided: readonly string[] = Object.keys(guides);
