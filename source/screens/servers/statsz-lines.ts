// The shortest form of a statsz: four rows, and the pairs of meters other forms begin with.

import { count } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { markOf } from '../../model/health.ts';
import type { JetStream } from '../../model/server.ts';
import { kindsText, slowGrowthNow } from '../../model/server-facts.ts';
import { jetstreamWord, noLeaderPiece, usagePiece } from './jetstream-rows.ts';
import { figures, halfMeter, type Meter, metersOf } from './meters.ts';
import { healthToken, type ServerView, viewHealth, viewRow } from './server-view.ts';

/** Two meters beside each other; the left half ends where the right one begins. */
const meterPair = (view: ServerView, left: Meter, right: Meter, columns: number): string => {
	const half = Math.floor((columns - 3) / 2);
	return viewRow(
		view,
		[...halfMeter(view, left, half), '  ', ...halfMeter(view, right, columns - 4 - half)],
		columns,
	);
};

/** CPU beside memory, in beside out: two rows. */
export const meterPairs = (view: ServerView, columns: number): string[] => {
	const { cpu, mem, in: inMeter, out } = metersOf(view);
	return [meterPair(view, cpu, mem, columns), meterPair(view, inMeter, out, columns)];
};

/** `SLOW 14 ↑3!`, with the kinds behind it on demand. */
export const slowPiece = (view: ServerView, kinds: boolean): Piece => {
	const { slowConsumers, slowConsumerStats } = view.row.statsz ?? {};
	const { glyphs } = view.theme;
	const growth = slowGrowthNow(view.row, view.now);
	const health = viewHealth(view, 'slow');
	const grown = growth === undefined ? '' : ` ${glyphs.up}${growth}${markOf(health)}`;
	const by = kindsText(slowConsumerStats);
	return {
		text: `SLOW ${count(slowConsumers, glyphs, view.exact)}${grown}${kinds && by !== '' ? ` (${by})` : ''}`,
		...healthToken(health),
	};
};

/** A count with its name; nothing for zero. */
const ifAny = (view: ServerView, label: string, value: number | undefined): Piece =>
	value ? `  ${label} ${count(value, view.theme.glyphs, view.exact)}` : '';

/** Who leads the meta group; a server by itself has none, and misses none. */
const metaPiece = (view: ServerView, { meta }: JetStream): Piece => {
	if (meta === undefined) return '';
	if (meta.leader === undefined) return noLeaderPiece(view, '  ');
	return meta.leader === view.row.info.name ? '  meta leader' : `  meta ${meta.leader}`;
};

/** JetStream in one row. */
export const jetstreamLine = (view: ServerView, columns: number): string => {
	const js = view.row.statsz?.jetstream;
	const { glyphs } = view.theme;
	if (!js) return viewRow(view, [`JS   ${jetstreamWord(view)}`], columns);
	return viewRow(
		view,
		[
			'JS   mem ',
			usagePiece(view, 'js-memory', js.memory, js.maxMemory),
			'  store ',
			usagePiece(view, 'js-storage', js.storage, js.maxStorage),
			{ text: `  HA ${count(js.haAssets, glyphs, view.exact)}`, keep: 1 },
			{ text: `  api err ${count(js.apiErrors, glyphs, view.exact)}`, keep: 2 },
			metaPiece(view, js),
		],
		columns,
	);
};

/** Four rows: load, traffic, connections, JetStream. */
export const fourLines = (view: ServerView, columns: number): string[] => {
	const { statsz } = view.row;
	const number = (value: number | undefined): string => count(value, view.theme.glyphs, view.exact);
	return [
		...meterPairs(view, columns),
		viewRow(
			view,
			[
				`CONNS ${figures(metersOf(view).conns)}  SUBS ${number(statsz?.subscriptions)}  `,
				slowPiece(view, false),
				ifAny(view, 'STALE', statsz?.staleConnections),
				ifAny(view, 'STALLED', statsz?.stalledClients),
				{ text: `  ACCTS ${number(statsz?.activeAccounts)}`, keep: 3 },
				{ text: `  ROUTES ${number(statsz && (statsz.routes?.length ?? 0))}`, keep: 2 },
				{ text: `  GWS ${number(statsz && (statsz.gateways?.length ?? 0))}`, keep: 1 },
			],
			columns,
		),
		jetstreamLine(view, columns),
	];
};
