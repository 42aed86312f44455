// The columns of the accounts, in reading order: what they hold, what goes through them, what is wrong with them.

import { judged } from '../../format/cell.ts';
import { grownCount } from '../../format/grown-count.ts';
import { bytesIn, countIn } from '../../format/number.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { type Account, loadOf } from '../../model/account.ts';
import { healthInColumn, healthOf } from '../../model/checks/trouble.ts';
import type { Traffic } from '../../model/server.ts';
import { byteSizes, counts, type Unit } from '../../table/filter-quantity.ts';
import { claimColumns } from './claim-columns.ts';
import type { AccountColumn } from './facts.ts';

const figure = { align: 'right', descending: true, ofNow: true, isExact: true, unit: counts } as const;

/** Cells a key takes where its ends are enough to know it by. */
const keyWidth = 13;

/** Messages or bytes one way: a rate, or with totals what came since the start. `~` where it is roughly so. */
const traffic = (
	column: Pick<AccountColumn, 'id' | 'about' | 'width' | 'priority' | 'aliases' | 'json'> & { name: string },
	direction: 'in' | 'out',
	what: keyof Traffic,
): AccountColumn => {
	const { name, ...rest } = column;
	const unit: Unit = what === 'bytes' ? byteSizes : counts;
	const value = (account: Account, totals: boolean): number | undefined =>
		totals
			? (direction === 'in' ? account.received : account.sent)?.[what]
			: account.rates?.[direction]?.[what];
	return {
		...{ ...figure, ...rest, unit, title: `${name}/s`, totalsTitle: name, needsTwoSamples: true },
		value: (account, { totals }) => value(account, totals),
		cell(account, width, { totals, glyphs, exact }) {
			const shown = value(account, totals);
			const write = what === 'bytes' ? bytesIn : countIn;
			const isRough =
				shown !== undefined &&
				((direction === 'out' && account.sentIsRouted && shown > 0) || (!totals && account.ratesArePartial));
			const text = (room: number): string => write(shown, room, glyphs, exact);
			return { text: isRough ? `~${text(width - 1)}` : text(width) };
		},
	};
};

export const accountColumns: readonly AccountColumn[] = [
	{
		...{ id: 'name', title: 'NAME', about: 'name of the account, or its key', align: 'left', json: 'name' },
		...{ width: 12, most: 24, priority: 1, aliases: ['acc', 'account'], lit: 'always' },
		nameWidth: ({ name, account }) => (name === account ? Math.min(keyWidth, cellsOf(name)) : cellsOf(name)),
		value: ({ name }) => name,
		texts: ({ name, account }) => [name, account],
		cell: (account, width, { nameOf, glyphs }) => ({ text: fitMiddle(nameOf(account), width, glyphs) }),
	},
	{
		...{ id: 'trouble', title: 'TROUBLE', align: 'left', descending: true, isLead: true, ties: 'load' },
		about: 'what is wrong, the worst of it; sorts critical rows first, then warnings, then by LOAD/s',
		...{ width: 24, priority: 17, lit: 'marked', json: 'trouble' },
		value: ({ rank }) => rank,
		texts: ({ troubles }) => troubles.flatMap(({ check, text }) => [check, text]),
		cell({ troubles: [worst, ...others] }) {
			if (worst === undefined) return { text: '' };
			const more = others.length === 0 ? '' : ` +${others.length}`;
			return { text: worst.text + more, token: healthOf(worst.severity) };
		},
	},
	{
		...{ ...figure, id: 'conns', title: 'CONNS', about: 'client connections', width: 6, priority: 2 },
		...{ json: 'connections', aliases: ['connections'], value: ({ connections }) => connections },
	},
	{
		...{ ...figure, id: 'leafs', title: 'LEAFS', about: 'leafnodes', width: 5, priority: 12 },
		...{ json: 'leafnodes', aliases: ['leafnodes'], value: ({ leafnodes }) => leafnodes },
	},
	{
		...{
			...figure,
			id: 'subs',
			title: 'SUBS',
			about: 'subscriptions (nats-server 2.10)',
			width: 6,
			priority: 9,
		},
		...{ json: 'subscriptions', aliases: ['subscriptions'], value: ({ subscriptions }) => subscriptions },
	},
	traffic(
		{
			...{ id: 'in', name: 'IN', about: 'messages from its clients and leafnodes', width: 6, priority: 3 },
			...{ aliases: ['in_msgs'], json: 'in_msgs_rate' },
		},
		'in',
		'msgs',
	),
	traffic(
		{
			...{ id: 'out', name: 'OUT', about: 'messages to its clients and leafnodes', width: 6, priority: 4 },
			...{ aliases: ['out_msgs'], json: 'out_msgs_rate' },
		},
		'out',
		'msgs',
	),
	traffic(
		{
			...{ id: 'bin', name: 'BIN', about: 'bytes from its clients and leafnodes', width: 6, priority: 5 },
			...{ aliases: ['in_bytes'], json: 'in_bytes_rate' },
		},
		'in',
		'bytes',
	),
	traffic(
		{
			...{ id: 'bout', name: 'BOUT', about: 'bytes to its clients and leafnodes', width: 6, priority: 6 },
			...{ aliases: ['out_bytes'], json: 'out_bytes_rate' },
		},
		'out',
		'bytes',
	),
	{
		...{ ...figure, id: 'slow', title: 'SLOW', about: 'slow consumers since their servers began', width: 7 },
		...{ priority: 7, json: 'slow_consumers', aliases: ['slow_consumers'] },
		value: ({ slowConsumers }) => slowConsumers,
		cell: (account, width, { glyphs, exact }) =>
			grownCount(
				{ total: account.slowConsumers, growth: account.slowGrowth },
				width,
				healthInColumn(account.troubles, 'slow'),
				{ glyphs, exact },
			),
	},
	{
		...{ ...figure, id: 'churn', title: 'CHURN', about: 'clients that connected within a minute', width: 6 },
		...{ priority: 8, json: 'connects', aliases: ['connects'], value: ({ churn }) => churn },
		cell: ({ churn, troubles }, width, { glyphs, exact }) =>
			judged((room) => countIn(churn, room, glyphs, exact), width, healthInColumn(troubles, 'churn'), glyphs),
	},
	{
		...{
			...figure,
			id: 'srvs',
			title: 'SRVS',
			about: 'servers with connections or leafnodes of it',
			width: 4,
		},
		...{ priority: 10, json: 'servers', aliases: ['servers'], value: ({ servers }) => servers },
	},
	...claimColumns,
	{
		...{ ...figure, id: 'load', title: 'LOAD/s', about: 'bytes in and out together', width: 6, priority: 16 },
		...{ unit: byteSizes, needsTwoSamples: true, printed: false, value: loadOf },
		json: { none: '`in_bytes_rate` and `out_bytes_rate` together' },
	},
	{
		...{
			id: 'key',
			title: 'KEY',
			about: 'its public key in operator mode, or that no server has loaded it',
			align: 'left',
			width: keyWidth,
		},
		...{ priority: 15, json: 'account', value: ({ account }) => account },
		cell({ account, name, isLoaded }, width, { glyphs }) {
			if (!isLoaded) return { text: 'not loaded' };
			return { text: account === name ? glyphs.none : fitMiddle(account, width, glyphs) };
		},
	},
];
