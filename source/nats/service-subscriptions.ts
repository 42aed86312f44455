// Finds instances of micro services by what connections listen to: services need not be asked for that.

import type { ClientSubscription, Connection } from '../model/connection.ts';
import { mostEndpoints, type Subscribed, type ToldEndpoint } from '../model/services/told.ts';
import { instanceIn, isClientsOwn } from './subjects.ts';

/** What may be an endpoint. */
const isPlain = ({ subject }: ClientSubscription): boolean => !isClientsOwn(subject);

const endpointOf = ({ subject, queue, msgs }: ClientSubscription): ToldEndpoint => ({
	...{ name: subject, subject, queue },
	// Every message delivered is a request.
	requests: msgs,
});

/**
 * The instances of one connection. Where several share it, nobody knows whose endpoint is whose: they have none then.
 */
export const instancesOf = (connection: Connection, account?: string): Subscribed[] => {
	const { subjects = [], server, at, cid, name, ip, lang, version, pending, rtt } = connection;
	const { inMsgs, outMsgs } = connection;
	const found = new Map<string, readonly [service: string, id: string]>();
	for (const { subject } of subjects) {
		const instance = instanceIn(subject);
		if (instance) found.set(subject, instance);
	}
	const endpoints =
		found.size === 1 ? subjects.filter(isPlain).slice(0, mostEndpoints).map(endpointOf) : undefined;
	const place = {
		server: server.name,
		serverId: server.id,
		cid,
		name,
		ip,
		lang,
		version,
		pending,
		rtt,
		inMsgs,
		outMsgs,
	};
	return [...found.values()].map(([service, id]) => ({
		instance: {
			...{ by: 'subscriptions' as const, service, id, at },
			...(account !== undefined && { account }),
			...(endpoints && { endpoints }),
		},
		connection: place,
	}));
};
