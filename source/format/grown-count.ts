// Writes a counter and its growth within a minute.

import type { Health } from '../model/health.ts';
import type { Content } from '../table/column.ts';
import type { Glyphs } from '../theme.ts';
import { firstFitting, judged } from './cell.ts';
import { countIn } from './number.ts';
import { width } from './text.ts';

/** `14 ↑3!`: the total is shortened first, as the growth matters more. */
export const grownCount = (
	{ total, growth }: { total: number | undefined; growth: number | undefined },
	columns: number,
	health: Health,
	{ glyphs, exact }: { glyphs: Glyphs; exact: boolean },
): Content => {
	if (!growth) return { text: countIn(total, columns, glyphs, exact) };
	return judged(
		(room) => {
			const grown = glyphs.up + countIn(growth, room - 1, glyphs);
			const beside = (space: string): string =>
				countIn(total, room - width(grown) - space.length, glyphs) + space + grown;
			return firstFitting([beside(' '), beside(''), grown], room);
		},
		columns,
		health,
		glyphs,
	);
};
