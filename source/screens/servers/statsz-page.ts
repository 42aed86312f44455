// The long form of a statsz: one column from identity to JetStream, squeezed where the pane is short.

import type { Piece } from '../../format/pieces.ts';
import { fitMiddle } from '../../format/text.ts';
import { dateTime } from '../../format/time.ts';
import { connectionRows, flowRows } from './counter-rows.ts';
import { identityRows, limitWords, tagsText } from './identity-rows.ts';
import { jetstreamRows } from './jetstream-rows.ts';
import { tallMeter } from './meter-lines.ts';
import { metersOf } from './meters.ts';
import { clusterPeers, gatewaysFold, routePeers, routesFold } from './peer-fold.ts';
import { gatewayTable, routeTable } from './peer-table.ts';
import { type ServerView, viewRow } from './server-view.ts';
import { stateNote } from './state-mark.ts';
import { meterPairs } from './statsz-lines.ts';

const headRows = (view: ServerView, columns: number): string[] => {
	const { row, theme, now, troubles } = view;
	const { info, statsz } = row;
	const note = stateNote(row, now, troubles);
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

/** The form of a page: the parts that it has, as short panes leave some out. */
type Form = {
	/** A spark over the whole width under each meter, instead of pairs of meters. */
	tall?: boolean;
	/** A blank row between two sections. */
	airy?: boolean;
	/** Routes and gateways in a line each, instead of tables. */
	folded?: boolean;
	identity?: boolean;
	/** The parts left out: the sums over routes and gateways, then also all but the first row of connections. */
	without?: 'sums' | 'kinds';
};

const sections = (view: ServerView, columns: number, form: Form): string[][] => {
	const { statsz } = view.row;
	const { none } = view.theme.glyphs;
	const { cpu, mem, in: inMeter, out } = metersOf(view);
	const routes = title('ROUTES', statsz && (statsz.routes?.length ?? 0), none);
	const gateways = title('GATEWAYS', statsz && (statsz.gateways?.length ?? 0), none);
	const folded = (label: string, pieces: readonly Piece[]): string[] => [
		viewRow(view, [{ text: `${label.padEnd(11)} `, token: 'title' }, ...pieces], columns),
	];
	const [routePeer, clusterPeer] = [routePeers(view), clusterPeers(view)];
	return [
		headRows(view, columns),
		form.tall
			? [cpu, mem, inMeter, out].flatMap((meter) => tallMeter(view, meter, columns))
			: meterPairs(view, columns),
		connectionRows(view, columns).slice(0, form.without === 'kinds' ? 1 : undefined),
		flowRows(view, columns).slice(0, form.without ? 1 : undefined),
		form.folded && routePeer.length > 0
			? folded(routes, routesFold(view, routePeer))
			: routeTable(view, routes, columns),
		form.folded && clusterPeer.length > 0
			? folded(gateways, gatewaysFold(view, clusterPeer))
			: gatewayTable(view, gateways, columns),
		[head(view, 'JETSTREAM', columns), ...jetstreamRows(view, columns, false)],
		...(form.identity ? [[head(view, 'IDENTITY', columns), ...identityRows(view, columns)]] : []),
	];
};

/** The forms from the fullest to the shortest; each first with tables, then folded. */
const roomy: readonly Form[] = [
	{ tall: true, airy: true, identity: true },
	{ tall: true, airy: true },
];
const short: readonly Form[] = [{ airy: true }, {}, { without: 'sums' }];
const fold = (forms: readonly Form[]): Form[] => forms.map((form) => ({ ...form, folded: true }));

/** The most peers in a table; more are folded before anything else is shortened for them. */
const mostListed = 8;

/** The page for a pane of this size: as much of it as there is room for, and never without JetStream. */
export const statszPage = (view: ServerView, columns: number, rows: number): string[] => {
	const blank = ' '.repeat(columns);
	const isLarge = routePeers(view).length + clusterPeers(view).length > mostListed;
	const forms = [
		...roomy,
		...(isLarge ? [] : short),
		...fold([...(isLarge ? roomy : []), ...short, { without: 'kinds' }]),
	];
	const pageOf = (form: Form): string[] =>
		sections(view, columns, form).flatMap((section, index) =>
			form.airy && index > 0 ? [blank, ...section] : section,
		);
	for (const form of forms) {
		const page = pageOf(form);
		if (page.length <= rows) return page;
	}
	return pageOf({ folded: true, without: 'kinds' });
};
