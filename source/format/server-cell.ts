// Writes the cells of the server table that say more than a number: the value, its mark and its colour.

import { healthInColumn } from '../model/checks/trouble.ts';
import type { ServerRow } from '../model/fleet.ts';
import { type FleetFacts, troublesIn } from '../model/fleet-facts.ts';
import type { Health } from '../model/health.ts';
import {
	isMetaLeader,
	jetstreamOn,
	newsOf,
	routedServers,
	slowGrowthNow,
	storageShare,
	uptimeOf,
} from '../model/server-facts.ts';
import type { Content, Look } from '../table/column.ts';
import { firstFitting, judged, marked } from './cell.ts';
import { grownCount } from './grown-count.ts';
import { bytesIn, countIn, percent } from './number.ts';
import { condense, sparkline } from './sparkline.ts';
import { fit, fitMiddle, width } from './text.ts';
import { uptimeShort } from './time.ts';

/** What a cell of a server depends on besides its row. */
export type CellLook = Look<FleetFacts>;

/** The mark of the cell of a row under a column. */
export const cellHealth = (row: ServerRow, column: string, look: CellLook): Health =>
	healthInColumn(troublesIn(look, row), column);

/** A long name is cut in the middle, as the names of a system often begin alike and differ at the end. */
export const nameCell = (row: ServerRow, columns: number, { glyphs }: CellLook): Content => {
	const { name } = row.info;
	if (!isMetaLeader(row)) return { text: fitMiddle(name, columns, glyphs) };
	const write = (room: number): string => fitMiddle(name, Math.min(width(name), room), glyphs);
	return { text: marked(write, columns, ' L', glyphs), token: 'info' };
};

/** Where `2.12.100!` is too wide, its first digit says least. */
export const versionCell = (row: ServerRow, columns: number, look: CellLook): Content => {
	const { glyphs } = look;
	const { version } = row.info;
	if (version === undefined) return { text: glyphs.none };
	const short = version.replace(/^\d+\./, glyphs.ellipsis);
	return judged(
		(room) => firstFitting([version, short, fit(version, room, glyphs)], room),
		columns,
		cellHealth(row, 'ver', look),
		glyphs,
	);
};

/** The time that the trend of the CPU shows, in milliseconds. */
const trendSpan = 300_000;

/**
 * All trends of a column share a scale: from nothing to all cores, and to the highest CPU of any server where the cores
 * are unknown. So a high spark is a loaded server; its colour is that of the mark beside it.
 */
export const trendCell = (row: ServerRow, columns: number, context: CellLook): Content => {
	const { cores } = row.statsz ?? {};
	const values = row.history.tail('cpu', row.history.within(trendSpan));
	const range = { min: 0, max: cores ? cores * 100 : context.cpuTop };
	return {
		text: sparkline(condense(values, columns), columns, context.glyphs, range),
		token: cellHealth(row, 'cpu', context) ?? 'spark',
	};
};

/** The total of slow consumers, and its growth in the last minute. */
export const slowCell = (row: ServerRow, columns: number, look: CellLook): Content => {
	const total = row.statsz?.slowConsumers;
	const growth = slowGrowthNow(row, look.now);
	return grownCount({ total, growth }, columns, cellHealth(row, 'slow', look), look);
};

/** The share of the storage limit; the bytes stored where there is no limit; `on` where neither is known. */
export const jetstreamCell = (row: ServerRow, columns: number, look: CellLook): Content => {
	const { glyphs, exact } = look;
	const isOff = row.jetstreamTrouble?.check === 'js-off';
	const share = isOff ? undefined : storageShare(row);
	const storage = row.statsz?.jetstream?.storage;
	const write = (room: number): string => {
		if (isOff) return 'off';
		if (share !== undefined) return percent(share, 1, glyphs);
		if (storage !== undefined) return bytesIn(storage, room, glyphs, exact);
		return jetstreamOn(row) ? 'on' : glyphs.none;
	};
	return judged(write, columns, cellHealth(row, 'js', look), glyphs);
};

/** The time since the start: `41d`. For a minute it has an `R` after a restart and an `N` for a new server: `3s R`. */
export const uptimeCell = (row: ServerRow, columns: number, { now, since, glyphs }: CellLook): Content => {
	const text = uptimeShort(uptimeOf(row, now), glyphs);
	const news = newsOf(row, now, since);
	if (!news) return { text };
	const letter = news === 'restarted' ? 'R' : 'N';
	const mark = width(text) + 2 <= columns ? ` ${letter}` : letter;
	return { text: marked(() => text, columns, mark, glyphs), token: 'info' };
};

/** How many servers it has a route to, marked where others of its cluster have more. */
export const routesCell = (row: ServerRow, columns: number, look: CellLook): Content => {
	const { glyphs } = look;
	return judged(
		(room) => countIn(routedServers(row), room, glyphs),
		columns,
		cellHealth(row, 'rts', look),
		glyphs,
	);
};
