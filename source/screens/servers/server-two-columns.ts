// The server screen from 160 columns on: sparks two rows high, then two columns of sections, then events.

import { paneTitle } from '../../format/pane-title.ts';
import { trafficMatrix } from './counter-rows.ts';
import { eventSection } from './event-section.ts';
import { meterBlock } from './meter-lines.ts';
import { type Meter, metersOf } from './meters.ts';
import type { ServerBody, ServerScreenProps } from './server-body.ts';
import {
	gatewaysSection,
	identitySection,
	jetstreamSection,
	routesSection,
	smallCounts,
} from './server-sections.ts';

/** Puts two columns of rows beside each other, a line between; the shorter one is filled. */
const beside = (
	left: readonly string[],
	right: readonly string[],
	leftColumns: number,
	rightColumns: number,
	line: string,
): string[] =>
	Array.from(
		{ length: Math.max(left.length, right.length) },
		(_, index) =>
			(left[index] ?? ' '.repeat(leftColumns)) + line + (right[index] ?? ' '.repeat(rightColumns)),
	);

/** Two columns under each other in pairs, so that their sparks can be compared. */
export const serverTwoColumns = (props: ServerScreenProps): ServerBody => {
	const { columns, rows, theme, tab } = props;
	const left = Math.floor((columns - 1) / 2);
	const right = columns - 1 - left;
	const line = theme.paint('rule', theme.glyphs.column);
	const { cpu, mem, in: inMeter, out, conns, slow } = metersOf(props);
	const gap = [' '.repeat(left) + line + ' '.repeat(right)];
	const pair = (a: Meter, b: Meter): string[] => [
		...beside(meterBlock(props, a, left), meterBlock(props, b, right), left, right, line),
		...gap,
	];
	const meters = [...pair(cpu, mem), ...pair(inMeter, out), ...pair(conns, slow)];
	const traffic = [
		paneTitle({ title: 'Traffic', columns: left, focused: false, theme }),
		...trafficMatrix(props, left),
		smallCounts(props, left),
		' '.repeat(left),
	];
	const routes = [...routesSection(props, left), ' '.repeat(left)];
	const leftRows = [...traffic, ...routes, ...gatewaysSection(props, left)];
	const rightRows = [
		...jetstreamSection(props, right, true),
		' '.repeat(right),
		...identitySection(props, right),
	];
	const top = [' '.repeat(columns), ...meters];
	const sections = [...top, ...beside(leftRows, rightRows, left, right, line)];
	const starts = {
		overview: 0,
		routes: top.length + traffic.length,
		gateways: top.length + traffic.length + routes.length,
		jetstream: top.length,
	};
	return {
		above: [],
		scrolled: [...sections, ...eventSection(props, Math.max(5, rows - 1 - sections.length))],
		below: [],
		start: starts[tab],
	};
};
