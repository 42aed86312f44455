// What an account is on each of its servers, as a table inside of a pane.

import { bytesIn, countIn } from '../../format/number.ts';
import { fit, fitMiddle } from '../../format/text.ts';
import { type Account, type AccountShare, isIdle } from '../../model/account.ts';
import { type AccountView, accountRow } from './detail-lines.ts';

const nameWidth = 14;
const figureWidth = 7;

type Figure = { title: string; text: (share: AccountShare) => string };

const figuresOf = ({ look: { glyphs, totals, exact } }: AccountView): Figure[] => {
	const number = (value: number | undefined): string => countIn(value, figureWidth, glyphs, exact);
	const size = (value: number | undefined): string => bytesIn(value, figureWidth, glyphs, exact);
	const unit = totals ? '' : '/s';
	const out = (share: AccountShare, text: string): string =>
		share.sentIsRouted && text !== glyphs.none ? `~${text}` : text;
	const into = ({ received, rates }: AccountShare) => (totals ? received : rates?.in);
	const from = ({ sent, rates }: AccountShare) => (totals ? sent : rates?.out);
	return [
		{ title: 'CONNS', text: ({ connections }) => number(connections) },
		{ title: `IN${unit}`, text: (share) => number(into(share)?.msgs) },
		{ title: `OUT${unit}`, text: (share) => out(share, number(from(share)?.msgs)) },
		{ title: `BIN${unit}`, text: (share) => size(into(share)?.bytes) },
		{ title: `BOUT${unit}`, text: (share) => out(share, size(from(share)?.bytes)) },
		{
			title: 'SLOW',
			text: ({ slowConsumers, slowGrowth }) =>
				number(slowConsumers) + (slowGrowth > 0 ? ` ${glyphs.up}${slowGrowth}!` : ''),
		},
		{ title: 'LEAFS', text: ({ leafnodes }) => number(leafnodes) },
		{ title: 'SUBS', text: ({ subscriptions }) => number(subscriptions) },
	];
};

const isUsed = (share: AccountShare): boolean => !isIdle(share);

/** The rows of the whole table. */
export const shareTableRows = ({ shares }: Account): number => {
	const used = shares.filter(isUsed).length;
	return 1 + used + (used < shares.length ? 1 : 0);
};

/** Heads and a row a server, those with most connections first; idle ones are counted in the last row. No more than `rows`. */
export const shareTable = (view: AccountView, rows: number): string[] => {
	const { account, look, width } = view;
	const { glyphs, theme } = look;
	const room = Math.max(1, Math.floor((width - 2 - nameWidth) / (figureWidth + 1)));
	const figures = figuresOf(view).slice(0, room);
	const shares = account.shares.filter(isUsed).sort((a, b) => (b.connections ?? 0) - (a.connections ?? 0));
	const idle = account.shares.length - shares.length;
	const cells = (texts: readonly string[]): string =>
		texts.map((text) => ` ${fit(text, figureWidth, glyphs, 'right')}`).join('');
	const head = ` ${fit('SERVER', nameWidth, glyphs)}${cells(figures.map(({ title }) => title))}`;
	return [
		theme.paint('title', fit(head, width, glyphs)),
		...shares
			.slice(0, Math.max(0, rows - 1))
			.map((share) =>
				accountRow(view, [
					fit(fitMiddle(share.server.name, nameWidth, glyphs), nameWidth, glyphs) +
						cells(figures.map(({ text }) => text(share))),
				]),
			),
		...(idle === 0 || rows < shares.length + 2
			? []
			: [accountRow(view, [{ text: `and idle on ${idle} more`, token: 'muted' }])]),
	];
};
