// Everything that a picture shows, as plain values: what is decoded by the first look at it is looked at.

import type { EventLogSnapshot } from '../../source/model/event-log.ts';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import { History, historySize } from '../../source/model/history.ts';
import { routePeersOf } from '../../source/model/route-peers.ts';

const metrics = ['cpu', 'mem', 'in', 'inBytes', 'out', 'outBytes', 'connections', 'slow', 'churn'] as const;

const historyOf = (history: History) => ({
	times: history.times(historySize),
	...Object.fromEntries(metrics.map((metric) => [metric, history.tail(metric, historySize)])),
});

/** Values behind which there is no way to look. */
const unread: readonly string[] = ['routePeers', 'gatewayLinks'];

const plain = (value: unknown): unknown => {
	if (value instanceof History) return historyOf(value);
	if (value instanceof Map) return [...value].map(plain);
	if (value instanceof Set) return [...value].map(plain).sort();
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return value;
	const own = Object.keys(value).filter((key) => !unread.includes(key));
	const isClass = ![Object.prototype, null].includes(Object.getPrototypeOf(value));
	const more = isClass ? ['routes', 'gateways', 'data'].filter((key) => key in value) : [];
	const entries = [...new Set([...own, ...more])]
		.filter((key) => !(isClass && ['before', 'after', 'seconds'].includes(key)))
		.map((key) => [key, plain(Reflect.get(value, key))])
		.filter(([, each]) => each !== undefined);
	return Object.fromEntries(entries);
};

/** All that is shown of servers. */
export const plainFleet = (fleet: FleetSnapshot): unknown => ({
	...Object(plain(fleet)),
	peers: fleet.rows.map(({ statsz }) => statsz && [...routePeersOf(statsz).names].sort()),
});

/** All that is shown of events. */
export const plainLog = (log: EventLogSnapshot): unknown => plain(log);
