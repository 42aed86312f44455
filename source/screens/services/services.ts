// The screen of micro services: which of them answer, what they do, and what goes wrong.

import { modes } from '../../model/mode.ts';
import type { ServiceRow } from '../../model/services/service-row.ts';
import { term } from '../accounts/scopes.ts';
import { defineScreen } from '../define-screen.ts';
import { linkRowLook } from '../network/link-cells.ts';
import { serviceColumns } from './columns.ts';
import { serviceDetail } from './detail.ts';
import { endpoints } from './endpoints.ts';
import { instances } from './instances.ts';
import { serviceJson } from './json.ts';
import { serviceExamples, servicesLegend } from './legend.ts';
import { servicesReport } from './report.ts';
import { frozen, serviceScope } from './scope.ts';
import {
	type ServiceFacts,
	type ServicesSnapshot,
	serviceFacts,
	serviceName,
	servicesHeading,
	servicesHonesty,
} from './snapshot.ts';
import { openServices, servicesOnce } from './source.ts';

/** The connections of its account, where it is not our own. */
const accountScopes = ({ account }: ServiceRow): Readonly<Record<string, string>> =>
	account === undefined ? {} : { connections: term('acc', account) };

export const services = defineScreen<ServiceRow, ServicesSnapshot, ServiceFacts>({
	...{ id: 'services', key: '9', modes, title: 'Services', list: 'table' },
	about: 'micro services: instances that answer, requests, errors, times',
	noun: ['service', 'services'],
	empty: () => 'No micro service has been told of yet.',
	source: { asked: 'while visible', open: openServices, once: servicesOnce, freeze: frozen },
	rows: (snapshot) => snapshot.services,
	report: servicesReport,
	honesty: servicesHonesty,
	heading: servicesHeading,
	facts: serviceFacts,
	keyOf: ({ key }) => key,
	namesOf: ({ service, account }) => [service, account ?? ''],
	columns: serviceColumns,
	sort: { column: 'trouble', descending: true },
	fields: [
		{
			names: ['acc', 'account'],
			texts: ({ account }, facts) => (account ? [account, facts?.nameOf(account)] : []),
		},
	],
	anywhere: (row, facts) => [serviceName(row, facts), row.description, ...row.versions],
	rank: ({ rank }) => rank,
	rowLook: linkRowLook,
	stateOf: ({ troubles: [worst] }) => worst?.text ?? 'ok',
	detail: serviceDetail,
	tabs: [
		{ list: instances, scope: serviceScope },
		{ list: endpoints, scope: serviceScope },
	],
	tabCounts: (row) => ({ instances: row.instances.length, endpoints: row.endpoints.length }),
	scopes: accountScopes,
	legend: servicesLegend,
	examples: ({ service, versions: [version] }) => serviceExamples({ service, version }),
	json: serviceJson,
	copy: ({ service }) => ({ text: service, what: `the name of ${service}` }),
});
