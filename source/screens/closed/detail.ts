// The detail under closed connections: the latest reasons, and the clients that reconnect again and again.

import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { type Piece, pieceRow, pieceWidth } from '../../format/pieces.ts';
import { fit, wrapText } from '../../format/text.ts';
import { duration } from '../../format/time.ts';
import type { ClosedRow } from '../../model/closed-book.ts';
import type { Size } from '../screen.ts';
import type { ClosedLook } from './facts.ts';

/** Reasons with their counts, as many a row as fit. */
const reasonRows = ({ ends }: ClosedLook, width: number): Piece[][] => {
	const rows: Piece[][] = [[' ']];
	for (const { reason, count, isBad } of ends.reasons) {
		const pieces: Piece[] = [
			`${reason} `,
			{ text: `${count}${isBad ? '!' : ''}`, ...(isBad && { token: 'warn' as const }) },
			'   ',
		];
		const row = rows.at(-1);
		if (row !== undefined && pieceWidth(row) + pieceWidth(pieces) - 3 <= width) row.push(...pieces);
		else rows.push([' ', ...pieces]);
	}
	return rows;
};

export const closedDetail = (
	row: ClosedRow | undefined,
	{ width, height }: Size,
	look: ClosedLook,
	focused: boolean,
): string[] => {
	const { theme, ends, nameOf, glyphs } = look;
	const { comer } = ends;
	const title = paneTitle({
		title: 'Reasons, last 5m',
		right: String(ends.count),
		columns: width,
		focused,
		theme,
	});
	const whose = comer?.account === undefined ? '' : ` of ${nameOf(comer.account)}`;
	const comes =
		comer &&
		`${comer.name}${whose} comes and goes: ${comer.count} in 5m, each about ${duration(comer.lived ?? 0)}   / name:${comer.name}`;
	const address = row?.last.ip === undefined ? '' : `, ${row.last.ip}`;
	const last =
		row && `cid ${row.last.cid} on ${row.last.server.name}${address}: ${row.last.reason ?? 'no reason told'}`;
	const said = [comes, last].flatMap((each) => (each === undefined ? [] : wrapText(each, width - 2)));
	const room = Math.max(1, height - 1 - said.length);
	return fillRows(
		[
			title,
			...reasonRows(look, width)
				.slice(0, room)
				.map((pieces) => pieceRow(pieces, width, theme)),
			...said.map((line) => fit(` ${line}`, width, glyphs)),
		],
		height,
		width,
	);
};
