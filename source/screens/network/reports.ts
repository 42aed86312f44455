// What checks have found of routes, gateways and leafnodes, for the health of the whole system.

import type { KnownCheck } from '../../model/checks/all-checks.ts';
import type { CheckSettings } from '../../model/checks/check.ts';
import { gatewayChecks } from '../../model/checks/gateway-checks.ts';
import { leafChecks } from '../../model/checks/leafnode-checks.ts';
import { routeRtt } from '../../model/checks/route-checks.ts';
import type { Report } from '../../model/health/finding.ts';
import { reportOf } from '../../model/health/report.ts';
import { stateOf } from '../../model/network/gateway-row.ts';
import { type LeafRow, leafName } from '../../model/network/leaf-row.ts';
import { tellsRemotes } from '../../nats/healthz.ts';
import type { GatewaysSnapshot } from './gateways/source.ts';
import type { LeafnodesSnapshot } from './leafnodes/source.ts';
import type { LinksAsked } from './links-asked.ts';
import type { RoutesSnapshot } from './routes/snapshot.ts';

/** A check by itself, without the figures of links that its list judges it by. */
const bare = (check: KnownCheck): KnownCheck => {
	const { id, about, thresholds, unit, column, swings } = check;
	return { id, about, thresholds, unit, column, swings };
};

/** Several checks of one id are one to a person. */
const isFirst = <C extends { id: string }>({ id }: C, index: number, all: readonly C[]): boolean =>
	all.findIndex((one) => one.id === id) === index;

type Settings = CheckSettings | undefined;

const unknownOf = ({ denied }: LinksAsked): { unknown?: string } =>
	denied === undefined ? {} : { unknown: `not permitted: ${denied}` };

const isWhole = ({ asked, answered, cut }: LinksAsked): boolean => answered >= asked && cut.length === 0;

/** Routes that are missing or short, and what waits on them, are told of servers: here it is round trips alone. */
export const routesReport = ({ rows, asked }: RoutesSnapshot, settings: Settings): Report | undefined => {
	const { at } = asked;
	if (at === undefined) return undefined;
	return reportOf({
		...{ kind: 'route', checks: [bare(routeRtt)], settings, facts: undefined, at },
		...unknownOf(asked),
		rows: rows.filter(({ told }) => told !== undefined),
		// Only the servers of the cluster that is shown are asked.
		isWhole: false,
		keyOf: ({ key }) => key,
		troublesOf: ({ troubles }) => troubles.filter(({ check }) => check === routeRtt.id),
		objectOf: ({ name, server, group }) => ({
			name,
			where: { server: server.info.name, serverId: server.info.id, cluster: group.name },
			evidence: () => [{ by: `${server.info.name} ROUTEZ`, at }],
		}),
	});
};

/** Gateways that are missing or too few are told of servers: here it is round trips alone. */
export const gatewaysReport = ({ rows, asked }: GatewaysSnapshot, settings: Settings): Report | undefined => {
	const { at } = asked;
	if (at === undefined) return undefined;
	return reportOf({
		...{
			kind: 'gateway',
			checks: gatewayChecks.filter(isFirst).map(bare),
			settings,
			rows,
			facts: undefined,
			at,
		},
		...unknownOf(asked),
		isWhole: isWhole(asked),
		// What is not there has no round trip.
		isJudged: (row) => ['ok', 'short'].includes(stateOf(row)),
		isUnknown: ({ isOld }) => isOld,
		keyOf: ({ key }) => key,
		troublesOf: ({ troubles }) => troubles.filter(({ column }) => column === 'rtt'),
		objectOf: ({ from, to }) => ({
			name: `${from} ${to}`,
			where: { cluster: from },
			evidence: () => [{ by: `GATEWAYZ of ${from}`, at }],
		}),
	});
};

export const leafnodesReport = (
	{ rows, asked, accountNames }: LeafnodesSnapshot,
	settings: Settings,
): Report | undefined => {
	const { at } = asked;
	if (at === undefined) return undefined;
	const accountOf = ({ end: { account } }: LeafRow): string | undefined =>
		account && (accountNames.get(account) ?? account);
	return reportOf({
		...{
			kind: 'leafnode',
			checks: leafChecks.filter(isFirst).map(bare),
			settings,
			rows,
			facts: undefined,
			at,
		},
		...unknownOf(asked),
		isWhole: isWhole(asked),
		isJudged: ({ isOld }) => isOld !== true,
		isUnknown: ({ isOld }) => isOld === true,
		keyOf: ({ key }) => key,
		// A server that can say itself that a remote is not connected does so as a server.
		troublesOf: ({ troubles, remote, server }) =>
			remote !== undefined && tellsRemotes(server.version) ? [] : troubles,
		objectOf: (row) => ({
			name: [leafName(row) ?? row.server.name, accountOf(row)].filter(Boolean).join(' '),
			where: {
				...{ server: row.server.name, serverId: row.server.id },
				account: accountOf(row),
			},
			evidence: () => [
				{ by: `${row.server.name} ${row.remote ? 'VARZ and LEAFZ' : 'LEAFZ'}`, at: row.heardAt },
			],
		}),
	});
};
