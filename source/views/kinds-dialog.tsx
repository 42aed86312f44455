// Which groups of events are shown; the choice hides lines, it does not delete them.

import { wrapText } from '../format/text.ts';
import type { EventGroup } from '../model/event.ts';
import { eventGroups, kindsOf } from '../model/event-groups.ts';
import { noisyGroups } from '../model/event-log.ts';
import type { Theme } from '../theme.ts';
import { dialogColumns, dialogInside, dialogKeys, dialogRows, Overlay } from './dialog.tsx';

export type KindsDialogProps = {
	/** Position in `eventGroups`. */
	cursor: number;
	off: readonly string[];
	/** Size of the screen the box lies on. */
	columns: number;
	rows: number;
	theme: Theme;
};

/** Blanks before the kinds of a group. */
const indent = 18;

const groupLines = (
	group: EventGroup,
	on: boolean,
	selected: boolean,
	columns: number,
	theme: Theme,
): string[] => {
	const note = noisyGroups.includes(group) ? ' (kept only while on)' : '';
	const words = wrapText(kindsOf(group).join(', ') + note, columns - indent);
	return words.map((line, index) => {
		const head =
			index === 0
				? `${selected ? '>' : ' '} [${on ? 'x' : ' '}] ${group.padEnd(indent - 6)}`
				: ' '.repeat(indent);
		const text = (head + line).padEnd(columns);
		return selected && index === 0 ? theme.paint('select', text) : text;
	});
};

/** The box, in rows of one width. */
export const kindsDialogRows = ({ cursor, off, columns, rows, theme }: KindsDialogProps): string[] => {
	const boxColumns = dialogColumns(columns);
	const inside = dialogInside(boxColumns);
	const lines = [
		...eventGroups.flatMap((group, index) =>
			groupLines(group, !off.includes(group), index === cursor, inside, theme),
		),
		'',
		...dialogKeys(
			[
				['Space', 'on, off'],
				['Esc', 'close'],
			],
			inside,
			theme,
		),
	];
	return dialogRows('Event kinds', lines, boxColumns, theme, rows);
};

export const KindsDialog = (props: KindsDialogProps) => (
	<Overlay lines={kindsDialogRows(props)} columns={props.columns} rows={props.rows} />
);
