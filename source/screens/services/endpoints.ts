// The endpoints of all services: what is asked of each, and who shares the work.

import { modes } from '../../model/mode.ts';
import type { EndpointRow } from '../../model/services/service-row.ts';
import { defineScreen } from '../define-screen.ts';
import { linkRowLook } from '../network/link-cells.ts';
import { endpointDetail } from './detail.ts';
import { endpointColumns, endpointName } from './endpoint-columns.ts';
import { endpointJson } from './json.ts';
import { serviceExamples, servicesLegend } from './legend.ts';
import {
	type ServiceFacts,
	type ServicesSnapshot,
	serviceFacts,
	servicesHeading,
	servicesHonesty,
} from './snapshot.ts';
import { openServices, servicesOnce } from './source.ts';

export const endpoints = defineScreen<EndpointRow, ServicesSnapshot, ServiceFacts>({
	...{ id: 'endpoints', key: '9', modes, title: 'Services', tab: 'Endpoints', list: 'table' },
	about: 'endpoints of micro services: requests, errors and times of each',
	noun: ['endpoint', 'endpoints'],
	empty: () => 'No endpoint of a micro service has been told of yet.',
	source: { asked: 'while visible', open: openServices, once: servicesOnce },
	rows: (snapshot) => snapshot.endpoints,
	honesty: servicesHonesty,
	heading: servicesHeading,
	facts: serviceFacts,
	keyOf: ({ key }) => key,
	namesOf: ({ name, service, account, key }) => [name, service, account ?? '', key],
	columns: endpointColumns,
	sort: { column: 'trouble', descending: true },
	fields: [
		{ names: ['service'], texts: ({ service }) => [service] },
		{
			names: ['acc', 'account'],
			texts: ({ account }, facts) => (account ? [account, facts?.nameOf(account)] : []),
		},
	],
	anywhere: (row, facts) => [endpointName(row, facts), row.subject, row.queue, row.lastError],
	rank: ({ rank }) => rank,
	rowLook: linkRowLook,
	stateOf: ({ troubles: [worst] }) => worst?.text ?? 'ok',
	detail: endpointDetail,
	legend: servicesLegend,
	examples: serviceExamples,
	json: endpointJson,
	copy: ({ subject, name }) => ({ text: subject ?? name, what: `the subject of ${name}` }),
});
