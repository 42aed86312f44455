// The titled sections of a server that wide screens put on one page: routes, gateways, JetStream, identity.

import { count } from '../../format/number.ts';
import { paneTitle } from '../../format/pane-title.ts';
import { identityRows } from './identity-rows.ts';
import { jetstreamRows } from './jetstream-rows.ts';
import { gatewayTable, routeTable } from './peer-table.ts';
import type { ServerTab } from './server-body.ts';
import { type ServerView, viewRow } from './server-view.ts';

/** The inputs of a section; the section of the chosen tab has a heavy title. */
export type SectionProps = ServerView & { tab: ServerTab };

const section = (
	props: SectionProps,
	columns: number,
	title: string,
	right: string,
	tab: ServerTab | undefined,
	rows: readonly string[],
): string[] => [
	paneTitle({ title, right, columns, focused: tab === props.tab, theme: props.theme }),
	...rows,
];

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

export const routesSection = (props: SectionProps, columns: number): string[] => {
	const routes = props.row.statsz?.routes ?? [];
	const servers = new Set(routes.map((route) => route.name)).size;
	const title = `Routes ${routes.length}${props.row.statsz?.hasMoreRoutes ? ' and more' : ''}`;
	if (routes.length === 0) {
		return section(props, columns, title, '', 'routes', [viewRow(props, ['No routes.'], columns)]);
	}
	const rows = routeTable(props, 'SERVER', columns);
	return section(props, columns, title, plural(servers, 'server'), 'routes', rows);
};

export const gatewaysSection = (props: SectionProps, columns: number): string[] => {
	const gateways = props.row.statsz?.gateways ?? [];
	const rows =
		gateways.length === 0
			? [viewRow(props, ['No gateways.'], columns)]
			: gatewayTable(props, 'REMOTE', columns);
	return section(props, columns, `Gateways ${gateways.length}`, '', 'gateways', rows);
};

export const jetstreamSection = (props: SectionProps, columns: number, table: boolean): string[] => {
	const domain = props.row.statsz?.jetstream?.domain;
	const right = domain === undefined ? '' : `domain ${domain}`;
	return section(props, columns, 'JetStream', right, 'jetstream', jetstreamRows(props, columns, table));
};

export const identitySection = (props: SectionProps, columns: number): string[] =>
	section(props, columns, 'Identity', '', undefined, identityRows(props, columns));

/** `accounts 31    subscriptions 18.1K    stalled clients 0    active servers 8`. */
export const smallCounts = (view: ServerView, columns: number): string => {
	const { statsz } = view.row;
	const number = (value: number | undefined): string => count(value, view.theme.glyphs, view.exact);
	return viewRow(
		view,
		[
			`accounts ${number(statsz?.activeAccounts)}    subscriptions ${number(statsz?.subscriptions)}    stalled clients ${number(statsz?.stalledClients)}    active servers ${number(statsz?.activeServers)}`,
		],
		columns,
	);
};
