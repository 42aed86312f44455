// The column with the problem of a server, which is the default sort of the table.

import { healthOf } from '../../model/checks/trouble.ts';
import { noFacts, rankIn, troublesIn } from '../../model/fleet-facts.ts';
import type { ServerColumn } from './column-kinds.ts';

export const troubleColumn: ServerColumn = {
	id: 'trouble',
	title: 'TROUBLE',
	about: 'what is wrong, the worst of it; sorts critical rows first, then warnings, then by CPU%',
	width: 24,
	priority: 23,
	align: 'left',
	descending: true,
	isLead: true,
	ties: 'cpu',
	value: (row, _, facts = noFacts) => rankIn(facts, row),
	texts: (row, facts = noFacts) => troublesIn(facts, row).flatMap(({ check, text }) => [check, text]),
	cell(row, _, look) {
		const [worst, ...others] = troublesIn(look, row);
		if (worst === undefined) return { text: '' };
		const more = others.length === 0 ? '' : ` +${others.length}`;
		return { text: worst.text + more, token: healthOf(worst.severity) };
	},
	lit: 'marked',
	json: 'trouble',
};
