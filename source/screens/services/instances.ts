// The instances of all services: which of them answer, and which connection each is.

import { modes } from '../../model/mode.ts';
import type { InstanceRow } from '../../model/services/service-row.ts';
import { term } from '../accounts/scopes.ts';
import { defineScreen } from '../define-screen.ts';
import { linkRowLook } from '../network/link-cells.ts';
import { instanceDetail } from './detail.ts';
import { instanceColumns } from './instance-columns.ts';
import { instanceJson } from './json.ts';
import { serviceExamples, servicesLegend } from './legend.ts';
import {
	type ServiceFacts,
	type ServicesSnapshot,
	serviceFacts,
	serviceName,
	servicesHeading,
	servicesHonesty,
} from './snapshot.ts';
import { openServices, servicesOnce } from './source.ts';

const stateOf = ({ state, troubles: [worst] }: InstanceRow): string => worst?.text ?? state;

/** Its connection among all of them. */
const connectionScope = ({ connection }: InstanceRow): string | undefined =>
	connection && `${term('server', connection.server)} cid=${connection.cid}`;

export const instances = defineScreen<InstanceRow, ServicesSnapshot, ServiceFacts>({
	...{ id: 'instances', key: '9', modes, title: 'Services', tab: 'Instances', list: 'table' },
	about: 'instances of micro services, and the connection of each',
	noun: ['instance', 'instances'],
	empty: () => 'No instance of a micro service has been told of yet.',
	source: { asked: 'while visible', open: openServices, once: servicesOnce },
	rows: (snapshot) => snapshot.instances,
	honesty: servicesHonesty,
	heading: servicesHeading,
	facts: serviceFacts,
	keyOf: ({ key }) => key,
	namesOf: ({ id, service, account }) => [id, service, account ?? ''],
	columns: instanceColumns,
	sort: { column: 'trouble', descending: true },
	fields: [
		{
			names: ['acc', 'account'],
			texts: ({ account }, facts) => (account ? [account, facts?.nameOf(account)] : []),
		},
		{ names: ['state'], texts: ({ state }) => [state] },
	],
	anywhere: (row, facts) => [
		...[row.id, serviceName(row, facts), row.version, row.connection?.server, row.connection?.name],
		row.connection?.ip,
	],
	rank: ({ rank }) => rank,
	isPast: ({ state }) => state === 'gone',
	rowLook(row, look) {
		if (row.state === 'gone') return { glyph: look.glyphs.unknown, token: 'muted', faded: true };
		return linkRowLook(row, look);
	},
	stateOf,
	detail: instanceDetail,
	open(row) {
		const scope = row.state === 'gone' ? undefined : connectionScope(row);
		return scope === undefined ? undefined : { screen: 'connections', scope };
	},
	serverOf: ({ connection }) => connection && { id: connection.serverId, name: connection.server },
	legend: servicesLegend,
	examples: serviceExamples,
	json: instanceJson,
	copy: ({ id }) => ({ text: id, what: 'the id' }),
});
