// The legend of the servers, for their list, their detail and the screen of one server.

import type { ServerRow } from '../../model/fleet.ts';
import { stateMeanings, stateWords } from '../../model/server-facts.ts';
import type { Glyphs } from '../../theme.ts';
import { eventsLegend } from '../events/legend.ts';
import type { Example, LegendEntry, LegendPart } from '../legend.ts';

const states = (glyphs: Glyphs): LegendEntry[] =>
	(Object.keys(stateWords) as ServerRow['state'][]).map((state) => [
		glyphs[state],
		`${stateWords[state]}: ${stateMeanings[state]}`,
	]);

const signs = (glyphs: Glyphs): LegendPart => ({
	title: 'Servers',
	entries: [
		...states(glyphs),
		[
			`! ${glyphs.down}`,
			'in place of ok: something is wrong with a server that is there, critical or worth a look; its detail says what',
		],
		[
			`!${glyphs.sortDown}`,
			'over the signs: critical rows first, stale and down ones by the same rule, then those worth a look, each by what is wrong; then those that bear most',
		],
		[glyphs.marked, 'before the sign: marked; R and P mean all marked servers, 4 and 6 show theirs'],
		['L', 'behind a name: leads the meta group of JetStream'],
		[`${glyphs.up}3!`, 'in SLOW: so many more slow consumers within a minute'],
		['R N', 'in UP, for a minute: restarted, new'],
		[
			'!',
			'in VER: not the version of most of its cluster; in RTS: fewer routes than others of it; in JS: much of the storage used, or behind in the meta group',
		],
		[
			`${glyphs.light} ${glyphs.ok} ok`,
			'in the title of a detail: all is well; else the sign of its row and what is wrong; then how old its statsz is',
		],
		[
			'on, off',
			`in JS: JetStream runs without a limit that is known; off where others of its cluster run it; ${glyphs.none} where it is off by choice`,
		],
		['statsz', 'what a server tells of itself each round; everything here is from it'],
		[
			`110${glyphs.range}184`,
			'beside a spark: the least and the greatest in it, which are its scale; also min, max',
		],
	],
});

/** Words of the detail that are no heads of columns, too. */
const detail: LegendPart = {
	title: 'Detail of a server',
	entries: [
		['CPU 147% of 400', 'used, of all its cores; 100 is one core'],
		['MEM', 'memory, of the limit of its process where it has one'],
		['IN, OUT', 'messages and bytes received and sent, those between servers too; the spark is of messages'],
		['CONNS', 'client connections now, and in all since its start'],
		['SUBS', 'subscriptions, with those it knows of other servers'],
		['SLOW', 'slow consumers: clients, routes and others cut off as they read too slowly'],
		['STALE', 'STALE CONNS: connections closed as they did not answer a ping'],
		['STALLED', 'clients held back, as others read too slowly what they send'],
		['ACCTS', 'ACCOUNTS: accounts in use'],
		['CORES', 'GOMAXPROCS: cores of the machine; those the process may use'],
		['ROUTES', 'connections to servers of its cluster; all up: none is missing and none falls behind'],
		['GWS', 'GATEWAYS: connections to other clusters'],
		['LEAFS', 'leafnodes: servers that hang on it with an account of theirs'],
		['CLIENTS', 'traffic with clients alone'],
		['pend, PENDING', 'bytes that wait for the other end to read them'],
		['in-conns', 'INBOUND: connections from the other cluster'],
		['POOL', 'connections that make up one route'],
		['OUT/s IN/s', 'messages a second; BOUT/s BIN/s: bytes a second'],
		['JS', 'JETSTREAM: mem and store are used, of what the server may use; reserved: promised to streams'],
		['HA', 'HA assets: streams and consumers with replicas, which count against a limit'],
		['api, err', 'requests to the API of JetStream, those that failed; inflight: under way'],
		['META, meta', 'the group of servers that decides on streams: who leads it, its size and quorum'],
		['replicas', 'of the meta group: current, lagging so many entries, or offline'],
		['active servers', 'how many servers this one hears of'],
		['seen', 'when natstop first and last heard of it, how many of its questions it answered'],
		['IDENTITY', 'who it is: id, host, cluster, JetStream domain, tags, Go'],
		['rtt', 'RTT: how long a question and its answer take'],
	],
};

/** Heads of the tables on the screen of one server. */
const tables: LegendPart = {
	title: 'Tables of a server',
	on: 'object',
	entries: [
		['SERVER, REMOTE', 'the other end: a server of the cluster, another cluster'],
		['SENT, RECV', 'TOTAL: bytes since the connection was made'],
		['TOTAL', 'with clients, routes, gateways and leafnodes together'],
		['STATE', 'of a replica: current, lagging!, offline!!'],
		['LAG', 'entries it is behind'],
		['ACTIVE', 'how long ago the leader heard of it'],
	],
};

/** The parts of the legend. */
export const serversLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	signs(glyphs),
	detail,
	tables,
	// The screen of one server ends with its events.
	...eventsLegend(glyphs).map((part) => ({ ...part, on: 'object' as const })),
];

/** Filters that match this server. */
export const serverExamples = ({ info, statsz }: ServerRow): readonly Example[] => {
	const plain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);
	const { connections } = statsz ?? {};
	const [tag] = info.tags.filter((one) => /^[\w.:-]+$/.test(one));
	return [
		...(plain(info.name) ? [[info.name, 'anywhere in its name, cluster, host, version, tags'] as const] : []),
		...(plain(info.cluster) ? [[`cluster:${info.cluster}`, 'of this cluster'] as const] : []),
		...(plain(info.version) ? [[`ver:${info.version}`, 'of this version'] as const] : []),
		...(tag === undefined ? [] : [[`tag:${tag}`, 'with this tag'] as const]),
		...(connections === undefined
			? []
			: [[`conns>=${connections}`, 'with at least so many connections'] as const]),
	];
};
