// The log of events: those that servers publish, those that natstop notices, and natstop's own actions.

import { eventJson } from '../../format/event-json.ts';
import { eventText } from '../../format/event-line.ts';
import { width } from '../../format/text.ts';
import { zonedClock } from '../../format/time.ts';
import { eventKinds, type LoggedEvent } from '../../model/event.ts';
import { eventGroups } from '../../model/event-groups.ts';
import { type EventLogSnapshot, logSize, noisyGroups } from '../../model/event-log.ts';
import type { FleetSnapshot } from '../../model/fleet.ts';
import { isoTime } from '../../model/local-time.ts';
import { modes } from '../../model/mode.ts';
import { defineScreen } from '../define-screen.ts';
import { pairOf } from '../source.ts';
import { eventColumns } from './columns.ts';
import { eventDetailView } from './event-detail.ts';
import { eventRow, serverColumnsFor } from './event-row.ts';
import { eventFields, eventTexts } from './filter.ts';
import { eventExamples, eventsLegend } from './legend.ts';
import { type EventLineFacts, followEvents, leftOutEvents, streamLine } from './stream.ts';

/** The snapshot of the log; `fleet` is for the widths of server names. */
type Snapshot = { log: EventLogSnapshot; fleet: FleetSnapshot };

export const events = defineScreen<LoggedEvent, Snapshot, EventLineFacts>({
	id: 'events',
	key: '3',
	modes,
	title: 'Events',
	about: 'everything that happens, as it happens',
	noun: ['event', 'events'],
	list: 'log',
	empty: (counts) =>
		`No events since ${zonedClock(counts?.since)}. Older servers send none for the $G account.`,
	source: {
		asked: 'always',
		open: (watching) => pairOf(watching.events, watching.servers, (log, { fleet }) => ({ log, fleet })),
	},
	rows: ({ log }) => log.events,
	counts: ({ log: { dropped, rate, since } }) => ({ dropped, rate, since, most: logSize }),
	facts: ({ log: { accountNames }, fleet }, { keys }) => ({
		accountNameOf: (account) => accountNames.get(account),
		nameOf: (account) => (keys ? account : (accountNames.get(account) ?? account)),
		longestServer: Math.max(0, ...fleet.rows.map(({ info }) => width(info.name))),
	}),
	keyOf: ({ seq }) => String(seq),
	namesOf: ({ kind }) => [kind],
	columns: eventColumns,
	sort: { column: 'time', descending: false },
	fields: eventFields,
	anywhere: eventTexts,
	groups: eventGroups,
	groupsOff: noisyGroups,
	groupOf: ({ kind }) => eventKinds[kind].group,
	line: (event, columns, { nameOf, now, theme, longestServer, screenWidth }, { selected, offset }) =>
		eventRow(event, columns, {
			...{ nameOf, now, offset, selected, theme },
			serverColumns: serverColumnsFor(screenWidth, longestServer),
		}),
	stream: { follow: followEvents, text: streamLine, leftOut: leftOutEvents },
	weigh: ({ at, lastAt, count }) => ({ from: at, to: lastAt, count }),
	legend: eventsLegend,
	examples: eventExamples,
	tabs: ['detail'],
	opened: (event, { raw, scroll }, { width: columns, height }, { nameOf, now, theme }) =>
		eventDetailView({ event, raw, scroll, nameOf, now, theme, focused: false, columns, rows: height }),
	serverOf: ({ server, serverName }) => ({ id: server?.id, name: server?.name ?? serverName }),
	json: (event, look) => eventJson(event, eventText(event, look)),
	copy(event, look, open) {
		if (open?.raw && event.data !== undefined)
			return { text: JSON.stringify(event.data, undefined, 2), what: 'the event as JSON' };
		const server = event.server?.name ?? event.serverName ?? '';
		const text = `${isoTime(event.at)} ${event.kind} ${server} ${eventText(event, look)}`;
		return { text, what: 'the event' };
	},
});
