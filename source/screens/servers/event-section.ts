// The newest events of one server under a title of their own.

import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { roomyColumns } from '../../format/screen-sizes.ts';
import { zoneAt } from '../../model/local-time.ts';
import type { ServerScreenProps } from './server-body.ts';

/** Title and the newest events that fit, `rows` rows in all. */
export const eventSection = (props: ServerScreenProps, rows: number): string[] => {
	const { eventLines, eventCount, columns, theme, row } = props;
	const title = paneTitle({
		title: `Events from ${row.info.name}`,
		right: columns < roomyColumns ? `${zoneAt(props.now)}  ${eventCount}` : String(eventCount),
		columns,
		focused: false,
		theme,
	});
	return [title, ...fillRows(eventLines.slice(-Math.max(1, rows - 1)), rows - 1, columns)];
};
