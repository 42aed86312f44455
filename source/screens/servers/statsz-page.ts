// The long form of a statsz: one column from identity to JetStream, squeezed where the pane is short.

import { fitMiddle } from '../../format/text.ts';
import { dateTime } from '../../format/time.ts';
import { connectionRows, flowRows } from './counter-rows.ts';
import { identityRows, limitWords, tagsText } from './identity-rows.ts';
import { jetstreamRows } from './jetstream-rows.ts';
import { tallMeter } from './meter-lines.ts';
import { metersOf } from './meters.ts';
import { gatewayTable, routeTable } from './peer-table.ts';
import { type ServerView, viewRow } from './server-view.ts';
import { stateNote } from './state-mark.ts';
import { meterPairs } from './statsz-lines.ts';

const headRows = (view: ServerView, columns: number): string[] => {
	const { row, theme, now } = view;
	const { info, statsz } = row;
	const note = stateNote(row, now);
	const words = [
		fitMiddle(info.id, 15, theme.glyphs),
		info.host ?? '',
		info.cluster === undefined ? '' : `cluster ${info.cluster}`,
		tagsText(row),
	];
	return [
		...(note === '' ? [] : [viewRow(view, [{ text: note, token: 'warn' as const }], columns)]),
		viewRow(view, [words.filter((word) => word !== '').join('   ')], columns),
		viewRow(
			view,
			[`started ${dateTime(statsz?.start, theme.glyphs)}   ${limitWords(view).join('   ')}`],
			columns,
		),
	];
};

const title = (label: string, count: number | undefined, none: string): string => `${label} ${count ?? none}`;

const head = (view: ServerView, label: string, columns: number): string =>
	viewRow(view, [{ text: label, token: 'title' }], columns);

/** Sections of rows; a blank row stands between two where there is room. */
const sections = (view: ServerView, columns: number, tall: boolean): string[][] => {
	const { statsz } = view.row;
	const { none } = view.theme.glyphs;
	const { cpu, mem, in: inMeter, out } = metersOf(view);
	return [
		headRows(view, columns),
		tall
			? [cpu, mem, inMeter, out].flatMap((meter) => tallMeter(view, meter, columns))
			: meterPairs(view, columns),
		connectionRows(view, columns),
		flowRows(view, columns),
		routeTable(view, title('ROUTES', statsz && (statsz.routes?.length ?? 0), none), columns),
		gatewayTable(view, title('GATEWAYS', statsz && (statsz.gateways?.length ?? 0), none), columns),
		[head(view, 'JETSTREAM', columns), ...jetstreamRows(view, columns, false)],
	];
};

/** The page for a pane of this size: the identity leaves first, then tall sparks, then blank rows. */
export const statszPage = (view: ServerView, columns: number, rows: number): string[] => {
	const blank = ' '.repeat(columns);
	const airy = (list: readonly string[][]): string[] =>
		list.flatMap((section, index) => (index === 0 ? section : [blank, ...section]));
	const tall = airy(sections(view, columns, true));
	const identity = [blank, head(view, 'IDENTITY', columns), ...identityRows(view, columns)];
	if (tall.length + identity.length <= rows) return [...tall, ...identity];
	if (tall.length <= rows) return tall;
	const short = sections(view, columns, false);
	const spaced = airy(short);
	if (spaced.length <= rows) return spaced;
	// The sums over routes and gateways are the first that can go: their tables follow.
	const sums = flowRows(view, columns).slice(1);
	const all = short.flat();
	return all.length <= rows ? all : all.filter((line) => !sums.includes(line));
};
