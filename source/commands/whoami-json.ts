// The object that `natstop whoami --json` prints: who we are. Fields are added, never renamed.

import { jsonTime } from '../format/json-value.ts';
import type { Mode } from '../model/mode.ts';
import type { SystemAccess } from '../nats/connect/system-access.ts';
import type { SubjectRules, UserInfo } from '../nats/connect/user-info.ts';

/** Whether the account is the system account; absent where that is unknown. */
const isSystem: Partial<Record<SystemAccess, boolean>> = { yes: true, other: false, no: false };

const rulesJson = (rules: SubjectRules | undefined) => rules && { allow: rules.allow, deny: rules.deny };

/** The server that we are connected to, and where its address came from. */
export type Place = {
	mode?: Mode;
	server?: string;
	serverId?: string;
	version?: string;
	url: string;
	origin: string;
};

export const whoamiJson = (
	user: UserInfo | undefined,
	access: SystemAccess,
	{ mode, server, serverId, version, url, origin }: Place,
): Readonly<Record<string, unknown>> => ({
	user: user?.user || undefined,
	user_name: user?.userName,
	account: user?.account || undefined,
	account_name: user?.accountName,
	system_account: isSystem[access],
	mode,
	may_ask: access === 'silent' ? undefined : access === 'yes' || access === 'other',
	server,
	server_id: serverId,
	server_version: version,
	url,
	origin,
	expires: jsonTime(user?.expiresAt),
	permissions: user?.permissions && {
		publish: rulesJson(user.permissions.publish),
		subscribe: rulesJson(user.permissions.subscribe),
	},
	source: user?.from,
});
