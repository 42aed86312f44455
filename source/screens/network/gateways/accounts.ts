// The accounts that are known over the gateways from one cluster to another: what is wanted of each over there.

import { fillRows, paneTitle } from '../../../format/pane-title.ts';
import { fitMiddle } from '../../../format/text.ts';
import { type GatewayAccountRow, gatewayAccountRows } from '../../../model/network/gateway-accounts.ts';
import type { GatewayRow } from '../../../model/network/gateway-row.ts';
import { askGatewayAccounts } from '../../../nats/gateway-accounts.ts';
import { counts } from '../../../table/filter-quantity.ts';
import type { Opened, OpenedView } from '../../../table/list-state.ts';
import { connectionsScope } from '../../accounts/scopes.ts';
import { defineScreen } from '../../define-screen.ts';
import { polledSource } from '../../polled-source.ts';
import type { Size } from '../../screen.ts';
import type { Source, Watching } from '../../source.ts';
import { figureColumn, textColumn } from '../link-cells.ts';
import { answerLimit, askAbout, askedHonesty, type LinksAsked, nothingAsked } from '../links-asked.ts';
import type { GatewayLook } from './facts.ts';
import { gatewaysMemory } from './source.ts';

type Row = GatewayAccountRow & { name: string; troubles: readonly [] };

type Snapshot = { rows: readonly Row[]; asked: LinksAsked };

/** Milliseconds between two rounds, as a multiple of that of statsz: an answer names every account. */
const seldom = 15;

const openAccounts = (watching: Watching, of = ''): Source<Snapshot> => {
	const [from = '', to = ''] = of.split('\n');
	const { servers, events } = watching;
	const { book } = gatewaysMemory(watching);
	return polledSource<Snapshot>(
		watching,
		{ rows: [], asked: nothingAsked },
		async (wire, _, round) => {
			const told: Parameters<typeof gatewayAccountRows>[0][number][] = [];
			const asked = await askAbout({
				...{ wire, timeout: Math.min(watching.timeout, answerLimit), round },
				servers: servers.get().fleet.rows.filter(({ info }) => info.cluster === from),
				ask: askGatewayAccounts(to),
				onTold: ({ links }) => told.push(links),
			});
			const names = events.get().accountNames;
			const rows = gatewayAccountRows(told).map((row): Row => {
				watching.wantName(row.account);
				return { ...row, name: names.get(row.account) ?? row.account, troubles: [] };
			});
			if (asked.answered > 0) book.toldAccounts(of, rows.length);
			return { rows, asked };
		},
		{ name: 'gateway-accounts', keptAs: `gateway-accounts ${of}`, base: (interval) => seldom * interval },
	);
};

/** One of them as a JSON object. Fields are added, never renamed. */
export const gatewayAccountJson = (row: Omit<Row, 'troubles'>) => {
	const { account, name, mode, subscriptions, queues, unwanted, servers } = row;
	return { account, name, mode, subscriptions, queues, unwanted, servers };
};

export const gatewayAccounts = defineScreen<Row, Snapshot, Record<never, never>>({
	...{
		id: 'gateway-accounts',
		key: '7',
		title: 'Accounts over its gateways',
		tab: 'Accounts',
		list: 'table',
	},
	about: 'the accounts that are known over the gateways from one cluster to another',
	noun: ['account', 'accounts'],
	empty: () => 'No account is known over it yet.',
	source: { asked: 'while visible', open: openAccounts },
	rows: ({ rows }) => rows,
	honesty: ({ asked }) => askedHonesty(asked, 'Which clusters have gateways is known from statsz.'),
	facts: () => ({}),
	keyOf: ({ account }) => account,
	namesOf: ({ name, account }) => [name, account],
	columns: [
		{
			...{ id: 'acc', title: 'ACC', about: 'account', width: 8, most: 24, priority: 1, align: 'left' },
			...{ aliases: ['account'], json: 'account', lit: 'always' },
			nameWidth: ({ name }) => name.length,
			value: ({ name }) => name,
			texts: ({ account, name }) => [name, account],
			cell: ({ name }, width, { glyphs }) => ({ text: fitMiddle(name, width, glyphs) }),
		},
		textColumn(
			{
				...{ id: 'mode', title: 'MODE', width: 13, priority: 2, json: 'mode' },
				about: 'what is sent there: all but what nobody wants, or only what somebody wants',
			},
			({ mode }) => mode,
		),
		figureColumn(
			{
				...{ id: 'subs', title: 'SUBS', about: 'subscriptions there that are known here', priority: 3 },
				...{ json: 'subscriptions', unit: counts },
			},
			({ subscriptions }) => subscriptions,
		),
		figureColumn(
			{
				...{ id: 'queues', title: 'QUEUES', about: 'those of queues among them', priority: 4 },
				...{ json: 'queues', unit: counts },
			},
			({ queues }) => queues,
		),
		figureColumn(
			{
				...{ id: 'unwanted', title: 'UNWANT', about: 'subjects that nobody there wants', priority: 5 },
				...{ json: 'unwanted', unit: counts },
			},
			({ unwanted }) => unwanted,
		),
		figureColumn(
			{
				...{ id: 'servers', title: 'SERVERS', about: 'servers of the cluster that know it', priority: 6 },
				...{ width: 7, json: 'servers', unit: counts },
			},
			({ servers }) => servers,
		),
	],
	sort: { column: 'subs', descending: true },
	anywhere: ({ account, name, mode }) => [account, name, mode],
	scopes: ({ name }) => ({ connections: connectionsScope({ name }) }),
	json: gatewayAccountJson,
	copy: ({ account, name }) => ({ text: account, what: name }),
});

/** The title of an open pair of clusters; its only tab is the list of its accounts. */
export const gatewayOpened = (
	row: GatewayRow | undefined,
	_: Opened,
	{ width, height }: Size,
	{ theme, glyphs }: GatewayLook,
): OpenedView => {
	if (row === undefined) return { rows: [], page: 1, last: 0 };
	const title = paneTitle({
		...{ title: `${row.from} ${glyphs.arrow} ${row.to}`, columns: width, focused: true, theme },
	});
	return { rows: fillRows([title], height, width), page: 1, last: 0 };
};
