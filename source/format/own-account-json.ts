// The object that `natstop account --json` prints: our account as its own user sees it. Fields are added, never renamed.

import type { JetStreamUse, TierUse } from '../model/account-mode/jetstream-use.ts';
import type { FleetSnapshot, ServerRow } from '../model/fleet.ts';
import { jsonSeconds, jsonTime, jsonTraffic } from './json-value.ts';

/** Subjects that a user may and may not use. */
type Rules = { allow?: readonly string[]; deny?: readonly string[] };

/** All that is known of an account by asking once. */
export type OwnAccount = {
	user?: {
		user: string;
		userName?: string;
		account: string;
		accountName?: string;
		expiresAt?: number;
		permissions?: { publish?: Rules; subscribe?: Rules };
	};
	/** The server connected to. */
	server?: { name: string; id: string; version: string };
	/** Milliseconds to it and back. */
	rtt?: number;
	fleet: FleetSnapshot;
	use?: JetStreamUse;
	/** Why JetStream told nothing, in the server's words. */
	why?: string;
	/** Subjects that our user may not publish, of those that natstop asks on. */
	denied: readonly string[];
};

const tierJson = ({ limits, ...use }: TierUse) => ({
	memory: use.memory,
	storage: use.storage,
	reserved_memory: use.reservedMemory,
	reserved_storage: use.reservedStorage,
	streams: use.streams,
	consumers: use.consumers,
	limits: {
		max_memory: limits.maxMemory,
		max_storage: limits.maxStorage,
		max_streams: limits.maxStreams,
		max_consumers: limits.maxConsumers,
	},
});

const serverJson = ({ info, statsz, rtt }: ServerRow) => ({
	server: info.name,
	server_id: info.id,
	version: info.version,
	cluster: info.cluster,
	domain: info.domain,
	jetstream: info.jetstream,
	connections: statsz?.connections,
	subscriptions: statsz?.subscriptions,
	...jsonTraffic(statsz?.received, statsz?.sent),
	slow_consumers: statsz?.slowConsumers,
	delay: jsonSeconds(rtt),
});

const rulesJson = (rules: Rules | undefined) => rules && { allow: rules.allow, deny: rules.deny };

export const ownAccountJson = ({
	user,
	server,
	rtt,
	fleet,
	use,
	why,
	denied,
}: OwnAccount): Readonly<Record<string, unknown>> => ({
	account: user?.account || undefined,
	account_name: user?.accountName,
	user: user?.user || undefined,
	user_name: user?.userName,
	server: server?.name,
	server_id: server?.id,
	server_version: server?.version,
	rtt: jsonSeconds(rtt),
	expires: jsonTime(user?.expiresAt),
	permissions: user?.permissions && {
		publish: rulesJson(user.permissions.publish),
		subscribe: rulesJson(user.permissions.subscribe),
	},
	servers: fleet.rows.map(serverJson),
	jetstream: use && {
		...tierJson(use),
		domain: use.domain,
		api: use.api,
		tiers:
			use.tiers.size === 0
				? undefined
				: Object.fromEntries([...use.tiers].map(([name, tier]) => [name, tierJson(tier)])),
	},
	jetstream_error: why,
	denied,
});
