// The full screen of the log, at every size.

import { describe, test } from 'vitest';
import { EventsScreen, type EventsScreenProps } from '../../source/views/events-screen.tsx';
import { appEvents, loggedEvents, selectedSeq } from '../fixtures/events.ts';
import { expectScreen, filteredLog, logProps, Shell, sizes } from '../helpers/screen-file.tsx';

const open = appEvents.find((event) => event.seq === selectedSeq);

type Over = Partial<EventsScreenProps>;

const detail = (raw: boolean): Over => ({
	...filteredLog,
	cursor: selectedSeq,
	detail: { raw, scroll: 0, ...(open ? { event: open } : {}) },
});

const draw = (name: string, size: (typeof sizes)[number], over: Over) =>
	expectScreen(name, size, (theme) => (
		<Shell
			size={size}
			theme={theme}
			context="events-screen"
			body={(rows) => (
				<EventsScreen
					{...logProps(theme)}
					off={['conns', 'statsz']}
					columns={size.columns}
					rows={rows}
					{...over}
				/>
			)}
		/>
	));

describe.each(sizes)('the events screen at $columns x $rows, ascii $ascii', (size) => {
	test('shows the selected event beside the list', () => draw('events', size, detail(false)));

	test('shows what the server published as JSON', () => draw('events-raw', size, detail(true)));

	test('follows the newest event while nothing is selected', () => draw('events-following', size, {}));

	test('says why nothing matches', () =>
		draw('events-no-match', size, { events: [], filter: 'user:nobody', total: loggedEvents.length }));

	test('says since when there was nothing', () => draw('events-none', size, { events: [], total: 0 }));
});
