// What can be filtered by: the fields of servers and of events.

import { trafficOf } from './columns.ts';
import { eventKinds, type LoggedEvent, severities } from './event.ts';
import { byteSizes, counts, percents, shortSpans, timeSpans, versions } from './filter-quantity.ts';
import { type Field, type Language, parseQuery } from './filter-query.ts';
import type { Work } from './filter-work.ts';
import type { ServerRow } from './fleet.ts';
import {
	ageOf,
	gatewayCount,
	isMetaLeader,
	jetstreamOn,
	routedServers,
	stateWords,
	storageShare,
	uptimeOf,
	versionNumber,
} from './server-facts.ts';

type Seen = { row: ServerRow; now: number };

const text = <T>(names: string, texts: (subject: T) => readonly (string | undefined)[]): Field<T> => ({
	names: names.split(' '),
	texts,
});

const number = <T>(
	names: string,
	unit: NonNullable<Field<T>['number']>['unit'],
	value: (subject: T) => number | undefined,
): Field<T> => ({ names: names.split(' '), number: { unit, value } });

/** `on`, `off` or `on leader`. */
const jetstreamTexts = ({ row }: Seen): (string | undefined)[] => {
	const on = jetstreamOn(row);
	const word = on === undefined ? undefined : on ? 'on' : 'off';
	return [isMetaLeader(row) ? `${word} leader` : word];
};

const states = [...new Set(Object.entries(stateWords).flat())];

const serverLanguage: Language<Seen> = {
	anywhere: ({ row: { info } }) => [info.name, info.cluster, info.host, info.version, ...info.tags],
	fields: [
		text('name server', ({ row }) => [row.info.name]),
		text('cluster', ({ row }) => [row.info.cluster]),
		text('host addr', ({ row }) => [row.info.host]),
		text('tag tags', ({ row }) => row.info.tags),
		text('meta metadata', ({ row }) =>
			Object.entries(row.info.metadata).map(([key, value]) => `${key}:${value}`),
		),
		{ ...text('state', ({ row }) => [stateWords[row.state], row.state]), known: states },
		text('domain', ({ row }) => [row.info.domain ?? row.statsz?.jetstream?.domain]),
		text('id', ({ row }) => [row.info.id]),
		{
			...text<Seen>('ver version', ({ row }) => [row.info.version]),
			...number<Seen>('ver version', versions, ({ row }) => versionNumber(row.info.version)),
		},
		{
			...text<Seen>('js jetstream', jetstreamTexts),
			...number<Seen>('js jetstream', percents, ({ row }) => {
				const share = storageShare(row);
				return share === undefined ? undefined : share * 100;
			}),
		},
		number('cpu', percents, ({ row }) => row.statsz?.cpu),
		number('mem memory', byteSizes, ({ row }) => row.statsz?.mem),
		number('conns conn connections', counts, ({ row }) => row.statsz?.connections),
		number('subs subscriptions', counts, ({ row }) => row.statsz?.subscriptions),
		number('accts accounts', counts, ({ row }) => row.statsz?.activeAccounts),
		number('in msgs_from', counts, ({ row }) => trafficOf(row, 'in', 'msgs', false)),
		number('out msgs_to', counts, ({ row }) => trafficOf(row, 'out', 'msgs', false)),
		number('bin bytes_from', byteSizes, ({ row }) => trafficOf(row, 'in', 'bytes', false)),
		number('bout bytes_to', byteSizes, ({ row }) => trafficOf(row, 'out', 'bytes', false)),
		number('slow slow_consumers', counts, ({ row }) => row.statsz?.slowConsumers),
		number('routes rts', counts, ({ row }) => routedServers(row)),
		number('gws gateways', counts, ({ row }) => gatewayCount(row)),
		number('rtt', shortSpans, ({ row }) => row.rtt),
		number('up uptime', timeSpans, ({ row, now }) => uptimeOf(row, now)),
		number('age', timeSpans, ({ row, now }) => ageOf(row, now)),
		number('restarts', counts, ({ row }) => row.restarts),
	],
};

/** The name of an account from its key; undefined where none is known. */
export type AccountNameOf = (account: string) => string | undefined;

type Told = { event: LoggedEvent; accountNameOf: AccountNameOf };

const serverTexts = ({ event }: Told): (string | undefined)[] => [event.server?.name ?? event.serverName];

const accountTexts = ({ event, accountNameOf }: Told): (string | undefined)[] => [
	event.account,
	event.accountName,
	event.account === undefined ? undefined : accountNameOf(event.account),
];

/** `mqtt`, or both words for a websocket. */
const clientTypeTexts = ({ event: { client } }: Told): (string | undefined)[] =>
	client?.clientType === 'websocket' ? ['ws', 'websocket'] : [client?.clientType];

/** What lines say of how a client connects; of most, which are `nats`, they say nothing. */
const wayTexts = ({ event: { client } }: Told): (string | undefined)[] => [
	client?.clientType === 'websocket' ? 'ws' : client?.clientType === 'nats' ? undefined : client?.clientType,
	client?.clientId,
	client?.kind === 'Client' ? undefined : client?.kind,
];

const eventLanguage: Language<Told> = {
	anywhere: (told) => {
		const { kind, client, reason, text: what } = told.event;
		return [
			kind,
			...serverTexts(told),
			...accountTexts(told),
			client?.user,
			client?.name,
			...wayTexts(told),
			client?.host,
			client?.lang,
			reason,
			what,
		];
	},
	fields: [
		{ ...text('kind', ({ event }) => [event.kind]), known: Object.keys(eventKinds) },
		text('acc account', accountTexts),
		text('user', ({ event }) => [event.client?.user]),
		text('client name', ({ event }) => [event.client?.name, event.client?.clientId]),
		text('client_type type', clientTypeTexts),
		text('client_id', ({ event }) => [event.client?.clientId]),
		text('host addr', ({ event }) => [event.client?.host]),
		text('server', serverTexts),
		text('cluster', ({ event }) => [event.server?.cluster]),
		text('reason', ({ event }) => [event.reason]),
		text('text', ({ event }) => [event.text]),
		{ ...text('sev severity', ({ event }) => [event.severity]), known: severities },
		text('lang', ({ event }) => [event.client?.lang]),
		text('subject', ({ event }) => [event.subject]),
		number('cid', counts, ({ event }) => event.client?.cid),
		number('count', counts, ({ event }) => event.count),
		number('rtt', shortSpans, ({ event }) => event.client?.rtt && event.client.rtt / 1e6),
		number('lived', timeSpans, ({ event: { client } }) =>
			client?.start === undefined || client.stop === undefined ? undefined : client.stop - client.start,
		),
	],
};

/** `error` is a sentence for the prompt; the filter in force stays. `work` bounds what regular expressions cost. */
export type Parsed<Matches> = { ok: true; matches: Matches; work: Work } | { ok: false; error: string };

/** Compiles a filter of the server table. `now` is needed for ages. */
export const parseServerFilter = (filter: string): Parsed<(row: ServerRow, now: number) => boolean> => {
	const query = parseQuery(filter, serverLanguage);
	return query.ok
		? { ok: true, work: query.work, matches: (row, now) => query.matches({ row, now }) }
		: query;
};

/** Compiles a filter of the event log. Accounts match by their key and by the name known for it. */
export const parseEventFilter = (
	filter: string,
): Parsed<(event: LoggedEvent, accountNameOf: AccountNameOf) => boolean> => {
	const query = parseQuery(filter, eventLanguage);
	return query.ok
		? {
				ok: true,
				work: query.work,
				matches: (event, accountNameOf) => query.matches({ event, accountNameOf }),
			}
		: query;
};
