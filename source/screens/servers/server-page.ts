// The server screen from 100 columns on: everything on one page that scrolls.

import { dateTime } from '../../format/time.ts';
import { trafficMatrix } from './counter-rows.ts';
import { eventSection } from './event-section.ts';
import { limitWords, tagsText } from './identity-rows.ts';
import { meterLine } from './meter-lines.ts';
import { metersOf } from './meters.ts';
import type { ServerBody, ServerScreenProps } from './server-body.ts';
import {
	gatewaysSection,
	identitySection,
	jetstreamSection,
	routesSection,
	smallCounts,
} from './server-sections.ts';
import { viewRow } from './server-view.ts';

const headRow = (props: ServerScreenProps, columns: number): string => {
	const { row, theme } = props;
	const words = [
		row.info.cluster === undefined ? '' : `cluster ${row.info.cluster}`,
		tagsText(row),
		`started ${dateTime(row.statsz?.start, theme.glyphs)}`,
		...limitWords(props),
	];
	return viewRow(props, [words.filter((word) => word !== '').join('   ')], columns);
};

/** Events take what is left under the sections, at least four rows; the identity is below them. */
export const serverPage = (props: ServerScreenProps): ServerBody => {
	const { columns, rows, tab } = props;
	const blank = ' '.repeat(columns);
	const { cpu, mem, in: inMeter, out, conns } = metersOf(props);
	const overview = [
		headRow(props, columns),
		blank,
		...[cpu, mem, inMeter, out, conns].map((meter) => meterLine(props, meter, columns)),
		blank,
		...trafficMatrix(props, columns),
		smallCounts(props, columns),
		blank,
	];
	const routes = routesSection(props, columns);
	const gateways = gatewaysSection(props, columns);
	const jetstream = jetstreamSection(props, columns, false);
	const sections = [...overview, ...routes, ...gateways, ...jetstream];
	const starts = {
		overview: 0,
		routes: overview.length,
		gateways: overview.length + routes.length,
		jetstream: overview.length + routes.length + gateways.length,
	};
	const events = eventSection(props, Math.max(5, rows - 1 - sections.length));
	return {
		above: [],
		scrolled: [...sections, ...events, ...identitySection(props, columns)],
		below: [],
		start: starts[tab],
	};
};
