// The accounts of the whole system, and what each is on each of its servers.

import { fit } from '../format/text.ts';
import { type Account, type AccountShare, accountsOf, sumOf } from '../model/account.ts';
import { byteSizes, counts } from '../model/filter-quantity.ts';
import { lastOnly } from '../model/last-only.ts';
import { type AccountsSnapshot, gatherAccounts } from '../nats/account-statz.ts';
import type { Column } from '../table/column.ts';
import { fillRows, paneTitle } from '../views/pane.tsx';
import { defineScreen } from './define-screen.ts';
import { polledSource } from './polled-source.ts';
import type { Screen, ScreenLook, Size } from './screen.ts';
import type { Watching } from './source.ts';

/** Longest wait of one round, milliseconds. */
const roundLimit = 2000;

const open = (watching: Watching) =>
	polledSource<AccountsSnapshot>(watching, { shares: [], answered: 0 }, (wire, _, signal) =>
		gatherAccounts(wire, Math.min(watching.timeout, roundLimit), signal),
	);

const source = { asked: 'while visible', open } as const;

const honesty = ({ answered, at }: AccountsSnapshot) => ({
	at,
	partial: at === undefined ? 'asking' : `${answered} answered`,
});

const figure = { align: 'right', descending: true, ofNow: true, isExact: true } as const;

/** The figures that an account and its share on one server have alike. */
const figures = <Row>(
	value: (row: Row, of: (share: AccountShare) => number | undefined) => number | undefined,
) =>
	[
		{
			...{ ...figure, id: 'conns', title: 'CONNS', about: 'client connections', width: 6, priority: 2 },
			...{ unit: counts, json: 'connections', aliases: ['connections'] },
			value: (row) => value(row, ({ connections }) => connections),
		},
		{
			...{ ...figure, id: 'subs', title: 'SUBS', about: 'subscriptions', width: 6, priority: 5 },
			...{ unit: counts, json: 'subscriptions', aliases: ['subscriptions'] },
			value: (row) => value(row, ({ subscriptions }) => subscriptions),
		},
		{
			...{ ...figure, id: 'in', title: 'IN', about: 'messages received', width: 7, priority: 3 },
			...{ unit: counts, json: 'in_msgs', aliases: ['in_msgs'] },
			value: (row) => value(row, ({ received }) => received?.msgs),
		},
		{
			...{ ...figure, id: 'out', title: 'OUT', about: 'messages sent', width: 7, priority: 4 },
			...{ unit: counts, json: 'out_msgs', aliases: ['out_msgs'] },
			value: (row) => value(row, ({ sent }) => sent?.msgs),
		},
		{
			...{ ...figure, id: 'bin', title: 'BIN', about: 'bytes received', width: 7, priority: 6 },
			...{ unit: byteSizes, json: 'in_bytes', aliases: ['in_bytes'] },
			value: (row) => value(row, ({ received }) => received?.bytes),
		},
		{
			...{ ...figure, id: 'slow', title: 'SLOW', about: 'slow consumers', width: 6, priority: 7 },
			...{ unit: counts, json: 'slow_consumers', aliases: ['slow_consumers'] },
			value: (row) => value(row, ({ slowConsumers }) => slowConsumers),
		},
	] satisfies Column<Row>[];

const textColumn = <Row>(
	id: string,
	about: string,
	priority: number,
	value: (row: Row) => string,
	aliases: readonly string[] = [],
): Column<Row> => ({
	...{ id, about, priority, value, aliases, title: id.toUpperCase(), json: id },
	...{ width: 12, most: 24, align: 'left' },
});

/** The values of a row under the columns that have a name in JSON; what is unknown is absent. */
const jsonOf =
	<Row>(columns: readonly Column<Row>[]) =>
	(row: Row): Record<string, unknown> =>
		Object.fromEntries(
			columns.flatMap(({ json, value }) => (json ? [[json, value(row, { now: 0, totals: true })]] : [])),
		);

/** The pane about one row: each column with its value. */
const detailOf =
	<Row>(columns: readonly Column<Row>[], nameOf: (row: Row) => string) =>
	(row: Row | undefined, { width, height }: Size, look: ScreenLook<object>, focused: boolean): string[] => {
		const title = row === undefined ? 'Nothing is selected' : nameOf(row);
		const values = row === undefined ? [] : Object.entries(jsonOf(columns)(row));
		const text = values.map(([name, value]) => `${name} ${value ?? look.glyphs.none}`).join('   ');
		const head = paneTitle({ title, columns: width, focused, theme: look.theme });
		return fillRows([head, fit(` ${text}`, width, look.glyphs)], height, width);
	};

const accountColumns: readonly Column<Account>[] = [
	textColumn('name', 'name of the account', 1, ({ name }) => name),
	...figures<Account>(sumOf),
	{
		...{ ...figure, id: 'srvs', title: 'SRVS', about: 'servers that tell of it', width: 4, priority: 8 },
		...{ unit: counts, json: 'servers', value: ({ shares }) => shares.length },
	},
];

const shareColumns: readonly Column<AccountShare>[] = [
	textColumn('account', 'name of the account', 1, ({ name, account }) => name ?? account, ['acc']),
	textColumn('server', 'name of the server', 2, ({ server }) => server.name),
	...figures<AccountShare>((share, of) => of(share)),
];

const accounts = defineScreen<Account, AccountsSnapshot, object>({
	...{ id: 'accounts', key: '5', title: 'Accounts', noun: ['account', 'accounts'], list: 'table', source },
	about: 'every account that has connections',
	empty: () => 'No server has told of an account yet.',
	rows: lastOnly(({ shares }: AccountsSnapshot) => accountsOf(shares)),
	honesty,
	facts: () => ({}),
	keyOf: ({ account }) => account,
	namesOf: ({ name, account }) => [name, account],
	columns: accountColumns,
	sort: { column: 'conns', descending: true },
	anywhere: ({ name, account }) => [name, account],
	firstWidth: ({ name }) => name.length,
	detail: detailOf(accountColumns, ({ name }) => name),
	open: ({ name }) => ({ screen: 'account-servers', scope: `account="${name}"` }),
	json: jsonOf(accountColumns),
	copy: ({ account }) => ({ text: account, what: 'the account' }),
});

const shares = defineScreen<AccountShare, AccountsSnapshot, object>({
	...{ id: 'account-servers', key: '5', title: 'Servers', noun: ['share', 'shares'], list: 'table', source },
	about: 'every account on every server',
	empty: () => 'No server has told of an account yet.',
	rows: (snapshot) => snapshot.shares,
	honesty,
	facts: () => ({}),
	keyOf: ({ account, server }) => `${account} ${server.id}`,
	namesOf: ({ name, account, server }) => [name ?? account, server.name],
	columns: shareColumns,
	sort: { column: 'conns', descending: true },
	anywhere: ({ name, account, server }) => [name, account, server.name],
	firstWidth: ({ name, account }) => (name ?? account).length,
	detail: detailOf(shareColumns, ({ server }) => server.name),
	serverOf: ({ server }) => server,
	json: jsonOf(shareColumns),
	copy: ({ account, server }) => ({ text: `${account} on ${server.name}`, what: 'the row' }),
});

export const accountScreens: readonly Screen[] = [accounts, shares];
