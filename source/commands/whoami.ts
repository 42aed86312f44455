// `natstop whoami`: the user, the account, and whether it is the system account.

import type { Config } from '../config/config.ts';
import { isoTime } from '../model/local-time.ts';
import { identify } from '../nats/connect/identify.ts';
import type { SystemAccess } from '../nats/connect/system-access.ts';
import type { SubjectRules } from '../nats/connect/user-info.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { safeText } from '../system/redact.ts';
import { createTheme } from '../theme.ts';
import { connected } from './connected.ts';
import { whoamiJson } from './whoami-json.ts';

const rulesText = (rules: SubjectRules | undefined): string => {
	const parts = [
		...(rules?.allow ? [`allow ${rules.allow.join(' ') || 'nothing'}`] : []),
		...(rules?.deny ? [`deny ${rules.deny.join(' ') || 'nothing'}`] : []),
	];
	return parts.join(', ') || 'everything';
};

const answer: Record<SystemAccess, string> = {
	yes: 'yes',
	other: 'no, but it may ask',
	no: 'no',
	denied: 'unknown: not permitted to ask',
	silent: 'unknown: no server answered',
};

/** A name and, where it differs, the key or id it stands for. */
const named = (name: string | undefined, key: string | undefined): string =>
	[...new Set([name, key])].filter(Boolean).join('  ');

/** Prints who we are, and in which mode natstop runs; exit 3 where the system account is insisted on and this is none. */
export const whoamiCommand = (config: Config, flags: { json?: boolean }, output: Output): Promise<ExitCode> =>
	connected(config, output, async (connection) => {
		const { wire, server: address } = connection;
		const { timeout, as } = config.connection;
		const identity = await identify(connection, timeout, as);
		const { access, mode } = identity;
		const user = await identity.user;
		const info = wire.server();
		const name = info && safeText(info.name);
		const version = info && safeText(info.version);
		const place = {
			server: name,
			serverId: info && safeText(info.id),
			version,
			url: address(),
			origin: config.origin,
		};
		/** Only the server and a creds file tell that credentials never expire. */
		const isWhole = user?.from === 'server' || user?.from === 'creds';
		if (flags.json) output.print(JSON.stringify(whoamiJson(user, access, { ...place, mode }), undefined, 2));
		else {
			const rows: readonly (readonly [string, string | undefined])[] = [
				['user', user && named(user.userName, user.user)],
				['account', user && named(user.accountName, user.account)],
				['system account', answer[access]],
				['mode', mode],
				['server', [name, version, address()].filter(Boolean).join('  ')],
				['from', config.origin],
				['expires', user?.expiresAt !== undefined ? isoTime(user.expiresAt) : isWhole ? 'never' : undefined],
				['may publish', user?.from === 'server' ? rulesText(user.permissions?.publish) : undefined],
				['may subscribe', user?.from === 'server' ? rulesText(user.permissions?.subscribe) : undefined],
			];
			const { none } = createTheme('mono', config.ascii).glyphs;
			const data = rows.map(([what, value]) => ({ what, value: value || none }));
			const { tableText } = await import('./table-text.tsx');
			output.print(tableText(data, [{ key: 'what' }, { key: 'value' }], config.ascii));
		}
		return mode === undefined ? exitCodes.notSystemAccount : exitCodes.fine;
	});
