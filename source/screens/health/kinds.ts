// The kinds of objects that are judged: what they are called, and where they are shown.

import { accountChecks } from '../../model/checks/account-checks.ts';
import type { KnownCheck } from '../../model/checks/all-checks.ts';
import { connectionChecks } from '../../model/checks/connection-checks.ts';
import { consumerChecks } from '../../model/checks/consumer-checks.ts';
import { gatewayChecks } from '../../model/checks/gateway-checks.ts';
import { leafChecks } from '../../model/checks/leafnode-checks.ts';
import { routeRtt } from '../../model/checks/route-checks.ts';
import { serverChecks } from '../../model/checks/server-checks.ts';
import { serviceChecks } from '../../model/checks/service-checks.ts';
import { streamChecks } from '../../model/checks/stream-checks.ts';
import type { ObjectKind } from '../../model/health/finding.ts';

export type KindWords = {
	noun: readonly [one: string, many: string];
	/** The list that has them. */
	screen: string;
	/** The key that shows it. */
	key: string;
	checks: readonly KnownCheck[];
};

export const kinds: Readonly<Record<ObjectKind, KindWords>> = {
	server: { noun: ['server', 'servers'], screen: 'servers', key: '1', checks: serverChecks },
	account: { noun: ['account', 'accounts'], screen: 'accounts', key: '5', checks: accountChecks },
	connection: {
		noun: ['connection', 'connections'],
		screen: 'connections',
		key: '4',
		checks: connectionChecks,
	},
	stream: { noun: ['stream', 'streams'], screen: 'streams', key: '6', checks: streamChecks },
	consumer: { noun: ['consumer', 'consumers'], screen: 'consumers', key: '6', checks: consumerChecks },
	route: { noun: ['route', 'routes'], screen: 'routes', key: '7', checks: [routeRtt] },
	gateway: { noun: ['gateway', 'gateways'], screen: 'gateways', key: '7', checks: gatewayChecks.slice(0, 1) },
	leafnode: {
		noun: ['leafnode', 'leafnodes'],
		screen: 'leafnodes',
		key: '7',
		checks: leafChecks.slice(0, 1),
	},
	service: { noun: ['service', 'services'], screen: 'services', key: '9', checks: serviceChecks },
};

/** `1 server`, `8 servers`. */
export const kindCount = (kind: ObjectKind, count: number): string => {
	const [one, many] = kinds[kind].noun;
	return `${count} ${count === 1 ? one : many}`;
};
