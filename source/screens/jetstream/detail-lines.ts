// The lines that say what JetStream does on one server, in the pane about it.

import { bytes, count, percent } from '../../format/number.ts';
import { dropPieces, type Piece, pieceRow } from '../../format/pieces.ts';
import { bar, condense, sparkline } from '../../format/sparkline.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { age } from '../../format/time.ts';
import { shareOf, type Trouble } from '../../model/checks/check.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { type Health, markOf } from '../../model/health.ts';
import { domainOf } from '../../model/jetstream-place.ts';
import { isOld, uptimeOf } from '../../model/server-facts.ts';
import type { Token } from '../../theme.ts';
import { type JetStreamLook, troublesOfRow } from './facts.ts';
import type { HeldStream } from './server-book.ts';
import type { JetStreamRow } from './snapshot.ts';
import { healthByChecks } from './words.ts';

/** One row and how to show it. */
export type JetStreamView = { row: JetStreamRow; look: JetStreamLook; width: number };

/** A row that starts one cell in, muted where its figures are old; pieces of least importance leave first. */
export const viewRow = ({ row, look, width }: JetStreamView, pieces: readonly Piece[]): string =>
	pieceRow(dropPieces([' ', ...pieces], width), width, look.theme, isOld(row.server));

/** A text with the mark of some checks. */
export const judgedBy = (view: JetStreamView, text: string, ...checks: readonly string[]): Piece => {
	const health: Health = healthByChecks(troublesOfRow(view.row, view.look), ...checks);
	const token: Token | undefined = health;
	return { text: text + markOf(health), ...(token && { token }) };
};

/** `740G of 1.0T 71% ███████░░░ reserved 532G`. */
const usage = (
	view: JetStreamView,
	{ used, limit, reserved }: { used?: number; limit?: number; reserved?: number },
	{ checks, cells, keep }: { checks: readonly string[]; cells: number; keep: number },
): Piece[] => {
	const { glyphs, exact } = view.look;
	const of = limit === undefined ? '' : ` of ${bytes(limit, glyphs)} ${percent(used, limit, glyphs)}`;
	return [
		judgedBy(view, `${bytes(used, glyphs, exact)}${of}`, ...checks),
		{ text: ` ${bar(shareOf(used, limit), limit === undefined ? 0 : cells, glyphs)}`, keep },
		{ text: reserved === undefined ? '' : ` reserved ${bytes(reserved, glyphs)}`, keep: keep + 1 },
	];
};

/** `STORE 740G of 1.0T 71% ███████░░░ reserved 532G     MEM 1.4G of 4.0G 35%`. */
export const storeLine = (view: JetStreamView): string => {
	const { storage, maxStorage, reservedStorage, memory, maxMemory, reservedMemory } =
		view.row.server.statsz?.jetstream ?? {};
	return viewRow(view, [
		'STORE ',
		...usage(
			view,
			{ used: storage, limit: maxStorage, reserved: reservedStorage },
			{ checks: ['js-storage', 'js-reserved'], cells: 10, keep: 4 },
		),
		'   MEM ',
		...usage(
			view,
			{ used: memory, limit: maxMemory, reserved: reservedMemory },
			{ checks: ['js-memory'], cells: 10, keep: 1 },
		),
	]);
};

/** `API 120/s ▂▂▂▃▃▃▄▄▄▅▅▅▆▆▇▇  errors 3 ↑2 in 60s  pending 0  inflight 1  level 4`. */
export const apiLine = (view: JetStreamView): string => {
	const { row, look } = view;
	const { glyphs, exact, totals } = look;
	const { apiTotal, apiErrors, apiInflight, apiLevel, meta } = row.server.statsz?.jetstream ?? {};
	const by = row.server.apiErrorGrowth?.by;
	const cells = view.width < 100 ? 16 : 22;
	const rate = totals ? count(apiTotal, glyphs, exact) : `${count(row.apiRate, glyphs, exact)}/s`;
	const grown = by ? ` ${glyphs.up}${count(by, glyphs)} in 60s` : '';
	return viewRow(view, [
		`API ${rate} `,
		{ text: sparkline(condense(row.trends.api, cells), cells, glyphs), token: 'spark' },
		'  ',
		judgedBy(view, `errors ${count(apiErrors, glyphs, exact)}${grown}`, 'js-errors'),
		'  ',
		judgedBy(view, `pending ${count(meta?.pending, glyphs)}`, 'js-pending'),
		{ text: apiInflight === undefined ? '' : `  inflight ${count(apiInflight, glyphs)}`, keep: 1 },
		{ text: apiLevel === undefined ? '' : `  level ${apiLevel}`, keep: 2 },
	]);
};

/** An even share of what servers of its group lead, where all that is known. */
const fairShare = ({ totals, led }: JetStreamRow, rows: readonly JetStreamRow[]): number | undefined => {
	if (totals?.streams === undefined || led === undefined) return undefined;
	const known = rows.filter((other) => other.isOn && other.led !== undefined);
	const all = known.reduce((sum, other) => sum + (other.led ?? 0), 0);
	const copies = known.reduce((sum, other) => sum + (other.totals?.streams ?? 0), 0);
	return copies === 0 ? undefined : Math.round((all * totals.streams) / copies);
};

/** `Leads 61 of its 140 streams; an even share is 68`. */
export const leadsText = (row: JetStreamRow, rows: readonly JetStreamRow[], look: JetStreamLook): string => {
	const { glyphs, exact } = look;
	const { totals, led } = row;
	if (totals?.streams === undefined) return 'How many streams it has is not known yet';
	if (totals.streams === 0) return 'No stream has a copy here';
	if (led === undefined) return `Copies of ${count(totals.streams, glyphs, exact)} streams`;
	const fair = fairShare(row, rows);
	const share = fair === undefined ? '' : `; an even share is ${count(fair, glyphs)}`;
	return `Leads ${count(led, glyphs, exact)} of its ${count(totals.streams, glyphs, exact)} streams${share}`;
};

/** `STREAMS 140, leads 61 (fair share 68)     CONSUMERS 412, leads 190      MESSAGES 1.2G   HA 418`. */
export const objectsLine = (view: JetStreamView, rows: readonly JetStreamRow[]): string => {
	const { row, look } = view;
	const { glyphs, exact } = look;
	const { totals, led } = row;
	const number = (value: number | undefined): string => count(value, glyphs, exact);
	const fair = fairShare(row, rows);
	const share = led === undefined || fair === undefined ? '' : ` (even share ${number(fair)})`;
	return viewRow(view, [
		`STREAMS ${number(totals?.streams)}, leads ${number(led)}`,
		{ text: share, keep: 1 },
		`   CONSUMERS ${number(totals?.consumers)}`,
		{ text: totals?.consumersLed === undefined ? '' : `, leads ${number(totals.consumersLed)}`, keep: 2 },
		`   MESSAGES ${number(totals?.messages)}   `,
		judgedBy(view, `HA ${number(row.server.statsz?.jetstream?.haAssets)}`, 'ha-assets'),
	]);
};

/** `APP/ORDERS`. */
export const streamName = ({ account, accountName, stream }: HeldStream, look: JetStreamLook): string => {
	const known = look.nameFor(account);
	return `${known === account ? (accountName ?? account) : known}/${stream}`;
};

/** `BIGGEST APP/ORDERS 310G   PAY/LEDGER 140G`. */
export const biggestLine = (view: JetStreamView): string => {
	const { held } = view.row;
	const { look } = view;
	if (held === undefined) {
		const why = view.row.server.state === 'ok' ? 'not asked yet' : 'not known: it does not answer';
		return viewRow(view, ['BIGGEST ', { text: why, token: 'muted' }]);
	}
	const streams = held.streams.slice(0, 8);
	return viewRow(view, [
		'BIGGEST ',
		...(streams.length === 0 ? ['no stream has a copy here'] : []),
		...streams.map((each, index) => {
			const name = streamName(each, look);
			return {
				text: `${fitMiddle(name, Math.min(cellsOf(name), 30), look.glyphs)} ${bytes(each.bytes, look.glyphs)}   `,
				...(index > 0 && { keep: 50 - index }),
			};
		}),
	]);
};

/** `STARTED 41d ago   domain hub   leader of the meta group`. */
export const placeLine = (view: JetStreamView): string => {
	const { row, look } = view;
	const { server, group } = row;
	const domain = domainOf(server);
	const up = uptimeOf(server, look.now);
	return viewRow(view, [
		up === undefined ? '' : `STARTED ${age(up)} ago   `,
		domain === '' ? '' : `domain ${domain}   `,
		server.info.version === undefined ? '' : `nats-server ${server.info.version}   `,
		group === undefined ? 'in no meta group' : `in a meta group of ${group.size ?? group.peers.length}`,
	]);
};

/** What is wrong, each in a sentence; nothing where all is well. */
export const troublePieces = (troubles: readonly Trouble[], look: JetStreamLook): Piece[] =>
	troubles.map(({ severity, text }, index) => ({
		text: `${severity === 'critical' ? look.glyphs.down : '!'} ${text}.   `,
		token: healthOf(severity),
		...(index > 0 && { keep: 10 - index }),
	}));
