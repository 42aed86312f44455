// Cells that the lists of services have in common: figures that a library counts in its own way, and shares.

import { judged } from '../../format/cell.ts';
import { countIn } from '../../format/number.ts';
import { rtt } from '../../format/time.ts';
import type { Trouble } from '../../model/checks/check.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import type { Figures } from '../../model/services/figures.ts';
import type { Doubt } from '../../model/services/service-row.ts';
import type { Column } from '../../table/column.ts';
import { counts, shares, shortSpans } from '../../table/filter-quantity.ts';
import type { Glyphs } from '../../theme.ts';
import { rateColumn } from '../network/link-cells.ts';
import type { ServiceFacts } from './snapshot.ts';

/** What the rows of all three lists have. */
export type FiguresRow = Figures & { doubt?: Doubt; troubles: readonly Trouble[] };

type ServicesColumn<Row> = Column<Row, ServiceFacts>;

/** `~` before a figure that a library is known to count otherwise. */
const doubted = (text: string, doubt: Doubt | undefined, { none }: Pick<Glyphs, 'none'>): string =>
	doubt === undefined || text === none ? text : `~${text}`;

/** `0%`, `0.3%`, `33%`: a part that is not nothing does not look like it. */
export const shareText = (share: number | undefined, { none }: Pick<Glyphs, 'none'>): string => {
	if (share === undefined) return none;
	const percent = share * 100;
	if (percent === 0 || percent >= 10) return `${Math.floor(percent)}%`;
	return `${Math.max(0.1, Math.round(percent * 10) / 10)}%`;
};

export const requestsColumn = <Row extends FiguresRow>(
	priority: number,
	about: string,
): ServicesColumn<Row> => ({
	...rateColumn<Row, ServiceFacts>(
		{
			...{ id: 'req', title: 'REQ/s', about, priority, unit: counts, json: 'requests_rate' },
			aliases: ['requests', 'req/s'],
		},
		({ requestsRate }) => requestsRate,
	),
	width: 6,
});

export const errorsColumn = <Row extends FiguresRow>(priority: number): ServicesColumn<Row> => ({
	...rateColumn<Row, ServiceFacts>(
		{
			...{ id: 'err', title: 'ERR/s', priority, unit: counts, json: 'errors_rate' },
			about: 'errors a second, by its own word',
			aliases: ['errors', 'err/s'],
		},
		({ errorsRate }) => errorsRate,
	),
	width: 6,
	cell: ({ errorsRate, doubt }, width, { glyphs, exact }) => ({
		text: doubted(countIn(errorsRate, width - (doubt ? 1 : 0), glyphs, exact), doubt, glyphs),
	}),
});

export const failedColumn = <Row extends FiguresRow>(priority: number): ServicesColumn<Row> => ({
	...{ id: 'failed', title: 'ERR%', about: 'the part of the requests of the last minute that failed' },
	...{ width: 6, priority, align: 'right', descending: true, ofNow: true, unit: shares },
	...{ aliases: ['err%'], json: 'failed', lit: 'marked', needsTwoSamples: true },
	value: ({ failed }) => failed,
	cell: ({ failed, troubles }, width, { glyphs }) =>
		judged(() => shareText(failed, glyphs), width, healthInColumn(troubles, 'failed'), glyphs),
});

export const averageColumn = <Row extends FiguresRow>(priority: number): ServicesColumn<Row> => ({
	...{ id: 'avg', title: 'AVG', width: 6, priority, align: 'right', descending: true, ofNow: true },
	about:
		'time that a request of the last round took, by its own word; `~` where its library stops the clock early',
	...{ aliases: ['average'], unit: shortSpans, json: 'average', needsTwoSamples: true },
	value: ({ average }) => average,
	cell: ({ average, doubt }, _, { glyphs }) => ({ text: doubted(rtt(average, glyphs), doubt, glyphs) }),
});
