// The log as a full screen: the list, the event it is open on, and what is and is not shown.

import { Box } from 'ink';
import { roomyColumns, wideColumns } from '../layout.ts';
import type { EventGroup, LoggedEvent } from '../model/event.ts';
import { eventGroups } from '../model/event-groups.ts';
import { logSize } from '../model/event-log.ts';
import type { Theme } from '../theme.ts';
import { EventDetail } from './event-detail.tsx';
import { EventLogPane, type EventLogProps } from './event-log.tsx';
import { type Piece, pieceRow } from './pieces.ts';
import { Rows } from './rows.tsx';

export type EventsScreenProps = Omit<EventLogProps, 'focused'> & {
	/** Groups that are switched off. */
	off: readonly EventGroup[];
	/** The open event: its detail is shown, as fields or raw, scrolled by lines. */
	detail?: { event?: LoggedEvent; raw: boolean; scroll: number };
};

/** ` on: connect auth   off: statsz   buffer 18/7000   dropped 40 of clients`, exactly `columns` wide. */
const kindsRow = (
	{ off, total, dropped }: Pick<EventsScreenProps, 'off' | 'total' | 'dropped'>,
	columns: number,
	theme: Theme,
): string => {
	const roomy = columns >= roomyColumns;
	const list = (groups: readonly EventGroup[]) =>
		groups.length === 0 ? theme.glyphs.none : groups.join(roomy ? '  ' : ' ');
	const gap = roomy ? '    ' : '   ';
	const hidden = eventGroups.filter((group) => off.includes(group));
	const parts = Object.entries(dropped).filter(([, lines]) => lines > 0);
	const all = parts.length === 0 ? '0' : parts.map(([part, lines]) => `${lines} of ${part}`).join(', ');
	const lost: Piece[] = roomy || parts.length > 0 ? [`   dropped ${all}`] : [];
	return pieceRow(
		[
			{ text: roomy ? ' kinds on: ' : ' on: ', token: 'muted' },
			list(eventGroups.filter((group) => !off.includes(group))),
			{ text: `${gap}off: `, token: 'muted' },
			list(hidden),
			{ text: `${gap}buffer ${total}/${logSize}`, keep: 3 },
			...lost,
		],
		columns,
		theme,
	);
};

/** Rows of the detail pane when it stands under the list: enough for the fields, and five rows left to the list. */
const detailHeight = (rows: number): number =>
	Math.max(0, Math.min(Math.max(12, Math.round(rows * 0.4)), rows - 6));

const Divider = ({ rows, theme }: { rows: number; theme: Theme }) => (
	<Rows lines={new Array<string>(rows).fill(theme.paint('rule', theme.glyphs.column))} />
);

/** The body of the screen, `rows` high: header and footer are not part of it. */
export const EventsScreen = ({ detail, off, ...log }: EventsScreenProps) => {
	const { columns, rows, theme, nameOf, now } = log;
	const kinds = <Rows lines={[kindsRow({ off, total: log.total, dropped: log.dropped }, columns, theme)]} />;
	const shared = { nameOf, now, theme, focused: false };
	if (!detail) {
		return (
			<Box flexDirection="column" width={columns} height={rows}>
				<EventLogPane {...log} rows={rows - 1} focused />
				{kinds}
			</Box>
		);
	}
	if (columns >= wideColumns) {
		const left = Math.floor(columns * 0.6);
		return (
			<Box flexDirection="column" width={columns} height={rows}>
				<Box height={rows - 1}>
					<EventLogPane {...log} columns={left} rows={rows - 1} focused />
					<Divider rows={rows - 1} theme={theme} />
					<EventDetail {...shared} {...detail} columns={columns - left - 1} rows={rows - 1} />
				</Box>
				{kinds}
			</Box>
		);
	}
	const height = detailHeight(rows);
	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<EventLogPane {...log} rows={rows - 1 - height} focused />
			<EventDetail {...shared} {...detail} columns={columns} rows={height} />
			{kinds}
		</Box>
	);
};
