// A connection as the dialogs name it that kick it or ask it to move.

import { count } from '../../format/number.ts';
import { uptime } from '../../format/time.ts';
import { connectionName } from '../../model/connection.ts';
import type { ConnectionTarget } from '../../model/connection-act.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import type { ConnectionLook } from './facts.ts';

export const connectionTarget = (
	{ last, identity, heardAt }: ConnectionRow,
	{ nameOf, glyphs, now }: ConnectionLook,
): ConnectionTarget => {
	const { server, cid, kind, start, subscriptions } = last;
	const up = start === undefined ? undefined : `up ${uptime(Math.max(0, last.at - start + (now - heardAt)))}`;
	const subs = subscriptions === undefined ? undefined : `${count(subscriptions, glyphs)} subs`;
	const library = [last.lang, last.version].filter((part) => part !== undefined).join(' ');
	return {
		...{ server: { id: server.id, name: server.name, version: server.version }, cid, kind },
		name: connectionName(last) ?? glyphs.none,
		...{ account: identity?.account, user: identity?.user, clientName: last.name, ip: last.ip },
		accountName: identity && nameOf(identity.account),
		facts: [last.ip, library, up, subs]
			.filter((part) => part !== undefined && part !== '')
			.join(` ${glyphs.dot} `),
		pending: last.pending,
	};
};
