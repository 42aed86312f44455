// The columns of the areas of an account: how much there is, how much of it is in trouble, and what the worst is.

import { countIn } from '../../format/number.ts';
import { width as cellsOf } from '../../format/text.ts';
import { withCommas } from '../../model/count-words.ts';
import type { Column } from '../../table/column.ts';
import { counts } from '../../table/filter-quantity.ts';
import type { Area } from './area.ts';
import type { AccountFacts } from './facts.ts';

type AreaColumn = Column<Area, AccountFacts>;

/** Words are cut before a figure leaves. */
const figure = { align: 'right', descending: true, unit: counts, stays: true } as const;

/** No JSON of rows is made of this list: natstop account prints one object of the whole account. */
const json = { none: 'the main screen of account mode; `natstop account` prints the account' } as const;

const readsText = ({ denied, isLazy, worst }: Area): string => {
	if (denied !== undefined) return `publish ${denied} is not allowed`;
	return isLazy ? 'asked when opened' : (worst ?? '');
};

/** Areas are few: of those that are equally bad the one that is named first stands first. */
const places = 100;

export const areaColumns: readonly AreaColumn[] = [
	{
		...{ id: 'area', title: 'AREA', about: 'what is counted; Enter opens it', align: 'left', json },
		...{ width: 12, priority: 1, value: ({ id }) => id },
	},
	{
		...{ ...figure, id: 'count', title: 'COUNT', about: 'how many there are', width: 6, priority: 2, json },
		value: ({ count }) => count,
	},
	{
		...{
			...figure,
			id: 'bad',
			title: 'BAD',
			about: 'how many of them something is wrong with',
			width: 5,
			json,
		},
		...{ priority: 3, value: ({ bad }) => bad },
		cell: ({ bad, rank }, _, { glyphs }) => ({
			text: bad === undefined ? glyphs.none : withCommas(bad),
			...(bad !== undefined && bad > 0 && { token: rank > 1 ? ('crit' as const) : ('warn' as const) }),
		}),
	},
	{
		...{ ...figure, id: 'load', title: 'LOAD/s', width: 7, priority: 4, json },
		about:
			'messages a second: of connections in and out, of streams and buckets what is stored, of consumers what is delivered, of services requests',
		value: ({ load }) => load,
		cell: ({ load }, width, { glyphs, exact }) => ({ text: countIn(load, width, glyphs, exact) }),
	},
	{
		...{ id: 'trouble', title: 'WORST', align: 'left', descending: true, isLead: true, json },
		about: 'the worst of it, or what would show it; sorts critical areas first, then warnings',
		...{ width: 20, most: 120, stays: true, priority: 5, nameWidth: (area) => cellsOf(readsText(area)) },
		value: ({ rank, place }) => rank * places - place,
		texts: (area) => [readsText(area)],
		cell: (area) => ({
			text: readsText(area),
			...(area.denied !== undefined && { token: 'muted' as const }),
		}),
	},
];
