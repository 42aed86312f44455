// What the signs and abbreviations of the accounts mean, in their list and in the detail.

import type { Account } from '../../model/account.ts';
import type { Glyphs } from '../../theme.ts';
import type { Example, LegendPart } from '../legend.ts';

/** What stands on the screens of accounts. */
export const accountsLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Accounts',
		entries: [
			['!', 'something about the account is worth a look; the detail says what'],
			[glyphs.down, 'something about it is bad; the detail says what'],
			[glyphs.unknown, 'no server that told of it answers any more: its figures are old'],
			['~', 'before OUT: with copies that servers before 2.11.5 pass on to each other'],
			[`${glyphs.up}3!`, 'in SLOW: so many more slow consumers within a minute'],
			['7 of 8 answered', 'servers that told of their accounts in the last round, and who did not'],
			['not loaded', 'in KEY: it has claims, and no server has needed it since it began'],
			['gone', 'in EXP: its claims have ended, and no client of it can connect'],
			['90%!', 'in JS and LIMIT: so much of the fullest limit is used'],
			['$G', 'the account of clients that no other account is configured for'],
		],
	},
	{
		title: 'Detail of an account',
		entries: [
			['CONNS', 'client connections on all servers'],
			['SUBS', 'subscriptions, counted on each server'],
			['LEAFS', 'leafnodes of it'],
			['SRVS', 'servers with connections or leafnodes of it'],
			['SLOW', 'slow consumers since their servers began'],
			['CHURN', 'clients that connected within a minute; CHURN/m on its page'],
			['IN, OUT', 'messages and bytes from and to its clients and leafnodes'],
			['LIMITS', 'used, of its limit; that of subs holds for each connection'],
			['JS', 'JetStream in memory and in files, over all servers and replicas'],
			['each', 'behind a limit: of each connection'],
			['CAME', 'who connected within a minute, how often and where'],
			['ON', 'connections on each server, most first'],
			['IN/s OUT/s', 'messages a second; BIN/s BOUT/s: bytes a second'],
			['slow and 1 more', 'names of the checks that find something; the sentences say what'],
			['idle on 4 more', 'servers that know the account, where nobody is connected to it'],
			[`3${glyphs.range}179`, 'beside a spark: the least and the greatest in it, which are its scale'],
		],
	},
];

/** Filters that let this account through. */
export const accountExamples = ({ name, connections, shares: [share] }: Account): readonly Example[] => {
	const plain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);
	return [
		...(plain(name) ? [[name, 'anywhere in its name or key'] as const] : []),
		...(plain(share?.server.name) ? [[`server=${share.server.name}`, 'used on this server'] as const] : []),
		...(connections === undefined
			? []
			: [[`conns>=${connections}`, 'with at least so many connections'] as const]),
	];
};
