// `natstop account`: what the user of an application may know of his own account, asked once.

import type { Config } from '../config/config.ts';
import { bytes } from '../format/number.ts';
import { type OwnAccount, ownAccountJson } from '../format/own-account-json.ts';
import { rtt } from '../format/time.ts';
import { limitUses, percentOfUse } from '../model/account-mode/jetstream-use.ts';
import { withCommas } from '../model/count-words.ts';
import { isoTime } from '../model/local-time.ts';
import { askJetStreamUse } from '../nats/account/jetstream-info.ts';
import { accountPublishes } from '../nats/account-subjects.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import { failureText } from '../nats/requests.ts';
import type { Wire } from '../nats/wire.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { safeText } from '../system/redact.ts';
import { createTheme } from '../theme.ts';
import { type Account, askedWire } from './asked-wire.ts';

/** What everything hangs on: where our user may not ask it, that is said. */
const isAsked = (subject: string): boolean =>
	!subject.startsWith('$SYS.REQ.SERVER.') && !subject.includes('.GET.');

const ask = async (
	wire: Wire,
	{ account }: Account,
	timeout: number,
): Promise<OwnAccount & { failed?: string }> => {
	const [{ fleet, why }, use, ms] = await Promise.all([
		gatherServers(wire, { timeout }),
		askJetStreamUse(wire, { timeout }),
		wire.rtt().catch(() => undefined),
	]);
	const server = wire.server();
	const user = account.user();
	return {
		...(user && { user }),
		...(server && {
			server: { id: safeText(server.id), name: safeText(server.name), version: safeText(server.version) },
		}),
		...(ms !== undefined && { rtt: ms }),
		fleet,
		...(use.ok ? { use: use.value } : { why: failureText(use.failure) }),
		denied: accountPublishes.filter((subject) => isAsked(subject) && !account.mayAsk(subject)),
		...(fleet.rows.length === 0 && { failed: why }),
	};
};

/** The account in rows: who we are, and what is used of what there may be. */
const factRows = ({ user, server, rtt: ms, use, why, denied }: OwnAccount, none: string) => {
	const named = (name: string | undefined, key: string | undefined): string =>
		[...new Set([name, key])].filter(Boolean).join('  ');
	const uses = use === undefined ? [] : limitUses(use);
	const facts: (readonly [string, string | undefined])[] = [
		['account', user && named(user.accountName, user.account)],
		['user', user && named(user.userName, user.user)],
		['server', server && `${server.name}  ${server.version}  ${rtt(ms, { none })}`],
		['expires', user?.expiresAt === undefined ? undefined : isoTime(user.expiresAt)],
		...uses.map((each): readonly [string, string] => {
			const { what, tier, used, most } = each;
			const write = (n: number): string =>
				what === 'STORE' || what === 'MEM' ? bytes(n, { none }) : withCommas(n);
			const share = percentOfUse(each);
			const of = most === undefined ? '' : ` of ${write(most)}`;
			const name = { STORE: 'storage', MEM: 'memory', STREAMS: 'streams', CONSUMERS: 'consumers' }[what];
			return [
				tier === undefined ? name : `${tier} ${name}`,
				`${write(used)}${of}${share === undefined ? '' : `  ${share}%`}`,
			];
		}),
		...(why === undefined ? [] : [['jetstream', why] as const]),
		...denied.map((subject) => ['not allowed', `publish ${subject}`] as const),
	];
	return facts.map(([what, value]) => ({ what, value: value || none }));
};

const serverRows = ({ fleet }: OwnAccount, none: string) => {
	const count = (n: number | undefined): string => (n === undefined ? none : withCommas(n));
	return fleet.rows.map(({ info, statsz, rtt: ms }) => ({
		NAME: info.name,
		VER: info.version ?? none,
		CLUSTER: info.cluster ?? none,
		CONNS: count(statsz?.connections),
		SUBS: count(statsz?.subscriptions),
		IN: count(statsz?.received?.msgs),
		OUT: count(statsz?.sent?.msgs),
		SLOW: count(statsz?.slowConsumers),
		JS: info.jetstream === undefined ? none : info.jetstream ? 'y' : 'n',
		DELAY: rtt(ms, { none }),
	}));
};

const printText = async (own: OwnAccount, ascii: boolean, output: Output): Promise<void> => {
	const { none } = createTheme('mono', ascii).glyphs;
	const { tableText } = await import('./table-text.tsx');
	output.print(tableText(factRows(own, none), [{ key: 'what' }, { key: 'value' }], ascii));
	const servers = serverRows(own, none);
	const [first] = servers;
	if (first === undefined) return;
	const texts = ['NAME', 'VER', 'CLUSTER', 'JS'];
	const columns = Object.keys(first).map((key) => ({
		key,
		align: texts.includes(key) ? ('left' as const) : ('right' as const),
	}));
	output.print(tableText(servers, columns, ascii));
};

/** Prints the account over a wire that asks in account mode; 1 where no server tells anything. */
export const printAccount = async (
	wire: Wire,
	as: Account,
	config: Config,
	{ json }: { json?: boolean },
	output: Output,
): Promise<ExitCode> => {
	const { failed, ...own } = await ask(wire, as, config.connection.timeout);
	if (json) output.print(JSON.stringify(ownAccountJson(own), undefined, 2));
	else await printText(own, config.ascii, output);
	if (failed !== undefined) output.complain(`no server answered: ${failed}`);
	return failed === undefined ? exitCodes.fine : exitCodes.failure;
};

/** Prints our account as its own user sees it; with `--as account` that of a system user, too. */
export const accountCommand = (
	config: Config,
	flags: { json?: boolean },
	output: Output,
): Promise<ExitCode> =>
	askedWire(
		config,
		output,
		(wire, as) =>
			as === undefined ? Promise.resolve(exitCodes.usage) : printAccount(wire, as, config, flags, output),
		{ modes: ['account'] },
	);
