// Writes one cell of the server table: its value, mark and colour, in exactly the width of the column.

import { type Column, type ColumnId, type SortContext, trafficOf } from '../model/columns.ts';
import type { ServerRow } from '../model/fleet.ts';
import { type FleetFacts, meshOf } from '../model/fleet-facts.ts';
import {
	ageHealth,
	cpuHealth,
	memHealth,
	routesHealth,
	shareHealth,
	slowHealth,
	versionHealth,
} from '../model/health.ts';
import {
	ageOf,
	gatewayCount,
	isMetaLeader,
	isOld,
	jetstreamOn,
	newsOf,
	routedServers,
	slowGrowthNow,
	storageShare,
	uptimeOf,
} from '../model/server-facts.ts';
import type { Glyphs, Token } from '../theme.ts';
import { type Content, firstFitting, judged, marked } from './cell.ts';
import { bytesIn, countIn, percent } from './number.ts';
import { condense, sparkline } from './sparkline.ts';
import { fit, fitMiddle, width } from './text.ts';
import { age, rtt, uptimeShort } from './time.ts';

export type CellContext = SortContext &
	FleetFacts & {
		glyphs: Glyphs;
		/** True for exact numbers, where they fit. */
		exact: boolean;
	};

export type Cell = { text: string; token?: Token };

type CellColumn = Pick<Column, 'id' | 'width' | 'align'>;

/** More than any figure takes. */
const widest = 99;

/** A long name is cut in the middle, as the names of a system often begin alike and differ at the end. */
const nameCell = (row: ServerRow, columns: number, { glyphs }: CellContext): Content => {
	const { name } = row.info;
	if (!isMetaLeader(row)) return { text: fitMiddle(name, columns, glyphs) };
	const write = (room: number): string => fitMiddle(name, Math.min(width(name), room), glyphs);
	return { text: marked(write, columns, ' L', glyphs), token: 'info' };
};

/** Where `2.12.100!` is too wide, its first digit says least. */
const versionCell = (row: ServerRow, columns: number, { glyphs, majorityVersion }: CellContext): Content => {
	const { version } = row.info;
	if (version === undefined) return { text: glyphs.none };
	const short = version.replace(/^\d+\./, glyphs.ellipsis);
	return judged(
		(room) => firstFitting([version, short, fit(version, room, glyphs)], room),
		columns,
		versionHealth(version, majorityVersion),
		glyphs,
	);
};

/** The time that the trend of the CPU shows, in milliseconds. */
const trendSpan = 300_000;

const trendCell = (row: ServerRow, columns: number, context: CellContext): Content => {
	const values = row.history.tail('cpu', row.history.within(trendSpan));
	const range = { min: 0, max: context.cpuTop };
	return { text: sparkline(condense(values, columns), columns, context.glyphs, range), token: 'spark' };
};

/** The total, and its growth in the last minute. The total is shortened first, as the growth matters more. */
const slowCell = (row: ServerRow, columns: number, { now, glyphs, exact }: CellContext): Content => {
	const total = row.statsz?.slowConsumers;
	const growth = slowGrowthNow(row, now);
	if (!growth) return { text: countIn(total, columns, glyphs, exact) };
	return judged(
		(room) => {
			const grown = glyphs.up + countIn(growth, room - 1, glyphs);
			const beside = (space: string): string =>
				countIn(total, room - width(grown) - space.length, glyphs) + space + grown;
			return firstFitting([beside(' '), beside(''), grown], room);
		},
		columns,
		slowHealth(growth),
		glyphs,
	);
};

/** The share of the storage limit; the bytes stored where there is no limit; `on` where neither is known. */
const jetstreamCell = (row: ServerRow, columns: number, { glyphs, exact }: CellContext): Content => {
	const { isOff, health } = row.jetstreamTrouble ?? {};
	const share = isOff ? undefined : storageShare(row);
	const worst = health === 'crit' ? health : (shareHealth(share) ?? health);
	const storage = row.statsz?.jetstream?.storage;
	const write = (room: number): string => {
		if (isOff) return 'off';
		if (share !== undefined) return percent(share, 1, glyphs);
		if (storage !== undefined) return bytesIn(storage, room, glyphs, exact);
		return jetstreamOn(row) ? 'on' : glyphs.none;
	};
	return judged(write, columns, worst, glyphs);
};

/** The time since the start: `41d`. For a minute it has an `R` after a restart and an `N` for a new server: `3s R`. */
const uptimeCell = (row: ServerRow, columns: number, { now, since, glyphs }: CellContext): Content => {
	const text = uptimeShort(uptimeOf(row, now), glyphs);
	const news = newsOf(row, now, since);
	if (!news) return { text };
	const letter = news === 'restarted' ? 'R' : 'N';
	const mark = width(text) + 2 <= columns ? ` ${letter}` : letter;
	return { text: marked(() => text, columns, mark, glyphs), token: 'info' };
};

const content = (row: ServerRow, { id, width: columns }: CellColumn, context: CellContext): Content => {
	const { now, totals, exact, glyphs, clusterRoutes } = context;
	const { statsz } = row;
	const number = (n: number | undefined): Content => ({ text: countIn(n, columns, glyphs, exact) });
	const traffic = (direction: 'in' | 'out'): Content => number(trafficOf(row, direction, 'msgs', totals));
	const trafficBytes = (direction: 'in' | 'out'): Content => ({
		text: bytesIn(trafficOf(row, direction, 'bytes', totals), columns, glyphs, exact),
	});
	switch (id) {
		case 'name':
			return nameCell(row, columns, context);
		case 'cluster':
			return { text: fitMiddle(row.info.cluster ?? glyphs.none, columns, glyphs) };
		case 'host':
			return { text: row.info.host ?? glyphs.none };
		case 'id':
			return { text: fitMiddle(row.info.id, columns, glyphs) };
		case 'ver':
			return versionCell(row, columns, context);
		case 'cpu':
			return judged(
				(room) => countIn(statsz?.cpu, room, glyphs),
				columns,
				cpuHealth(statsz?.cpu, statsz?.cores),
				glyphs,
			);
		case 'trend':
			return trendCell(row, columns, context);
		case 'mem':
			return judged(
				(room) => bytesIn(statsz?.mem, room, glyphs, exact),
				columns,
				memHealth(statsz?.mem, statsz?.memLimit),
				glyphs,
			);
		case 'conns':
			return number(statsz?.connections);
		case 'subs':
			return number(statsz?.subscriptions);
		case 'accts':
			return number(statsz?.activeAccounts);
		case 'in':
		case 'out':
			return traffic(id);
		case 'bin':
			return trafficBytes('in');
		case 'bout':
			return trafficBytes('out');
		case 'slow':
			return slowCell(row, columns, context);
		case 'js':
			return jetstreamCell(row, columns, context);
		case 'rts': {
			const servers = routedServers(row);
			// The routes of a silent server are not compared: they are older than those of the others.
			const most = isOld(row) ? undefined : clusterRoutes.get(meshOf(row) ?? '');
			const health = routesHealth(servers, most);
			return judged((room) => countIn(servers, room, glyphs), columns, health, glyphs);
		}
		case 'gws':
			return number(gatewayCount(row));
		case 'rtt':
			return { text: rtt(row.rtt, glyphs) };
		case 'up':
			return uptimeCell(row, columns, context);
		case 'age':
			return judged(() => age(ageOf(row, now), glyphs), columns, ageHealth(row.state), glyphs);
	}
};

/**
 * The cell of a row and column, exactly `column.width` wide. Old values are muted, except the name and a marked AGE.
 */
export const cellText = (row: ServerRow, column: CellColumn, context: CellContext): Cell => {
	const { text, token } = content(row, column, context);
	const muted = isOld(row) && column.id !== 'name' && !(column.id === 'age' && token !== undefined);
	return {
		text: fit(text, column.width, context.glyphs, column.align),
		token: muted ? 'muted' : token,
	};
};

/** Where `exact` writes every digit. */
const exactColumns: readonly ColumnId[] = [
	...(['mem', 'conns', 'subs', 'accts', 'in', 'out', 'bin', 'bout', 'slow', 'js'] as const),
];

/** Room for a whole group of three digits: a column changes its width only with every thousandfold. */
const roomFor = (text: string): number => {
	const digits = /^[\d,]*/.exec(text)?.[0].length ?? 0;
	return width(text) - digits + 4 * Math.ceil((digits + 1) / 4) - 1;
};

/** Cells that the columns of these rows take with every digit written. */
export const exactWidths = (rows: readonly ServerRow[], context: CellContext): Map<ColumnId, number> =>
	new Map(
		exactColumns.map((id) => [
			id,
			rows.reduce((most, row) => {
				const { text } = content(row, { id, width: widest, align: 'right' }, context);
				return Math.max(most, roomFor(text));
			}, 0),
		]),
	);

/** The title of a column, exactly `column.width` wide; the sorted column has the sort sign. */
export const headText = (
	column: Pick<Column, 'id' | 'title' | 'totalsTitle' | 'width' | 'align'>,
	sort: { column: string; descending: boolean },
	{ glyphs, totals }: Pick<CellContext, 'glyphs' | 'totals'>,
): string => {
	const title = (totals && column.totalsTitle) || column.title;
	if (column.id !== sort.column) return fit(title, column.width, glyphs, column.align);
	const sign = sort.descending ? glyphs.sortDown : glyphs.sortUp;
	return fit(title.slice(0, column.width - sign.length) + sign, column.width, glyphs, column.align);
};
