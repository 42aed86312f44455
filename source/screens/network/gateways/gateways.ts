// The screen of gateways: each cluster, each other one that it should reach, and whether it does.

import type { GatewayRow } from '../../../model/network/gateway-row.ts';
import { stateOf } from '../../../model/network/gateway-row.ts';
import { defineScreen } from '../../define-screen.ts';
import type { Example } from '../../legend.ts';
import { linkRowLook } from '../link-cells.ts';
import { gatewaysReport } from '../reports.ts';
import { gatewayAccounts, gatewayOpened } from './accounts.ts';
import { gatewayColumns } from './columns.ts';
import { gatewayDetail } from './detail.ts';
import type { GatewayFacts } from './facts.ts';
import { gatewayJson } from './json.ts';
import { type GatewaysSnapshot, gatewaysHonesty, gatewaysOnce, openGateways } from './source.ts';

const examples = ({ from, to }: GatewayRow): readonly Example[] => {
	const isPlain = (text: string): boolean => /^[\w.-]+$/.test(text);
	return [
		...(isPlain(from) ? [[`from=${from}`, 'from this cluster'] as const] : []),
		...(isPlain(to) ? [[`to=${to}`, 'to that one'] as const] : []),
	];
};

export const gateways = defineScreen<GatewayRow, GatewaysSnapshot, GatewayFacts>({
	...{ id: 'gateways', key: '7', title: 'Gateways', list: 'table' },
	about: 'the gateways between clusters',
	noun: ['gateway', 'gateways'],
	empty: () => 'No server has told of a gateway yet.',
	source: {
		...{ asked: 'while visible', open: openGateways, once: gatewaysOnce },
		// Trends go on being written, so a frozen snapshot has its own copies.
		freeze: (snapshot) => ({
			...snapshot,
			rows: snapshot.rows.map((row) => ({ ...row, history: row.history.clone() })),
		}),
	},
	rows: ({ rows }) => rows,
	report: gatewaysReport,
	honesty: gatewaysHonesty,
	heading: ({ counts }) => ({ siblings: counts }),
	facts: () => ({}),
	keyOf: ({ key }) => key,
	namesOf: ({ from, to }) => [`${from} ${to}`, from, to],
	columns: gatewayColumns,
	sort: { column: 'trouble', descending: true },
	fields: [
		{ names: ['server', 'name'], texts: ({ ends }) => ends.map(({ server }) => server.info.name) },
		{ names: ['state'], texts: (row) => [stateOf(row)] },
	],
	anywhere: ({ from, to, ends, troubles }) => [
		...[from, to, ...ends.map(({ server }) => server.info.name)],
		...troubles.map(({ text }) => text),
	],
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld,
	rowLook: linkRowLook,
	stateOf: (row) => (row.isOld ? 'unknown' : (row.troubles[0]?.text ?? 'ok')),
	legend: (glyphs) => [
		{
			title: 'Gateways',
			entries: [
				['OUTB 2/3', 'servers of the cluster with a gateway to the other one: each should have one'],
				[`${glyphs.down} 0/3`, 'none has: nothing gets from there to here'],
				['INB', 'gateways of the other cluster that end here: one for each of its servers'],
				['CONF no', 'no server has it in its configuration: others told of it'],
				['ACCS', 'accounts that are known over it: Enter asks for them'],
				['INBOUND', 'in the detail: gateways of the other cluster that end on this server'],
				['TO SERVER', 'in the detail: the server at the other end; none: it has no gateway'],
			],
		},
	],
	examples,
	detail: gatewayDetail,
	tabs: [{ list: gatewayAccounts }],
	tabCounts: ({ accounts }) => ({ [gatewayAccounts.id]: accounts }),
	opened: gatewayOpened,
	serverOf: ({ ends }) => {
		const { server } = ends.find(({ isMissing }) => isMissing) ?? ends[0] ?? {};
		return server && { id: server.info.id, name: server.info.name };
	},
	json: gatewayJson,
	copy: ({ from, to, troubles: [worst] }) => ({
		text: `${from} ${to}${worst === undefined ? '' : `: ${worst.text}`}`,
		what: `${from} to ${to}`,
	}),
});
