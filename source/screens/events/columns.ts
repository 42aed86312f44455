// The columns of the log. Its lines are drawn as one text; the columns give filters, JSON and help.

import { clock } from '../../format/time.ts';
import { eventKinds, type LoggedEvent } from '../../model/event.ts';
import type { Column } from '../../table/column.ts';

const text = { align: 'left' } as const;

export const eventColumns: readonly Column<LoggedEvent>[] = [
	{
		...text,
		id: 'time',
		title: 'TIME',
		about: 'when it reached natstop',
		width: 8,
		priority: 1,
		value: ({ at }) => at,
		texts: ({ at }) => [clock(at)],
		json: 'received_at',
	},
	{
		...text,
		id: 'kind',
		title: 'KIND',
		about: 'what happened, in one word or two',
		width: 10,
		priority: 2,
		value: ({ kind }) => kind,
		known: Object.keys(eventKinds),
		json: 'kind',
	},
	{
		...text,
		id: 'server',
		title: 'SERVER',
		about: 'the server it is about',
		width: 10,
		priority: 3,
		value: ({ server, serverName }) => server?.name ?? serverName,
		json: 'server',
	},
	{
		...text,
		id: 'text',
		title: 'TEXT',
		about: 'what there is to say about it',
		width: 40,
		priority: 4,
		value: (event) => event.text,
		json: 'summary',
	},
];
