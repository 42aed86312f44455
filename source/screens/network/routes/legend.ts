// What the signs of the matrix of routes mean, and filters that match a server in it.

import type { RouteRow } from '../../../model/network/route-row.ts';
import type { Glyphs } from '../../../theme.ts';
import type { Example, LegendPart } from '../../legend.ts';

export const routesLegend = (glyphs: Glyphs): readonly LegendPart[] => {
	const way = glyphs.ascii ? '>' : '›';
	return [
		{
			title: 'Routes',
			on: 'list',
			entries: [
				['2ms', 'in a cell: the server of the row has a route to that of the column, and how far it is'],
				['ok', 'in a cell: there is a route, and its round trip is not known'],
				[`${glyphs.down}!!`, 'no route: neither end tells of one'],
				[`${glyphs.down}${way}`, 'this side has none, and the other says it has: a half-open connection'],
				['3/4', 'connections of a route that has fewer than others'],
				['41ms!', `over 5 ms, and over 4 times the middle of the cluster`],
				[`${way}?`, 'this side has not answered; the column shows what others say of it'],
				['SEES 4/5', 'servers it has a route to, of the others of its cluster'],
				['cell rtt', 'what cells show: rtt, pending, out/s, in/s; space shows the next'],
				['cluster 1 of 4', 'the worst first; c shows the next'],
				['see all 49 others', 'servers without trouble, which are too many to be shown'],
				['no routes to expect', 'servers that are alone in their cluster'],
			],
		},
		{
			title: 'Detail of a route',
			entries: [
				['a b', `a ${glyphs.arrow} b: the worst route of the server under the cursor`],
				['dialled by', 'the end that made the connection'],
				['PEND', 'bytes that wait on its worst connection, of what the server lets wait; rid is its number'],
				['newest', 'age of the youngest of its connections: one that was made again'],
			],
		},
	];
};

/** Filters that let the server through. */
export const routeExamples = ({ name, group }: RouteRow): readonly Example[] => {
	const isPlain = (text: string): boolean => /^[\w.-]+$/.test(text);
	return [
		...(isPlain(name) ? [[`from=${name}`, 'the routes of this server'] as const] : []),
		...(isPlain(group.name) ? [[`cluster=${group.name}`, 'those of its cluster'] as const] : []),
	];
};
