// The log pane: what its title says, and that the view stands still while someone reads.

import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import type { LoggedEvent } from '../../source/model/event.ts';
import { events as eventsScreen } from '../../source/screens/events/events.ts';
import type { ListState } from '../../source/table/list-state.ts';
import { LogPane, type LogPaneProps, logPaneRows } from '../../source/views/log-pane.tsx';
import { logSlice } from '../../source/views/log-slice.ts';
import { listeningSince, loggedEvents } from '../fixtures/events.ts';
import { logOf, shotsOf, shownOf } from '../helpers/drawn.tsx';
import { mountScreen } from '../helpers/render.ts';

const plain = (text: string) => text.replace(/\u001b\[\d+m/g, '');

/** Events numbered from `first` to `last`, each with its number as its server. */
const numbered = (first: number, last: number): LoggedEvent[] =>
	Array.from({ length: last - first + 1 }, (_, index) => ({
		kind: 'NEW',
		severity: 'info',
		at: 0,
		serverName: `n${first + index}`,
		text: 'seen',
		seq: first + index,
		count: 1,
		mixed: false,
		lastAt: 0,
	}));

type Over = Partial<ListState> & {
	events?: readonly LoggedEvent[];
	total?: number;
	dropped?: number;
	halted?: LogPaneProps['halted'];
	unfinished?: boolean;
	columns?: number;
	rows?: number;
};

const props = (over: Over = {}): LogPaneProps => {
	const {
		events = loggedEvents,
		total = loggedEvents.length,
		dropped = 0,
		halted,
		unfinished = false,
	} = over;
	const { columns = 80, rows = 11, cursor, filter = '', offset = 0 } = over;
	const { look } = shownOf({ size: { columns, rows: 40 } });
	const { events: shot } = shotsOf({ size: { columns, rows: 40 }, log: logOf(events) });
	if (shot === undefined) throw new Error('no events');
	const list = { cursor, filter, offset, sort: eventsScreen.sort, wide: false, off: [] };
	return {
		screen: eventsScreen,
		scope: '',
		// What a filter lets through is given: its words are only for the title.
		view: { ...shot.list({ ...list, filter: '' }, look, look.choices), unfinished },
		total,
		counts: { dropped: { clients: dropped }, most: 5000, rate: 0.9, since: listeningSince },
		list,
		halted,
		look,
		focused: true,
		width: columns,
		height: rows,
	};
};

const sliceOf = ({ view, height, list }: LogPaneProps) => logSlice(view.keys, height - 1, list.cursor);

const draw = (over: Over = {}) => {
	const all = props(over);
	const rows = logPaneRows(all, sliceOf(all));
	expect(rows).toHaveLength(all.height);
	expect(new Set(rows.map(width))).toEqual(new Set([all.width]));
	return rows.map(plain);
};

/** Numbers of events as keys. */
const keysOf = (events: readonly LoggedEvent[]) => events.map(({ seq }) => String(seq));

describe('the title', () => {
	test('says that it follows and how many there are', () => {
		expect(draw()[0]).toMatch(/━ UTC {2}following {2}18 ━━$/);
		expect(draw({ columns: 120 })[0]).toMatch(/━ following {2}18 of 18 {3}0\.9\/s ━━$/);
	});

	test('says how many came since someone looked back', () => {
		expect(draw({ cursor: '10', filter: 'east' })[0]).toMatch(
			/^━━ 3 Events {3}\/east ━+ UTC {3}not following · ▼ 8 new {3}18 of 18 ━━$/,
		);
	});

	test('says so while a filter has not come to all events yet', () => {
		const unfinished = { filter: 'x', total: 5000, unfinished: true };
		expect(draw(unfinished)[0]).toContain('following  18 of 5000 so far');
		expect(draw({ ...unfinished, events: [] })[1]).toContain('No event matches "x" so far.');
	});

	test('says what fell off, that it is paused, that it waits', () => {
		expect(draw({ dropped: 40 })[0]).toContain('following  18   dropped 40');
		expect(draw({ halted: 'paused' })[0]).toContain('paused  18');
		expect(draw({ halted: 'waiting' })[0]).toContain('waiting  18');
	});
});

describe('rows', () => {
	test('show the newest at the bottom while following', () => {
		expect(draw().at(-1)).toContain('12:04:56   DISCONNECT east-1');
	});

	test('mark the selected event with a sign and inverse', () => {
		const all = props({ cursor: '10' });
		const row = logPaneRows(all, sliceOf(all)).find((line) => plain(line).startsWith('>'));
		expect(row?.startsWith('\u001b[7m>12:04:48   DISCONNECT west-3')).toBe(true);
	});

	test('scroll only the text sideways', () => {
		expect(draw({ offset: 4 }).at(-1)).toMatch(/^ 12:04:56 {3}DISCONNECT east-1 {5}…robe "probe-7f9c" cid/);
	});

	test('keep their width at every size', () => {
		for (const columns of [60, 79, 121, 240]) draw({ columns, cursor: '14' });
	});

	test('say in words why there are none', () => {
		expect(draw({ events: [], total: 0 })[1]?.trimEnd()).toBe(
			' No events since 11:23:49 UTC. Older servers send none for the $G account.',
		);
		expect(draw({ events: [], filter: 'x' })[1]).toContain('No event matches "x".  Esc clears the filter.');
		expect(draw({ events: [] })[1]).toContain('All 18 events are of a kind that is off.  t chooses kinds.');
	});
});

describe('the view', () => {
	/** What the rows of a slice show: numbers of events, blanks as 0. */
	const seen = (events: readonly LoggedEvent[], start: number, rows: number) =>
		Array.from({ length: rows }, (_, row) => events[start + row]?.seq ?? 0);

	test('does not move when events arrive below the selected one', () => {
		const following = logSlice(keysOf(numbered(1, 30)), 10);
		const back = logSlice(keysOf(numbered(1, 31)), 10, '29', following.anchor);
		expect(seen(numbered(1, 31), back.start, 10)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
		const later = logSlice(keysOf(numbered(1, 90)), 10, '29', back.anchor);
		expect(later.start).toBe(back.start);
		expect(later.newer).toBe(61);
	});

	test('does not move when the ring drops its oldest, not even those in view', () => {
		const before = logSlice(keysOf(numbered(1, 30)), 10, '8', { seq: 8, row: 5 });
		expect(seen(numbered(1, 30), before.start, 10)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
		const trimmed = numbered(5, 40);
		const after = logSlice(keysOf(trimmed), 10, '8', before.anchor);
		expect(seen(trimmed, after.start, 10)).toEqual([0, 0, 5, 6, 7, 8, 9, 10, 11, 12]);
	});

	test('scrolls only when the cursor leaves it', () => {
		const events = numbered(1, 100);
		const first = logSlice(keysOf(events), 10, '50', { seq: 50, row: 5 });
		const up = logSlice(keysOf(events), 10, '46', first.anchor);
		expect(up.start).toBe(first.start);
		const out = logSlice(keysOf(events), 10, '40', up.anchor);
		expect(out).toMatchObject({ start: 39, anchor: { seq: 40, row: 0 } });
		expect(logSlice(keysOf(events), 10, '70', out.anchor).anchor).toEqual({ seq: 70, row: 9 });
	});

	test('selects the next event when the selected one is gone', () => {
		const slice = logSlice(keysOf(numbered(20, 60)), 10, '3', { seq: 3, row: 4 });
		expect(slice).toMatchObject({ start: 0, selected: 0 });
		const odd = numbered(1, 60).filter(({ seq }) => seq % 2 === 1);
		expect(odd[logSlice(keysOf(odd), 10, '30').selected ?? -1]?.seq).toBe(31);
		expect(logSlice([], 10, '30')).toEqual({ start: 0, newer: 0 });
	});

	test('stands still on the screen from one picture to the next', async () => {
		const size = { columns: 80, rows: 11 };
		const pane = (last: number, first: number, cursor?: string) => (
			<LogPane {...props({ events: numbered(first, last), total: last, cursor })} />
		);
		const screen = await mountScreen(pane(30, 1), size);
		await screen.rerender(pane(30, 1, '29'));
		const body = () => screen.text().split('\n').slice(1).join('\n');
		const before = body();
		expect(before).toContain('>');
		await screen.rerender(pane(3000, 1, '29'));
		expect(body()).toBe(before);
		await screen.rerender(pane(6000, 21, '29'));
		expect(body()).toBe(before);
		screen.unmount();
	});
});

test('every event of the fixtures fits a row of every width', () => {
	for (const columns of [60, 80, 120, 200]) draw({ columns, events: loggedEvents, rows: 20 });
});
