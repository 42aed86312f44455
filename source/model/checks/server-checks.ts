// The table of checks of servers, by what is asked of all of them anyway. Its order is that of gravity: what stands first
// is shown first.

import { countWords } from '../count-words.ts';
import { firstAndMore } from '../first-names.ts';
import type { ServerRow, ServerState } from '../fleet.ts';
import { routeFinding } from '../network/route-trouble.ts';
import { isOld, routedServers, stateWords } from '../server-facts.ts';
import { spanText } from '../span-text.ts';
import { type Check, findingOf, type Severity, swinging } from './check.ts';
import { configChecks, healthChecks } from './config-checks.ts';
import { jetstreamLoadChecks, metaChecks } from './jetstream-checks.ts';
import { endingChecks, gateway, linkChecks } from './link-checks.ts';
import { loadChecks } from './load-checks.ts';
import { meshOf, type Neighbours, nameInCluster } from './neighbours.ts';

export type ServerCheck = Check<ServerRow, Neighbours>;

/** How bad a state is by itself. */
export const stateSeverity = (state: ServerState): Severity | undefined =>
	state === 'down' ? 'critical' : state === 'stale' || state === 'lameduck' ? 'warn' : undefined;

const down: ServerCheck = {
	id: 'down',
	column: 'age',
	about: 'whether the server is heard: stale warns, down is critical',
	judge({ state, evidence }) {
		const severity = state === 'lameduck' ? undefined : stateSeverity(state);
		return severity && { severity, text: evidence ?? stateWords[state] };
	},
};

const lameDuck: ServerCheck = {
	id: 'lame-duck',
	about: 'whether the server sends its clients away before it ends',
	judge({ state, evidence }) {
		const severity = state === 'lameduck' ? stateSeverity(state) : undefined;
		return severity && { severity, text: evidence ?? stateWords[state] };
	},
};

const answers: ServerCheck = {
	id: 'answers',
	column: 'age',
	about: 'rounds in a row that it left unanswered while it is not stale yet',
	thresholds: { warn: 2 },
	figure: ({ missedRounds }) => missedRounds,
	judge: ({ state, missedRounds }, _, thresholds) =>
		state === 'ok'
			? findingOf(missedRounds, thresholds, (rounds) => `left ${rounds} rounds unanswered`)
			: undefined,
};

const route: ServerCheck = {
	id: 'route',
	column: 'rts',
	about:
		'routes to the servers of its cluster: a lost one is critical; one that only the other end tells of warns for 30s, as do fewer routes than others have, or fewer connections of a route',
	applies: (row) => (row.unrouted?.length ?? 0) > 0 || (routedServers(row) ?? 0) > 0,
	judge(row, { clusterRoutes, at }) {
		const { unrouted = [], routeTroubles } = row;
		const found = routeTroubles && routeFinding(routeTroubles, at);
		if (found !== undefined) return found;
		if (unrouted.length > 0) return { severity: 'critical', text: `no route to ${firstAndMore(unrouted)}` };
		// The routes of a silent server are not compared: they are older than those of the others.
		const most = isOld(row) ? undefined : clusterRoutes.get(meshOf(row) ?? '');
		const servers = routedServers(row);
		if (servers === undefined || most === undefined || servers >= most) return undefined;
		return { severity: 'warn', text: `routes to ${servers} servers, where others have ${most}` };
	},
};

const names: ServerCheck = {
	id: 'names',
	about: 'names: the same twice in a cluster is critical, in two clusters or with a blank in it warns',
	judge({ twins = [], info, state }, { names: known }) {
		const { name } = info;
		if (twins.length > 0) {
			return {
				severity: 'critical',
				text: `same name as ${firstAndMore(twins.map((id) => id.slice(0, 8)))}`,
			};
		}
		// Two of one cluster may be one server that starts anew: that they both live is known with the round.
		const here = known.get(nameInCluster(info)) ?? 1;
		const others = state === 'down' ? 0 : (known.get(name) ?? here) - here;
		if (others > 0)
			return {
				severity: 'warn',
				text: `${countWords(others, 'server')} of other clusters ${others === 1 ? 'has' : 'have'} its name`,
			};
		return /\s/.test(name) ? { severity: 'warn', text: 'a blank in its name' } : undefined;
	},
};

/** How far its clock is off; how long an answer was under way is known, when it was written is not. */
const clockOff = ({ clockOffset }: ServerRow, { clock: middle }: Neighbours): number =>
	(clockOffset ?? middle) - middle;

const clock: ServerCheck = swinging({
	id: 'clock',
	about: 'its clock against the middle of all; of one or two servers against ours',
	thresholds: { warn: 1000, critical: 10_000 },
	unit: 'ms',
	figure: (row, facts) =>
		row.clockOffset === undefined
			? undefined
			: Math.max(0, Math.abs(clockOff(row, facts)) - (row.rtt ?? 0) / 2),
	text(_, row, facts) {
		const off = clockOff(row, facts);
		return `clock ${spanText(Math.abs(off))} ${off > 0 ? 'ahead' : 'behind'}`;
	},
});

/** `2.12.1` as 12 of major version 2; undefined where it is something else. */
const minorOf = (version: string): { major: number; minor: number } | undefined => {
	const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
	return major === undefined ? undefined : { major: Number(major), minor: Number(minor) };
};

const version: ServerCheck = {
	id: 'version',
	column: 'ver',
	about: 'another version than most of its cluster warns; two minor versions apart are critical',
	judge({ info }, { clusterVersions }) {
		const most = clusterVersions.get(info.cluster ?? '');
		if (info.version === undefined || most === undefined || info.version === most) return undefined;
		const [own, others] = [minorOf(info.version), minorOf(most)];
		const isFar =
			own !== undefined &&
			others !== undefined &&
			(own.major !== others.major || Math.abs(own.minor - others.minor) >= 2);
		return {
			severity: isFar ? 'critical' : 'warn',
			text: `version ${info.version}, where most of ${info.cluster} run ${most}`,
		};
	},
};

export const serverChecks: readonly ServerCheck[] = [
	down,
	lameDuck,
	route,
	gateway,
	...metaChecks,
	...healthChecks,
	...loadChecks,
	...linkChecks,
	answers,
	...jetstreamLoadChecks,
	...endingChecks,
	names,
	clock,
	version,
	...configChecks,
];
