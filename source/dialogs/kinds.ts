// Chooses the groups of events that are shown; events of a hidden group are kept, but for noisy groups.

import { wrapText } from '../format/text.ts';
import type { EventGroup } from '../model/event.ts';
import { eventGroups, kindsOf } from '../model/event-groups.ts';
import { noisyGroups } from '../model/event-log.ts';
import type { Theme } from '../theme.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogSpec, rowStep, within } from './dialog.ts';

/** `cursor` is a position in `eventGroups`. */
export type KindsDialog = { name: 'kinds'; cursor: number };

type Spec = DialogSpec<KindsDialog>;

const key: Spec['key'] = (dialog, key, { eventsOff }) => {
	if (closes(key) || key === 't') return {};
	const group = eventGroups[dialog.cursor];
	if ((key === 'space' || key === 'enter') && group !== undefined) {
		const off = eventsOff.includes(group)
			? eventsOff.filter((other) => other !== group)
			: [...eventsOff, group];
		return { dialog, effect: { do: 'switch', off } };
	}
	return { dialog: { ...dialog, cursor: within(dialog.cursor + rowStep(key), eventGroups.length - 1) } };
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

const rows: Spec['rows'] = ({ cursor }, { eventsOff, screen: { columns, rows, theme } }) => {
	const boxColumns = dialogColumns(columns);
	const inside = dialogInside(boxColumns);
	const lines = [
		...eventGroups.flatMap((group, index) =>
			groupLines(group, !eventsOff.includes(group), index === cursor, inside, theme),
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
	return boxRows('Event kinds', lines, boxColumns, theme, rows);
};

/** Space switches a group on or off. */
export const kinds: Spec = { key, rows };
