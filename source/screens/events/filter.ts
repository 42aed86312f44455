// The fields of events that are no columns, and the texts that plain words of a filter search.

import { type LoggedEvent, severities } from '../../model/event.ts';
import { counts, shortSpans, timeSpans } from '../../table/filter-quantity.ts';
import { parseQuery } from '../../table/filter-query.ts';
import type { Work } from '../../table/filter-work.ts';
import { type Field, listLanguage } from '../../table/list-language.ts';
import { eventColumns } from './columns.ts';

/** The name of an account from its key; undefined where none is known. */
export type AccountNameOf = (account: string) => string | undefined;

/** The facts that the texts of an event depend on. */
export type EventFacts = { accountNameOf: AccountNameOf };

const accountTexts = (event: LoggedEvent, { accountNameOf }: EventFacts): readonly (string | undefined)[] => [
	event.account,
	event.accountName,
	event.account === undefined ? undefined : accountNameOf(event.account),
];

/** `mqtt`, or both words for a websocket. */
const clientTypeTexts = ({ client }: LoggedEvent): (string | undefined)[] =>
	client?.clientType === 'websocket' ? ['ws', 'websocket'] : [client?.clientType];

/** The words in a line for a client's protocol; none for the usual one, `nats`. */
const wayTexts = ({ client }: LoggedEvent): (string | undefined)[] => [
	client?.clientType === 'websocket' ? 'ws' : client?.clientType === 'nats' ? undefined : client?.clientType,
	client?.clientId,
	client?.kind === 'Client' ? undefined : client?.kind,
];

export const eventFields: readonly Field<LoggedEvent, EventFacts>[] = [
	{ names: ['acc', 'account'], texts: accountTexts },
	{ names: ['user'], texts: ({ client }) => [client?.user] },
	{ names: ['client', 'name'], texts: ({ client }) => [client?.name, client?.clientId] },
	{ names: ['client_type', 'type'], texts: clientTypeTexts },
	{ names: ['client_id'], texts: ({ client }) => [client?.clientId] },
	{ names: ['host', 'addr'], texts: ({ client }) => [client?.host] },
	{ names: ['cluster'], texts: ({ server }) => [server?.cluster] },
	{ names: ['reason'], texts: ({ reason }) => [reason] },
	{ names: ['sev', 'severity'], texts: ({ severity }) => [severity], known: severities },
	{ names: ['lang'], texts: ({ client }) => [client?.lang] },
	{ names: ['subject'], texts: ({ subject }) => [subject] },
	{ names: ['cid'], number: { unit: counts, value: ({ client }) => client?.cid } },
	{ names: ['count'], number: { unit: counts, value: ({ count }) => count } },
	{ names: ['rtt'], number: { unit: shortSpans, value: ({ client }) => client?.rtt && client.rtt / 1e6 } },
	{
		names: ['lived'],
		number: {
			unit: timeSpans,
			value: ({ client }) =>
				client?.start === undefined || client.stop === undefined ? undefined : client.stop - client.start,
		},
	},
];

/** The texts that plain words search. */
export const eventTexts = (event: LoggedEvent, facts: EventFacts): readonly (string | undefined)[] => {
	const { kind, client, reason, text } = event;
	return [
		kind,
		event.server?.name ?? event.serverName,
		...accountTexts(event, facts),
		client?.user,
		client?.name,
		...wayTexts(event),
		client?.host,
		client?.lang,
		reason,
		text,
	];
};

/** Compiles a filter of events; `error` is a sentence. Accounts match by their key and by the name known for it. */
export const parseEventFilter = (
	filter: string,
):
	| { ok: true; work: Work; matches: (event: LoggedEvent, accountNameOf: AccountNameOf) => boolean }
	| { ok: false; error: string } => {
	const query = parseQuery(
		filter,
		listLanguage<LoggedEvent, EventFacts>(eventColumns, eventFields, eventTexts),
	);
	return query.ok
		? {
				ok: true,
				work: query.work,
				matches: (event, accountNameOf) =>
					query.matches({ row: event, now: event.at, facts: { accountNameOf } }),
			}
		: query;
};
