// The server screen at 80 columns: one tab at a time, and the server's events at the bottom.

import { pieceRow, tightWidth } from '../../format/pieces.ts';
import { fitMiddle, joinSides, width } from '../../format/text.ts';
import { connectionRows, flowRows } from './counter-rows.ts';
import { eventSection } from './event-section.ts';
import { identityRows } from './identity-rows.ts';
import { jetstreamRows } from './jetstream-rows.ts';
import { meterLine } from './meter-lines.ts';
import { metersOf } from './meters.ts';
import { gatewayTable, routeTable } from './peer-table.ts';
import { type ServerBody, type ServerScreenProps, type ServerTab, serverTabs } from './server-body.ts';
import { type ServerView, viewRow } from './server-view.ts';
import { jetstreamLine } from './statsz-lines.ts';

const tabTitle = (tab: ServerTab, { row: { statsz } }: ServerView): string => {
	switch (tab) {
		case 'overview':
			return 'Overview';
		case 'routes':
			return `Routes ${statsz?.routes?.length ?? 0}`;
		case 'gateways':
			return `Gateways ${statsz?.gateways?.length ?? 0}`;
		case 'jetstream':
			return 'JetStream';
	}
};

/** Cells of a cluster's name beside the tabs. */
const longestCluster = 16;

/** ` [Overview]  Routes 8  Gateways 1  JetStream            NB4X…QK2D  east   `. */
export const tabsRow = (props: ServerScreenProps): string => {
	const { row, theme, columns, tab } = props;
	const tabs = serverTabs.map((each) =>
		each === tab
			? { text: ` [${tabTitle(each, props)}]`, token: 'title' as const }
			: `  ${tabTitle(each, props)}`,
	);
	const { cluster = theme.glyphs.none } = row.info;
	const where = fitMiddle(cluster, Math.min(longestCluster, width(cluster)), theme.glyphs);
	const ends = [`${fitMiddle(row.info.id, 15, theme.glyphs)}  ${where}   `, `${where}   `];
	// The names of all tabs come before the name of the cluster.
	const right = ends.find((end) => tightWidth(tabs) + 1 + width(end) <= columns) ?? '';
	return pieceRow(tabs, columns - width(right), theme) + right;
};

const overview = (view: ServerView, columns: number): string[] => {
	const { cpu, mem, in: inMeter, out, conns } = metersOf(view);
	const blank = ' '.repeat(columns);
	return [
		...[cpu, mem, inMeter, out, conns].map((meter) => meterLine(view, meter, columns)),
		blank,
		...connectionRows(view, columns),
		...flowRows(view, columns),
		jetstreamLine(view, columns),
		blank,
		...identityRows(view, columns),
	];
};

const tabRows = (view: ServerView, tab: ServerTab, columns: number): string[] => {
	const { statsz, info } = view.row;
	const say = (text: string): string[] => [viewRow(view, [text], columns)];
	switch (tab) {
		case 'overview':
			return overview(view, columns);
		case 'routes':
			return statsz?.routes?.length
				? routeTable(view, 'SERVER', columns)
				: say(`${info.name} has no routes.`);
		case 'gateways':
			return statsz?.gateways?.length
				? gatewayTable(view, 'REMOTE', columns)
				: say(`${info.name} has no gateways.`);
		case 'jetstream':
			return jetstreamRows(view, columns, true);
	}
};

/** The chosen tab; its rows scroll, the tabs above and the events below stay. */
export const serverTab = (props: ServerScreenProps, tabs: string): ServerBody => {
	const { columns, rows } = props;
	const blank = joinSides('', '', columns);
	const above = rows >= 16 ? [tabs, blank] : [tabs];
	const scrolled = tabRows(props, props.tab, columns);
	const least = rows >= 20 ? 5 : 3;
	const spare = rows - 1 - above.length - scrolled.length;
	return { above, scrolled, below: eventSection(props, Math.max(least, spare)), start: 0 };
};
